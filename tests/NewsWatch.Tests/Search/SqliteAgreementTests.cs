using FsCheck;
using FsCheck.Fluent;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Search;

public sealed class SqliteAgreementTests : IDisposable
{
    private const int Sets = 10_000;
    private const int DocumentCount = 30;

    private static readonly QueryClock Clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-search").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Ten_thousand_random_queries_find_the_same_among_random_documents_in_memory_and_in_SQLite()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = SqliteDatabase.Open(Path.Combine(_folder, "search.db"), TimeProvider.System);
        var index = new SqliteSearchIndex(database);
        List<SearchDocument> documents = [.. Queries.Documents.Sample(DocumentCount, 20).Select((document, i) => document with { ArticleId = $"a{i}" })];
        await index.Upsert(documents, cancellation);
        List<IndexedDocument> indexed = [.. documents.Select(document => new IndexedDocument(document))];
        var matches = 0;

        foreach (var query in Queries.Any.Sample(Sets, 12))
        {
            var matcher = new InMemoryMatcher(query);
            var wanted = indexed.Where(document => matcher.Matches(document, Clock))
                .Select(document => document.Document.ArticleId).Order(StringComparer.Ordinal).ToList();
            var found = await index.Newest(query, Clock, new SearchWindow(DocumentCount), cancellation);

            found.Select(match => match.ArticleId).Order(StringComparer.Ordinal).ToList().ShouldBe(wanted, query.ToString());
            found.Zip(found.Skip(1)).ShouldAllBe(pair => pair.First.Time >= pair.Second.Time);
            matches += found.Count;
        }

        // Neither everything nor nothing: the comparison saw something.
        matches.ShouldBeInRange(Sets * DocumentCount / 20, Sets * DocumentCount * 19 / 20);
    }

    [Fact]
    public async Task Documents_that_change_or_come_again_are_found_as_they_are_now()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = SqliteDatabase.Open(Path.Combine(_folder, "search.db"), TimeProvider.System);
        var index = new SqliteSearchIndex(database);
        List<SearchDocument> before = [.. Queries.Documents.Sample(DocumentCount, 20).Select((document, i) => document with { ArticleId = $"a{i}" })];
        List<SearchDocument> after = [.. Queries.Documents.Sample(DocumentCount, 20).Select((document, i) => document with { ArticleId = $"a{i}" })];
        await index.Upsert(before, cancellation);
        await index.Upsert(after, cancellation);
        await index.Upsert(after, cancellation);
        List<IndexedDocument> indexed = [.. after.Select(document => new IndexedDocument(document))];

        foreach (var query in Queries.Any.Sample(500, 12))
            (await index.Newest(query, Clock, new SearchWindow(DocumentCount), cancellation)).Select(match => match.ArticleId).Order(StringComparer.Ordinal).ToList()
                .ShouldBe(indexed.Where(document => new InMemoryMatcher(query).Matches(document, Clock)).Select(document => document.Document.ArticleId).Order(StringComparer.Ordinal).ToList(), query.ToString());
    }
}
