using FsCheck.Fluent;
using NewsWatch.Search;
using NewsWatch.Tests.Search;

namespace NewsWatch.Tests.Adapters;

/// <summary>What every search index does: one body, run on each.</summary>
public abstract class SearchIndexContract
{
    private const int DocumentCount = 30;

    private static readonly QueryClock Clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 17, 345, TimeSpan.Zero), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    /// <summary>How many random queries are asked.</summary>
    protected abstract int Sets { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected abstract IndexUnderTest Open();

    [Fact]
    public async Task Random_queries_find_the_same_among_random_documents_as_in_memory()
    {
        await using var under = Open();
        var documents = Documents();
        await under.Index.Upsert(documents, Cancellation);
        await under.Settle();
        List<IndexedDocument> indexed = [.. documents.Select(document => new IndexedDocument(document))];
        var matches = 0;

        foreach (var query in Queries.Any.Sample(Sets, 12))
        {
            var matcher = new InMemoryMatcher(query);
            var wanted = indexed.Where(document => matcher.Matches(document, Clock))
                .Select(document => document.Document.ArticleId).Order(StringComparer.Ordinal).ToList();
            var found = await under.Index.Newest(query, Clock, new SearchWindow(DocumentCount), Cancellation);

            found.Select(match => match.ArticleId).Order(StringComparer.Ordinal).ToList().ShouldBe(wanted, query.ToString());
            found.Zip(found.Skip(1)).ShouldAllBe(pair => Minute(pair.First) >= Minute(pair.Second) && pair.First.Place > pair.Second.Place);
            matches += found.Count;
        }

        // Neither everything nor nothing: the comparison saw something.
        matches.ShouldBeInRange(Sets * DocumentCount / 20, Sets * DocumentCount * 19 / 20);
    }

    [Fact]
    public async Task Documents_that_change_or_come_again_are_found_as_they_are_now()
    {
        await using var under = Open();
        var after = Documents();
        await under.Index.Upsert(Documents(), Cancellation);
        await under.Index.Upsert(after, Cancellation);
        await under.Index.Upsert(after, Cancellation);
        await under.Settle();
        List<IndexedDocument> indexed = [.. after.Select(document => new IndexedDocument(document))];

        foreach (var query in Queries.Any.Sample(200, 12))
            (await under.Index.Newest(query, Clock, new SearchWindow(DocumentCount), Cancellation)).Select(match => match.ArticleId).Order(StringComparer.Ordinal).ToList()
                .ShouldBe(indexed.Where(document => new InMemoryMatcher(query).Matches(document, Clock)).Select(document => document.Document.ArticleId).Order(StringComparer.Ordinal).ToList(), query.ToString());
    }

    [Fact]
    public async Task Pages_go_through_all_in_one_order_the_latest_come_first_within_a_minute()
    {
        await using var under = Open();

        // Three a minute, one after another.
        var documents = Enumerable.Range(0, 30).Select(i => Document($"a{i}", Clock.Now.AddMinutes(-(i / 3)))).ToList();
        foreach (var document in documents)
            await under.Index.Upsert([document], Cancellation);

        await under.Settle();
        var seen = new List<string>();
        long? before = null;
        do
        {
            var page = await under.Index.Newest(new Everything(), Clock, new SearchWindow(7, before), Cancellation);
            seen.AddRange(page.Select(match => match.ArticleId));
            before = page.Count == 7 ? page[^1].Place : null;
        }
        while (before is not null);

        seen.ShouldBe(Enumerable.Range(0, 10).SelectMany(minute => Enumerable.Range(0, 3).Select(i => $"a{(minute * 3) + 2 - i}")));
    }

    [Fact]
    public async Task As_of_then_nothing_is_found_that_came_later_and_what_was_edited_since_keeps_its_place()
    {
        await using var under = Open();
        (await under.Index.Last(Cancellation)).ShouldBe(0);
        await under.Index.Upsert([Document("a", Clock.Now), Document("b", Clock.Now)], Cancellation);
        await under.Settle();
        var then = await under.Index.Last(Cancellation);
        var places = (await Find(under, "*", new SearchWindow(10))).ToDictionary(match => match.ArticleId, match => match.Place);
        await under.Index.Upsert([Document("c", Clock.Now), Document("a", Clock.Now) with { Title = "Ferries" }], Cancellation);
        await under.Settle();

        (await under.Index.Last(Cancellation)).ShouldBeGreaterThan(then);
        (await Find(under, "*", new SearchWindow(10, AsOf: then))).Select(match => match.ArticleId).ShouldBe(["b", "a"]);
        (await Find(under, "ferries", new SearchWindow(10, AsOf: then))).Single().Place.ShouldBe(places["a"]);
        (await Find(under, "*", new SearchWindow(10))).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_match_comes_with_what_it_is_counted_by_and_its_words_where_they_are_asked_for()
    {
        await using var under = Open();
        var facets = new DocumentFacets("s1", "The Lantern", "en", ["regulation", "courts"], ["Zoë Quill", "Anvil"]);
        await under.Index.Upsert([Document("a", Clock.Now.AddMilliseconds(7)) with { Facets = facets, Sources = 3 }], Cancellation);
        await under.Settle();

        var plain = (await Find(under, "camera*", new SearchWindow(5))).Single();
        (plain.Facets.StoryId, plain.Facets.Outlet, plain.Facets.Language).ShouldBe(("s1", "The Lantern", "en"));
        plain.Facets.Topics.ShouldBe(facets.Topics);
        plain.Facets.Entities.ShouldBe(facets.Entities);
        (plain.Sources, plain.Time, plain.TextWords).ShouldBe((3, Clock.Now.AddMilliseconds(7), ""));
        var worded = (await Find(under, "camera*", new SearchWindow(5, WithWords: true))).Single();
        (worded.TitleWords, worded.TextWords).ShouldBe(("cameras at the harbour", "the city turned on its cameras 人工 工智 智能 能"));
    }

    [Fact]
    public async Task Counting_stops_where_it_is_told()
    {
        await using var under = Open();
        await under.Index.Upsert([.. Enumerable.Range(0, 40).Select(i => Document($"a{i}", Clock.Now.AddHours(-i)))], Cancellation);
        await under.Settle();
        (await under.Index.Count(QueryParser.Parse("cameras"), Clock, 1000, Cancellation)).ShouldBe(40);
        (await under.Index.Count(QueryParser.Parse("cameras"), Clock, 15, Cancellation)).ShouldBe(15);
        (await under.Index.Count(QueryParser.Parse("ferries"), Clock, 15, Cancellation)).ShouldBe(0);
    }

    [Theory]
    [InlineData("\"cameras at the har*\"")]
    [InlineData("\"on its cameras 人工\"")]
    [InlineData("\"harbour cameras at\"~1")]
    [InlineData("\"city cameras turned-on\"~2")]
    [InlineData("-\"city cameras turned-on\"~1 cameras")]
    [InlineData("\"法 cameras\"~3 OR \"cameras 人\"~1")]
    [InlineData("NOT NOT cameras")]
    [InlineData("NOT \"turned on its cam*\"")]
    [InlineData("\"cameras cameras\"~0")]
    public async Task What_an_index_says_in_its_own_way_is_what_memory_says(string words)
    {
        await using var under = Open();
        await under.Index.Upsert([Document("a", Clock.Now)], Cancellation);
        await under.Settle();
        var query = QueryParser.Parse(words);
        var wanted = new InMemoryMatcher(query).Matches(new IndexedDocument(Document("a", Clock.Now)), Clock) ? 1 : 0;
        (await Find(under, words, new SearchWindow(5))).Count.ShouldBe(wanted);
        (await under.Index.Count(query, Clock, 10, Cancellation)).ShouldBe(wanted);
    }

    [Fact]
    public async Task Nothing_is_found_and_nothing_fails_in_an_index_without_documents()
    {
        await using var under = Open();
        (await Find(under, "cameras OR topic:x", new SearchWindow(5))).ShouldBeEmpty();
        (await under.Index.Count(new Everything(), Clock, 5, Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task A_hostile_document_is_taken_like_any_other()
    {
        await using var under = Open();
        var endless = new string('x', 300_000);
        await under.Index.Upsert(
            [
                Document("a", DateTimeOffset.UnixEpoch) with
                {
                    Title = "\"} \n{\"index\":{}}\n \ud800 \0 \u2028",
                    Text = endless + " " + string.Join(' ', Enumerable.Range(0, 50_000).Select(i => $"w{i}")),
                    Keys = new HashSet<string> { SearchDocument.KeyOf(KeyField.Entity, string.Join(' ', Enumerable.Repeat("name", 20_000))) },
                    Facets = new DocumentFacets(null, endless, "und", [], [endless]),
                },
                Document("b", new DateTimeOffset(9999, 12, 31, 23, 59, 59, TimeSpan.Zero)),
                Document("c", new DateTimeOffset(1, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            ],
            Cancellation);
        await under.Settle();

        (await Find(under, "*", new SearchWindow(5))).Count.ShouldBe(3);
        (await Find(under, "w49999", new SearchWindow(5))).Single().Facets.Outlet.ShouldBe(endless);
        (await Find(under, $"entity:\"{string.Join(' ', Enumerable.Repeat("name", 100))}\"", new SearchWindow(5))).Count.ShouldBe(1);
    }

    private static long Minute(Found found) => found.Time.ToUnixTimeSeconds() / 60;

    private static Task<IReadOnlyList<Found>> Find(IndexUnderTest under, string query, SearchWindow window) =>
        under.Index.Newest(QueryParser.Parse(query), Clock, window, Cancellation);

    private static List<SearchDocument> Documents() =>
        [.. Queries.Documents.Sample(DocumentCount, 20).Select((document, i) => document with { ArticleId = $"a{i}" })];

    /// <summary>Of an index that several processes write.</summary>
    protected async Task OldWritesLose()
    {
        await using var under = Open();
        await under.Index.Upsert([Document("a", Clock.Now) with { Text = "new", Revision = 7 }], Cancellation);
        await under.Index.Upsert([Document("a", Clock.Now) with { Text = "old", Revision = 6 }], Cancellation);
        await under.Settle();
        (await Found("new")).ShouldBe(1);
        (await Found("old")).ShouldBe(0);

        // Of two made after the same decision the later is the newer: tags given again.
        await under.Index.Upsert([Document("a", Clock.Now) with { Text = "again", Revision = 7 }], Cancellation);
        await under.Settle();
        (await Found("again")).ShouldBe(1);

        Task<int> Found(string word) => under.Index.Count(QueryParser.Parse(word), Clock, int.MaxValue, Cancellation);
    }

    private static SearchDocument Document(string id, DateTimeOffset time) => new()
    {
        ArticleId = id,
        Title = "Cameras at the harbour",
        Text = "The city turned on its cameras 人工智能",
        Keys = new HashSet<string>(),
        Time = time,
    };
}

public sealed class SqliteSearchIndexTests : SearchIndexContract
{
    protected override int Sets => 10_000;

    private protected override IndexUnderTest Open() => new SqliteUnderTest();
}

public sealed class PostgresIndexTests : SearchIndexContract
{
    protected override int Sets => 500;

    private protected override IndexUnderTest Open() => new PostgresUnderTest();

    [Fact]
    public Task An_old_write_that_comes_late_does_not_win_and_does_not_fail() => OldWritesLose();
}

public sealed class ElasticsearchIndexTests : SearchIndexContract
{
    /// <summary>Each is a request; more with NEWSWATCH_QUERIES.</summary>
    protected override int Sets => int.TryParse(Environment.GetEnvironmentVariable("NEWSWATCH_QUERIES"), out var sets) ? sets : 3_000;

    private protected override IndexUnderTest Open() => new ElasticsearchUnderTest();

    [Fact]
    public Task An_old_write_that_comes_late_does_not_win_and_does_not_fail() => OldWritesLose();
}
