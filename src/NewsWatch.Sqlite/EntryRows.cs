using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Feeds;

namespace NewsWatch.Sqlite;

/// <summary>The rows of entries: saved once a revision, whoever brings it, poll or hub.</summary>
internal static class EntryRows
{
    /// <summary>A document holds at most 2,000 entries: older ones cannot come back.</summary>
    private const int MostKnown = FeedLimits.Entries;

    public static IReadOnlyList<KnownEntry> Known(SqliteConnection connection, string feedId) =>
    [
        .. connection.Query<KnownRow>(
            """
            SELECT id, guid, address, has_page AS HasPage, title, hash, revision, found_at AS FoundAt, backfill FROM entries
            WHERE feed_id = @feedId ORDER BY found_at DESC LIMIT @MostKnown
            """,
            new { feedId, MostKnown }).Select(row => new KnownEntry(
                row.Id, row.Guid, row.Address, row.HasPage != 0, row.Title, row.Hash, row.Revision,
                DateTimeOffset.FromUnixTimeMilliseconds(row.FoundAt), row.Backfill != 0)),
    ];

    /// <summary>Saves those whose revision is not there yet, and opens the work on them.</summary>
    public static IReadOnlyList<EntryFound> Save(SqliteConnection connection, IReadOnlyList<Entry> entries, long now)
    {
        var found = new List<EntryFound>(entries.Count);
        foreach (var entry in entries)
        {
            if (!Upsert(connection, entry))
                continue;

            var fact = new EntryFound(entry.Id, entry.Revision);
            SqliteWorkStore.Add(connection, fact, now);
            found.Add(fact);
        }

        return found;
    }

    /// <summary>A poll and a push may bring the same entry at the same time: who comes second changes nothing.</summary>
    private static bool Upsert(SqliteConnection connection, Entry entry) =>
        connection.Execute(
            """
            INSERT INTO entries (id, feed_id, guid, address, has_page, title, hash, revision, found_at, backfill, content)
            VALUES (@Id, @FeedId, @Guid, @Address, @HasPage, @Title, @hash, @Revision, @found, @Backfill, @json)
            ON CONFLICT (id) DO UPDATE
            SET guid = excluded.guid, title = excluded.title, hash = excluded.hash, revision = excluded.revision, content = excluded.content
            WHERE excluded.revision > entries.revision
            """,
            new
            {
                entry.Id,
                entry.FeedId,
                entry.Guid,
                entry.Address,
                entry.HasPage,
                entry.Title,
                entry.Revision,
                entry.Backfill,
                hash = EntryReconciler.HashOf(entry),
                found = entry.FoundAt.ToUnixTimeMilliseconds(),
                json = Json.Write(entry),
            }) > 0;

    private sealed record KnownRow(
        string Id, string? Guid, string Address, long HasPage, string Title, string Hash, long Revision, long FoundAt, long Backfill);
}
