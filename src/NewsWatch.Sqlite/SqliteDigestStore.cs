using Dapper;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Stories;

namespace NewsWatch.Sqlite;

/// <summary>Periods covered by digests, and what moved in them.</summary>
public sealed class SqliteDigestStore(SqliteDatabase database) : IDigestStore
{
    public async Task<DateTimeOffset> CoveredUntil(string subscriptionId, DateTimeOffset now, CancellationToken cancellation)
    {
        const string Ask = "SELECT covered_until FROM digest_ends WHERE subscription_id = @subscriptionId";
        var row = new { subscriptionId, now = now.ToUnixTimeMilliseconds() };
        var covered = await database.Read(connection => connection.ExecuteScalar<long?>(Ask, row), cancellation)
            ?? await database.Write(
                connection => connection.ExecuteScalar<long>(
                    $"INSERT INTO digest_ends (subscription_id, covered_until) VALUES (@subscriptionId, @now) ON CONFLICT DO NOTHING; {Ask}", row),
                cancellation);
        return DateTimeOffset.FromUnixTimeMilliseconds(covered);
    }

    public Task Correct(string subscriptionId, DateTimeOffset coveredUntil, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                "UPDATE digest_ends SET covered_until = @end WHERE subscription_id = @subscriptionId",
                new { subscriptionId, end = coveredUntil.ToUnixTimeMilliseconds() }),
            cancellation);

    public Task<IReadOnlyList<StoryView>> Moved(DigestPeriod period, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<StoryView>>(
            connection =>
            [
                .. connection.Query<string>(
                    """
                    SELECT DISTINCT s.story_id FROM story_articles s JOIN articles a ON a.id = s.article_id
                    WHERE s.story_id IS NOT NULL AND a.found_at >= @start AND a.found_at < @end
                    UNION
                    SELECT story_id FROM developments WHERE at >= @start AND at < @end
                    """,
                    new { start = period.Start.ToUnixTimeMilliseconds(), end = period.End.ToUnixTimeMilliseconds() })
                    .AsList().Select(id => SqliteStoryStore.View(database, connection, id)!),
            ],
            cancellation);

    public Task<bool> Save(
        string digestId, string subscriptionId, DigestPeriod period, IReadOnlyList<Delivery.Delivery> deliveries, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                var row = new
                {
                    digestId,
                    subscriptionId,
                    start = period.Start.ToUnixTimeMilliseconds(),
                    end = period.End.ToUnixTimeMilliseconds(),
                };
                if (connection.Execute(
                    """
                    INSERT INTO digests (id, subscription_id, period_start, period_end, told)
                    VALUES (@digestId, @subscriptionId, @start, @end, @told) ON CONFLICT DO NOTHING
                    """,
                    new { row.digestId, row.subscriptionId, row.start, row.end, told = deliveries.Count > 0 }) == 0)
                    return false;

                connection.Execute("UPDATE digest_ends SET covered_until = @end WHERE subscription_id = @subscriptionId", row);
                SqliteDeliveryStore.Insert(connection, deliveries);
                return true;
            },
            cancellation);

    public Task<IReadOnlyList<string>> Undelivered(DateTimeOffset now, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<string>>(
            connection => connection.Query<string>(
                """
                SELECT DISTINCT subject_id FROM deliveries
                WHERE state IN ('Pending', 'Claimed', 'Retry', 'Unknown') AND next_at <= @now AND subject_kind = @kind
                """,
                new { now = now.ToUnixTimeMilliseconds(), kind = nameof(SubjectKind.Digest) }).AsList(),
            cancellation);

    public Task<int> Count(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalar<int>("SELECT count(*) FROM digests WHERE told = 1"), cancellation);
}
