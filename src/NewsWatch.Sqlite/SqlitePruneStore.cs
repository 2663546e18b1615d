using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Retention;

namespace NewsWatch.Sqlite;

/// <summary>Removes what is old.</summary>
public sealed class SqlitePruneStore(SqliteDatabase database) : IPruneStore
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

    private const string OldFailures = "FROM work WHERE quarantined = 1 AND stage NOT IN ('alert', 'deliver') AND due_at < @before";

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

        Task<long> Rows(string rows) => database.Read(connection => connection.ExecuteScalar<long>($"SELECT count(*) {rows}", old), cancellation);
    }

    public Task<int> Prune(Prunable what, DateTimeOffset before, int limit, CancellationToken cancellation)
    {
        var old = new { before = before.ToUnixTimeMilliseconds(), limit };
        return database.Write(
            connection => what switch
            {
                Prunable.FeedTexts => connection.Execute($"UPDATE entries SET content = '' WHERE id IN (SELECT id {OldTexts} ORDER BY found_at LIMIT @limit)", old),
                Prunable.EndedIncidents => connection.Execute($"DELETE FROM feed_incidents WHERE id IN (SELECT id {OldIncidents} LIMIT @limit)", old),
                Prunable.Silences => connection.Execute(
                    $"DELETE FROM held_back WHERE (article_id, version, subscription_id) IN (SELECT article_id, version, subscription_id {OldSilences} LIMIT @limit)", old),
                Prunable.Quarantine => connection.Execute(
                    $"DELETE FROM work WHERE (stage, id, revision) IN (SELECT stage, id, revision {OldFailures} LIMIT @limit)", old),
                _ => connection.Execute($"DELETE FROM deliveries WHERE id IN (SELECT id {OldDeliveries} LIMIT @limit)", old),
            },
            cancellation);
    }
}
