using Dapper;
using NewsWatch.Delivery;
using NewsWatch.Delivery.Operator;
using NewsWatch.Feeds.Health;
using NewsWatch.Outbound;

namespace NewsWatch.Postgres;

/// <summary>What of the feeds' incidents is to be told, in the table <c>feed_incidents</c>.</summary>
public sealed class PostgresIncidentStore(PostgresDatabase database) : IIncidentStore
{
    public Task<IReadOnlyList<FeedIncident>> Untold(int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<FeedIncident>>(
            async connection =>
            [
                .. (await connection.QueryAsync<IncidentRow>(
                    """
                    SELECT i.id, i.feed_id AS FeedId, f.address, f.title, i.condition, i.words, i.opened_at AS OpenedAt, i.ended_at AS EndedAt
                    FROM feed_incidents i JOIN feeds f ON f.id = i.feed_id
                    WHERE i.told = 0 OR (i.told = 1 AND i.ended_at IS NOT NULL) ORDER BY i.opened_at, i.id LIMIT @limit
                    """,
                    new { limit })).Select(ToIncident),
            ],
            cancellation);

    public Task<bool> Tell(IReadOnlyList<FeedIncident> incidents, IReadOnlyList<Delivery.Delivery> deliveries, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                // Counted and held first, so that nothing is to be undone where somebody else was quicker.
                var untold = 0;
                foreach (var incident in incidents.OrderBy(incident => incident.Id, StringComparer.Ordinal))
                    untold += (await connection.QueryAsync<int>(
                        "SELECT 1 FROM feed_incidents WHERE id = @Id AND told = @before AND (ended_at IS NULL) = @open FOR UPDATE", Before(incident))).Count();

                if (untold < incidents.Count)
                    return false;

                foreach (var incident in incidents)
                    await connection.ExecuteAsync("UPDATE feed_incidents SET told = @before + 1 WHERE id = @Id", Before(incident));

                await PostgresDeliveryStore.Insert(connection, deliveries);
                return true;
            },
            cancellation);

    public Task<IReadOnlyList<string>> Undelivered(DateTimeOffset now, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<string>>(
            async connection => (await connection.QueryAsync<string>(
                """
                SELECT DISTINCT subject_id FROM deliveries
                WHERE state IN ('Pending', 'Claimed', 'Retry', 'Unknown') AND next_at <= @now AND subject_kind = @kind
                """,
                new { now = now.ToUnixTimeMilliseconds(), kind = nameof(SubjectKind.Notice) })).AsList(),
            cancellation);

    private static object Before(FeedIncident incident) => new { incident.Id, before = incident.EndedAt is null ? 0 : 1, open = incident.EndedAt is null };

    private static FeedIncident ToIncident(IncidentRow row) => new(
        row.Id, row.FeedId, WebAddress.WithoutUser(new Uri(row.Address)), row.Title, (FeedCondition)row.Condition, row.Words,
        DateTimeOffset.FromUnixTimeMilliseconds(row.OpenedAt),
        row.EndedAt is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null);

    private sealed record IncidentRow(
        string Id, string FeedId, string Address, string? Title, int Condition, string Words, long OpenedAt, long? EndedAt);
}
