using FsCheck;
using FsCheck.Fluent;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Search;

public sealed class SqliteAgreementTests : IDisposable
{
    private const int DocumentCount = 100;
    private const int QueryCount = 2000;

    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-search").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_hundred_thousand_pairs_of_query_and_document_come_out_as_in_memory()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var database = SqliteDatabase.Open(Path.Combine(_folder, "search.db"), TimeProvider.System);
        var index = new SqliteSearchIndex(database);
        List<SearchDocument> documents = [.. Queries.Documents.Sample(DocumentCount, 20).Select((document, i) => document with { ArticleId = $"a{i}" })];
        await index.Upsert(documents, cancellation);
        List<IndexedDocument> indexed = [.. documents.Select(document => new IndexedDocument(document))];
        var matches = 0;

        foreach (var query in Queries.Any.Sample(QueryCount, 12))
        {
            var matcher = new InMemoryMatcher(query);
            var wanted = indexed.Where(document => matcher.Matches(document, new QueryClock(Now, TimeZoneInfo.Utc)))
                .Select(document => document.Document.ArticleId).Order(StringComparer.Ordinal).ToList();
            var found = (await index.Search(query, Now, DocumentCount, cancellation)).Order(StringComparer.Ordinal).ToList();

            found.ShouldBe(wanted, query.ToString());
            matches += found.Count;
        }

        // Neither everything nor nothing: the comparison saw something.
        matches.ShouldBeInRange(QueryCount * DocumentCount / 20, QueryCount * DocumentCount * 19 / 20);
    }
}
