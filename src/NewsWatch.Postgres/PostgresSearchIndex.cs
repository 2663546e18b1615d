using System.Runtime.CompilerServices;
using Dapper;
using NewsWatch.Search;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>
/// Search without a search engine: documents are read newest first and matched in memory, by the same matcher that alerts use. Right
/// by construction and slow by nature: for a start and for tests; a cluster that is searched has Elasticsearch.
/// </summary>
public sealed class PostgresSearchIndex(PostgresDatabase database) : ISearchIndex
{
    private const int Page = 200;
    private const int MinuteShift = 16;

    public Task Upsert(IReadOnlyList<SearchDocument> documents, CancellationToken cancellation) => documents.Count == 0
        ? Task.CompletedTask
        : database.Write(
            connection => connection.ExecuteAsync(
                """
                INSERT INTO documents (article_id, place, document, revision) SELECT * FROM unnest(@ids, @places, @jsons, @revisions)
                ON CONFLICT (article_id) DO UPDATE SET place = excluded.place, document = excluded.document, revision = excluded.revision
                WHERE excluded.revision >= documents.revision
                """,
                Columns([.. documents.Reverse().GroupBy(document => document.ArticleId).Select(group => group.MaxBy(document => document.Revision)!).OrderBy(document => document.ArticleId, StringComparer.Ordinal)])),
            cancellation);

    public async Task<IReadOnlyList<Found>> Newest(Query query, QueryClock clock, SearchWindow window, CancellationToken cancellation)
    {
        var found = new List<Found>();
        await foreach (var (place, document) in Matches(query, clock, window.Before ?? long.MaxValue, window.AsOf ?? long.MaxValue, cancellation))
        {
            if (found.Count == window.Limit)
                break;

            found.Add(new Found(
                document.ArticleId, place, document.Time, document.Sources, document.Facets,
                window.WithWords ? Tokens.Joined(document.Title) : "", window.WithWords ? Tokens.Joined(document.Text) : ""));
        }

        return found;
    }

    public async Task<int> Count(Query query, QueryClock clock, int most, CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var _ in Matches(query, clock, long.MaxValue, long.MaxValue, cancellation))
            if (++count == most)
                break;

        return count;
    }

    public Task<long> Last(CancellationToken cancellation) =>
        database.Read(async connection => await connection.ExecuteScalarAsync<long?>("SELECT max(sequence) FROM documents") ?? 0, cancellation);

    /// <summary>A store that was just filled has articles and no documents: a restore that ended before it made them.</summary>
    public Task<bool> NeedsRebuild(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalarAsync<bool>(
            "SELECT NOT EXISTS (SELECT 1 FROM documents) AND EXISTS (SELECT 1 FROM story_articles)"), cancellation);

    private async IAsyncEnumerable<(long Place, SearchDocument Document)> Matches(
        Query query, QueryClock clock, long before, long asOf, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var matcher = new InMemoryMatcher(query);
        while (true)
        {
            var page = await database.Read(connection => Older(connection, before, asOf), cancellation);
            foreach (var (place, json) in page)
            {
                var document = Json.Read<SearchDocument>(json)!;
                if (matcher.Matches(new IndexedDocument(document), clock))
                    yield return (place, document);
            }

            if (page.Count < Page)
                yield break;

            before = page[^1].Place;
        }
    }

    private static async Task<List<(long Place, string Document)>> Older(NpgsqlConnection connection, long before, long asOf) =>
        (await connection.QueryAsync<(long, string)>(
            """
            SELECT place + sequence % 65536, document FROM documents
            WHERE place + sequence % 65536 < @before AND sequence <= @asOf ORDER BY place + sequence % 65536 DESC LIMIT @Page
            """,
            new { before, asOf, Page })).AsList();

    private static object Columns(List<SearchDocument> documents) => new
    {
        ids = documents.ConvertAll(document => document.ArticleId).ToArray(),
        places = documents.ConvertAll(document => Math.Max(0, document.Time.ToUnixTimeSeconds() / 60) << MinuteShift).ToArray(),
        jsons = documents.ConvertAll(Json.Write).ToArray(),
        revisions = documents.ConvertAll(document => document.Revision).ToArray(),
    };
}
