using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Feeds.Health;

namespace NewsWatch.Sqlite;

/// <summary>The rows of incidents: one open at most for each feed, changed in the transaction of the poll that found it so.</summary>
internal static class IncidentRows
{
    /// <summary>Opens, keeps or ends a feed's incident by the worst that its poll found.</summary>
    public static void Follow(SqliteConnection connection, string feedId, HealthFinding? worst, long now)
    {
        var condition = worst is { } finding && FeedHealth.NeedsSomebody(finding.Condition) ? (int)finding.Condition : -1;

        // One that ends before its beginning was told is not told at all; one that turns into another is told as that other.
        connection.Execute(
            """
            UPDATE feed_incidents SET ended_at = @now, told = CASE WHEN told = 0 OR @condition >= 0 THEN 2 ELSE told END
            WHERE feed_id = @feedId AND ended_at IS NULL AND condition <> @condition
            """,
            new { feedId, now, condition });
        if (condition < 0)
            return;

        connection.Execute(
            """
            INSERT INTO feed_incidents (id, feed_id, condition, words, opened_at) VALUES (@id, @feedId, @condition, @Words, @now)
            ON CONFLICT (feed_id) WHERE ended_at IS NULL DO UPDATE SET words = excluded.words
            """,
            new
            {
                id = FeedIncident.IdOf(feedId, worst!.Condition, DateTimeOffset.FromUnixTimeMilliseconds(now)),
                feedId,
                condition,
                worst.Words,
                now,
            });
    }

    /// <summary>Somebody has looked into it, and paused, resumed or removed the feed: there is nothing more to tell.</summary>
    public static void Close(SqliteConnection connection, string feedId, long now) =>
        connection.Execute("UPDATE feed_incidents SET ended_at = @now, told = 2 WHERE feed_id = @feedId AND ended_at IS NULL", new { feedId, now });
}
