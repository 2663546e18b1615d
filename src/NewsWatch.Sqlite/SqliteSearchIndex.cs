using System.Buffers;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Search;

namespace NewsWatch.Sqlite;

/// <summary>Search in the same file as the store: FTS5 over the words as the product splits them.</summary>
public sealed class SqliteSearchIndex(SqliteDatabase database) : ISearchIndex
{
    /// <summary>
    /// Documents that a rebuild writes in one transaction. FTS5 writes a segment for each, and each of its words once more for every
    /// merge: the fewer, the better, but whoever else writes waits for one of them, and its words are held in memory.
    /// </summary>
    private const int MostAtOnce = 12_000;

    /// <summary>Of long articles fewer are written at once.</summary>
    private const int MostBytesAtOnce = 64_000_000;

    public Task Upsert(IReadOnlyList<SearchDocument> documents, CancellationToken cancellation)
    {
        // Splitting needs no database: it is done before the writer's turn comes.
        var buffer = new ArrayBufferWriter<byte>();
        return Write([.. documents.Select(document => DocumentRow.Of(document, buffer))], cancellation);
    }

    public Task<IReadOnlyList<Found>> Newest(Query query, QueryClock clock, SearchWindow window, CancellationToken cancellation)
    {
        var sql = SqliteQuery.Of(query, clock);
        sql.Parameters.Add("limit", window.Limit);
        sql.Parameters.Add("before", window.Before ?? long.MaxValue);
        sql.Parameters.Add("asOf", window.AsOf ?? long.MaxValue);
        var columns = $"d.article_id, d.number, d.time, d.sources, d.facets, {(window.WithWords ? "d.title, d.body" : "'', ''")}";
        var from = sql.Match is null
            ? "documents d WHERE 1"
            : "documents_fts f CROSS JOIN documents d ON d.number = f.rowid WHERE f.documents_fts MATCH @match";
        var text = $"""
            {sql.With}SELECT {columns} FROM {from} AND {sql.Range} AND d.sequence <= @asOf AND {sql.Condition}
            ORDER BY {(sql.Match is null ? "d.number" : "f.rowid")} DESC LIMIT @limit
            """;
        sql.Parameters.Add("match", sql.Match);
        return database.Read<IReadOnlyList<Found>>(
            connection =>
            [
                .. connection.Query<(string Article, long Number, long Time, int Sources, string Facets, string Title, string Body)>(text, sql.Parameters)
                    .Select(row => new Found(
                        row.Article,
                        row.Number,
                        DateTimeOffset.FromUnixTimeMilliseconds(row.Time),
                        row.Sources,
                        Json.Read<DocumentFacets>(row.Facets)!,
                        row.Title,
                        row.Body)),
            ],
            cancellation);
    }

    public Task<int> Count(Query query, QueryClock clock, int most, CancellationToken cancellation)
    {
        var sql = SqliteQuery.Of(query, clock);
        sql.Parameters.Add("most", most);
        sql.Parameters.Add("before", long.MaxValue);
        sql.Parameters.Add("match", sql.Match);
        var from = sql.Match is null ? "documents d WHERE 1" : "documents_fts f WHERE f.documents_fts MATCH @match";
        var text = $"{sql.With}SELECT count(*) FROM (SELECT 1 FROM {from} AND {sql.Range} AND {sql.Condition} LIMIT @most)";
        return database.Read(connection => connection.ExecuteScalar<int>(text, sql.Parameters), cancellation);
    }

    public Task<long> Last(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalar<long?>("SELECT max(sequence) FROM documents") ?? 0, cancellation);

    /// <summary>A store that was just filled has articles and no documents: a restore that ended before it made them.</summary>
    public Task<bool> NeedsRebuild(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalar<bool>(
            "SELECT NOT EXISTS (SELECT 1 FROM documents) AND EXISTS (SELECT 1 FROM story_articles)"), cancellation);

    public async Task<RebuildReport> Rebuild(IAsyncEnumerable<SearchDocument> all, IProgress<int> progress, CancellationToken cancellation)
    {
        var (rows, bytes, given, before) = (new List<DocumentRow>(), 0, 0, Task.CompletedTask);
        var buffer = new ArrayBufferWriter<byte>();
        try
        {
            await foreach (var document in all.WithCancellation(cancellation))
            {
                rows.Add(DocumentRow.Of(document, buffer));
                if (rows.Count == MostAtOnce || (bytes += rows[^1].Length) > MostBytesAtOnce)
                    await WriteRows();
            }

            await WriteRows();
        }
        finally
        {
            await before;
        }

        return new RebuildReport(given, []);

        // One batch is split into words while the one before is written.
        async Task WriteRows()
        {
            await before;
            before = Write(rows, cancellation);
            progress.Report(given += rows.Count);
            (rows, bytes) = ([], 0);
        }
    }

    private Task<bool> Write(List<DocumentRow> rows, CancellationToken cancellation) => database.Write(
        connection =>
        {
            using var writer = new DocumentWriter(connection);
            writer.Upsert(rows);
            return true;
        },
        cancellation);
}
