using Dapper;
using NewsWatch.Feeds;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>The rows of entries: saved once a revision, whoever brings it, poll or hub.</summary>
internal static class EntryRows
{
    /// <summary>A document holds at most 2,000 entries: older ones cannot come back.</summary>
    private const int MostKnown = FeedLimits.Entries;

    public static async Task<IReadOnlyList<KnownEntry>> Known(NpgsqlConnection connection, string feedId) =>
    [
        .. (await connection.QueryAsync<KnownRow>(
            """
            SELECT id, guid, address, has_page AS HasPage, title, hash, revision, found_at AS FoundAt, backfill FROM entries
            WHERE feed_id = @feedId ORDER BY found_at DESC, id LIMIT @MostKnown
            """,
            new { feedId, MostKnown })).Select(row => new KnownEntry(
                row.Id, row.Guid, row.Address, row.HasPage, row.Title, row.Hash, (int)row.Revision,
                DateTimeOffset.FromUnixTimeMilliseconds(row.FoundAt), row.Backfill)),
    ];

    /// <summary>
    /// Saves those whose revision is not there yet, and opens the work on them. A poll and a push may bring the same entry at the
    /// same time: who comes second changes nothing.
    /// </summary>
    public static async Task<IReadOnlyList<EntryFound>> Save(NpgsqlConnection connection, IReadOnlyList<Entry> entries, long now)
    {
        if (entries.Count == 0)
            return [];

        // One statement changes a row once, and rows in one order, so that two savers never wait for each other.
        var kept = entries.GroupBy(entry => entry.Id).Select(group => group.MaxBy(entry => entry.Revision)!).ToList();
        var rows = kept.OrderBy(entry => entry.Id, StringComparer.Ordinal).ToList();
        var saved = (await connection.QueryAsync<string>(
            """
            INSERT INTO entries (id, feed_id, guid, address, has_page, title, hash, revision, found_at, backfill, content)
            SELECT * FROM unnest(@ids, @feeds, @guids, @addresses, @pages, @titles, @hashes, @revisions, @found, @backfills, @contents)
            ON CONFLICT (id) DO UPDATE
            SET guid = excluded.guid, title = excluded.title, hash = excluded.hash, revision = excluded.revision, content = excluded.content
            WHERE excluded.revision > entries.revision
            RETURNING id
            """,
            new
            {
                ids = rows.ConvertAll(entry => entry.Id).ToArray(),
                feeds = rows.ConvertAll(entry => entry.FeedId).ToArray(),
                guids = rows.ConvertAll(entry => Plain.Text(entry.Guid)).ToArray(),
                addresses = rows.ConvertAll(entry => Plain.Text(entry.Address)).ToArray(),
                pages = rows.ConvertAll(entry => entry.HasPage).ToArray(),
                titles = rows.ConvertAll(entry => Plain.Text(entry.Title)).ToArray(),
                hashes = rows.ConvertAll(EntryReconciler.HashOf).ToArray(),
                revisions = rows.ConvertAll(entry => (long)entry.Revision).ToArray(),
                found = rows.ConvertAll(entry => entry.FoundAt.ToUnixTimeMilliseconds()).ToArray(),
                backfills = rows.ConvertAll(entry => entry.Backfill).ToArray(),
                contents = rows.ConvertAll(Json.Write).ToArray(),
            })).ToHashSet(StringComparer.Ordinal);
        List<EntryFound> facts = [.. kept.Where(entry => saved.Contains(entry.Id)).Select(entry => new EntryFound(entry.Id, entry.Revision))];
        await PostgresWorkStore.Add(connection, facts, now);
        return facts;
    }

    private sealed record KnownRow(
        string Id, string? Guid, string Address, bool HasPage, string Title, string Hash, long Revision, long FoundAt, bool Backfill);
}
