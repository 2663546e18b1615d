using Dapper;
using NewsWatch.Feeds.Polling;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>
/// Which due feeds may be asked now: longest due first, one start a host; a host is passed over while it rests, has its share of
/// polls under way, or was asked a moment ago. Pollers claim one after another, so that a host's share is counted over all of
/// them; a feed that is just being written is passed over until the next look.
/// </summary>
internal static class FeedClaims
{
    /// <summary>Claims within one transaction. Times are milliseconds.</summary>
    /// <returns>The feeds and the number of the poll that each begins.</returns>
    public static async Task<IReadOnlyList<(string Id, long Poll)>> Take(
        NpgsqlConnection connection, long now, long lease, int limit, PollOptions options)
    {
        await connection.ExecuteAsync(Locks.Take, new { key = Locks.Feeds });
        await connection.ExecuteAsync(
            """
            UPDATE feeds SET claimed_until = NULL
            WHERE id IN (SELECT id FROM feeds WHERE claimed_until <= @now FOR UPDATE SKIP LOCKED)
            """,
            new { now });
        var underWay = (await connection.QueryAsync<(string Host, long Polls)>(
            "SELECT host, count(*) FROM feeds WHERE claimed_until IS NOT NULL GROUP BY host")).AsList();
        var room = (int)Math.Min(limit, options.InFlight - underWay.Sum(row => row.Polls));
        if (room <= 0)
            return [];

        var closed = underWay.Where(row => row.Polls >= options.InFlightPerDomain).Select(row => row.Host).ToArray();
        var since = now - (long)options.SpacingPerDomain.TotalMilliseconds;
        return (await connection.QueryAsync<(string Id, long Poll)>(
            """
            WITH first AS (
                SELECT DISTINCT ON (host) id, next_poll_at FROM feeds
                WHERE NOT paused AND claimed_until IS NULL AND next_poll_at <= @now AND host <> ALL (@closed)
                  AND host NOT IN (SELECT host FROM feeds WHERE started_at > @since UNION ALL SELECT host FROM hosts WHERE hold_until > @now)
                ORDER BY host, next_poll_at, id),
            chosen AS (
                SELECT id FROM feeds WHERE id IN (SELECT id FROM first ORDER BY next_poll_at, id LIMIT @room) FOR UPDATE SKIP LOCKED)
            UPDATE feeds SET claimed_until = @until, started_at = @now, poll = poll + 1
            WHERE id IN (SELECT id FROM chosen) AND claimed_until IS NULL RETURNING id, poll
            """,
            new { now, closed, since, room, until = now + lease })).AsList();
    }
}
