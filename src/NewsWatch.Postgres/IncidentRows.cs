using Dapper;
using NewsWatch.Feeds.Health;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>The rows of incidents: one open at most for each feed, changed in the transaction of the poll that found it so.</summary>
internal static class IncidentRows
{
    /// <summary>Opens, keeps or ends a feed's incident by the worst that its poll found.</summary>
    public static async Task Follow(NpgsqlConnection connection, string feedId, HealthFinding? worst, long now)
    {
        var condition = worst is { } finding && FeedHealth.NeedsSomebody(finding.Condition) ? (int)finding.Condition : -1;

        // One that ends before its beginning was told is not told at all; one that turns into another is told as that other.
        await connection.ExecuteAsync(
            """
            UPDATE feed_incidents SET ended_at = @now, told = CASE WHEN told = 0 OR @condition >= 0 THEN 2 ELSE told END
            WHERE feed_id = @feedId AND ended_at IS NULL AND condition <> @condition
            """,
            new { feedId, now, condition });
        if (condition < 0)
            return;

        await connection.ExecuteAsync(
            """
            INSERT INTO feed_incidents (id, feed_id, condition, words, opened_at) VALUES (@id, @feedId, @condition, @words, @now)
            ON CONFLICT (feed_id) WHERE ended_at IS NULL DO UPDATE SET words = excluded.words
            """,
            new
            {
                id = FeedIncident.IdOf(feedId, worst!.Condition, DateTimeOffset.FromUnixTimeMilliseconds(now)),
                feedId,
                condition,
                words = Plain.Text(worst.Words),
                now,
            });
    }

    /// <summary>Somebody has looked into it, and paused, resumed or removed the feed: there is nothing more to tell.</summary>
    public static Task Close(NpgsqlConnection connection, string feedId, long now) =>
        connection.ExecuteAsync("UPDATE feed_incidents SET ended_at = @now, told = 2 WHERE feed_id = @feedId AND ended_at IS NULL", new { feedId, now });
}
