using Dapper;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Stories;

namespace NewsWatch.Postgres;

/// <summary>Periods covered by digests, and what moved in them.</summary>
public sealed class PostgresDigestStore(PostgresDatabase database) : IDigestStore
{
    public async Task<DateTimeOffset> CoveredUntil(string subscriptionId, DateTimeOffset now, CancellationToken cancellation)
    {
        const string Ask = "SELECT covered_until FROM digest_ends WHERE subscription_id = @subscriptionId";
        var row = new { subscriptionId, now = now.ToUnixTimeMilliseconds() };
        var covered = await database.Read(connection => connection.ExecuteScalarAsync<long?>(Ask, new { subscriptionId }), cancellation)
            ?? await database.Write(
                async connection =>
                {
                    await connection.ExecuteAsync(
                        "INSERT INTO digest_ends (subscription_id, covered_until) VALUES (@subscriptionId, @now) ON CONFLICT DO NOTHING", row);
                    return await connection.ExecuteScalarAsync<long>(Ask, new { subscriptionId });
                },
                cancellation);
        return DateTimeOffset.FromUnixTimeMilliseconds(covered);
    }

    public Task Correct(string subscriptionId, DateTimeOffset coveredUntil, CancellationToken cancellation) =>
        database.Write(
            connection => connection.ExecuteAsync(
                "UPDATE digest_ends SET covered_until = @end WHERE subscription_id = @subscriptionId",
                new { subscriptionId, end = coveredUntil.ToUnixTimeMilliseconds() }),
            cancellation);

    public Task<IReadOnlyList<StoryView>> Moved(DigestPeriod period, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<StoryView>>(
            async connection =>
            {
                var ids = await connection.QueryAsync<string>(
                    """
                    SELECT s.story_id FROM story_articles s JOIN articles a ON a.id = s.article_id
                    WHERE s.story_id IS NOT NULL AND a.found_at >= @start AND a.found_at < @end
                    UNION
                    SELECT story_id FROM developments WHERE at >= @start AND at < @end
                    ORDER BY 1
                    """,
                    new { start = period.Start.ToUnixTimeMilliseconds(), end = period.End.ToUnixTimeMilliseconds() });
                var moved = new List<StoryView>();
                foreach (var id in ids)
                    moved.Add((await StoryRows.View(database, connection, id))!);

                return moved;
            },
            cancellation);

    public Task<bool> Save(
        string digestId, string subscriptionId, DigestPeriod period, IReadOnlyList<Delivery.Delivery> deliveries, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                var (start, end) = (period.Start.ToUnixTimeMilliseconds(), period.End.ToUnixTimeMilliseconds());
                if (await connection.ExecuteAsync(
                    """
                    INSERT INTO digests (id, subscription_id, period_start, period_end, told)
                    VALUES (@digestId, @subscriptionId, @start, @end, @told) ON CONFLICT DO NOTHING
                    """,
                    new { digestId, subscriptionId, start, end, told = deliveries.Count > 0 }) == 0)
                    return false;

                await connection.ExecuteAsync(
                    "UPDATE digest_ends SET covered_until = @end WHERE subscription_id = @subscriptionId", new { subscriptionId, end });
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
                new { now = now.ToUnixTimeMilliseconds(), kind = nameof(SubjectKind.Digest) })).AsList(),
            cancellation);

    public Task<int> Count(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalarAsync<int>("SELECT count(*)::integer FROM digests WHERE told"), cancellation);
}
