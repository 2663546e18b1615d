using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Sqlite;

/// <summary>
/// Which due feeds may be asked now. Goes through them, longest due first, in an index that holds all it needs; a host is passed over
/// while it rests, has its share of polls under way, or was asked a moment ago. One host's thousand feeds delay no other host.
/// </summary>
internal static class FeedClaims
{
    /// <summary>Claims within one write transaction. Times are milliseconds.</summary>
    /// <returns>The feeds and the number of the poll that each begins.</returns>
    public static IReadOnlyList<(string Id, long Poll)> Take(SqliteConnection connection, long now, long lease, int limit, PollOptions options)
    {
        connection.Execute("UPDATE feeds SET claimed_until = NULL WHERE claimed_until <= @now", new { now });
        var spacing = (long)options.SpacingPerDomain.TotalMilliseconds;
        var underWay = connection.Query<(string Host, long Polls)>(
            "SELECT host, count(*) FROM feeds WHERE claimed_until IS NOT NULL GROUP BY host").ToList();
        var room = (int)Math.Min(limit, options.InFlight - underWay.Sum(row => row.Polls));
        if (room <= 0)
            return [];

        var closed = underWay.Where(row => row.Polls >= options.InFlightPerDomain).Select(row => row.Host).ToHashSet(StringComparer.Ordinal);
        closed.UnionWith(connection.Query<string>(
            "SELECT host FROM feeds WHERE started_at > @since UNION ALL SELECT host FROM hosts WHERE hold_until > @now",
            new { since = now - spacing, now }));
        return Start(connection, Choose(connection, now, closed, room), now, lease);
    }

    private static List<string> Choose(SqliteConnection connection, long now, HashSet<string> closed, int room)
    {
        var chosen = new List<string>();
        var due = connection.Query<(string Id, string Host)>(
            """
            SELECT id, host FROM feeds INDEXED BY feeds_waiting
            WHERE paused = 0 AND claimed_until IS NULL AND next_poll_at <= @now ORDER BY next_poll_at
            """,
            new { now }, buffered: false);
        foreach (var (id, host) in due)
        {
            // One start a host: the next one keeps its distance.
            if (!closed.Add(host))
                continue;

            chosen.Add(id);
            if (chosen.Count == room)
                break;
        }

        return chosen;
    }

    private static IReadOnlyList<(string Id, long Poll)> Start(SqliteConnection connection, List<string> chosen, long now, long lease) =>
        chosen.Count == 0
            ? []
            : [
                .. connection.Query<(string Id, long Poll)>(
                    """
                    UPDATE feeds SET claimed_until = @until, started_at = @now, poll = poll + 1
                    WHERE id IN (SELECT value FROM json_each(@chosen)) RETURNING id, poll
                    """,
                    new { until = now + lease, now, chosen = Json.Write(chosen) }),
            ];
}
