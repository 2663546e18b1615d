using Dapper;
using NewsWatch.Retention;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Removes what is old. Rows that somebody else works on are left for the next time.</summary>
public sealed class PostgresPruneStore(PostgresDatabase database) : IPruneStore
{
    private const string OldTexts =
        """
        FROM entries WHERE content <> '' AND found_at < @before
          AND NOT EXISTS (SELECT 1 FROM work WHERE stage = 'read' AND work.id = entries.id)
        """;

    private const string OldDeliveries =
        """
        FROM deliveries WHERE state = 'Sent' AND channel <> 'feed' AND last_attempt_at < @before
          AND NOT EXISTS (SELECT 1 FROM work WHERE stage = 'deliver' AND work.id = deliveries.subject_id)
        """;

    private const string OldIncidents = "FROM feed_incidents WHERE told = 2 AND ended_at < @before";

    private const string OldSilences =
        """
        FROM held_back WHERE held_at < @before
          AND NOT EXISTS (SELECT 1 FROM stories WHERE stories.id = held_back.story_id AND changed_at >= @before)
        """;

    private const string OldFailures = "FROM work WHERE quarantined AND stage NOT IN ('alert', 'deliver') AND due_at < @before";

    private const string Some = "LIMIT @limit FOR UPDATE SKIP LOCKED";

    public async Task<long> Count(Prunable what, DateTimeOffset before, CancellationToken cancellation)
    {
        var old = new { before = before.ToUnixTimeMilliseconds() };
        return what switch
        {
            Prunable.FeedTexts => await Rows(OldTexts),
            Prunable.EndedIncidents => await Rows(OldIncidents),
            Prunable.Silences => await Rows(OldSilences),
            Prunable.Quarantine => await Rows(OldFailures),
            _ => await Rows(OldDeliveries),
        };

        Task<long> Rows(string rows) => database.Read(connection => connection.ExecuteScalarAsync<long>($"SELECT count(*) {rows}", old), cancellation);
    }

    public Task<int> Prune(Prunable what, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var old = new { before = before.ToUnixTimeMilliseconds(), limit };
        return database.Write(
            async connection => what switch
            {
                Prunable.FeedTexts => await Texts(connection, old),
                Prunable.EndedIncidents => await connection.ExecuteAsync($"DELETE FROM feed_incidents WHERE id IN (SELECT id {OldIncidents} {Some})", old),
                Prunable.Silences => await connection.ExecuteAsync(
                    $"DELETE FROM held_back WHERE (article_id, version, subscription_id) IN (SELECT article_id, version, subscription_id {OldSilences} {Some})", old),
                Prunable.Quarantine => await connection.ExecuteAsync(
                    $"DELETE FROM work WHERE (stage, id, revision) IN (SELECT stage, id, revision {OldFailures} {Some})", old),
                _ => await connection.ExecuteAsync($"DELETE FROM deliveries WHERE id IN (SELECT id {OldDeliveries} {Some})", old),
            },
            cancellation);
    }

    /// <summary>Locked first and looked at again: a poll may just have brought a new text, and opened work on it.</summary>
    private static async Task<int> Texts(NpgsqlConnection connection, object old)
    {
        var ids = (await connection.QueryAsync<string>($"SELECT id {OldTexts} ORDER BY found_at {Some}", old)).ToArray();
        return await connection.ExecuteAsync(
            """
            UPDATE entries SET content = ''
            WHERE id = ANY (@ids) AND NOT EXISTS (SELECT 1 FROM work WHERE stage = 'read' AND work.id = entries.id)
            """,
            new { ids });
    }
}
