using System.Diagnostics;
using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Search;

/// <summary>Scorecard rows 35 and 36, and what a page of results holds.</summary>
public sealed class SearcherTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-searcher-").FullName;
    private readonly SqliteDatabase _database;
    private readonly SqliteSearchIndex _index;
    private readonly SqliteArticleStore _articles;
    private readonly Searcher _searcher;

    public SearcherTests()
    {
        _database = SqliteDatabase.Open(Path.Combine(_folder, "search.db"), TimeProvider.System);
        _index = new SqliteSearchIndex(_database);
        _articles = new SqliteArticleStore(_database);
        _searcher = new Searcher(_index, _articles, new SqliteStoryStore(_database));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(SearchOrder.Newest, SearchUnit.Articles)]
    [InlineData(SearchOrder.Ranked, SearchUnit.Articles)]
    [InlineData(SearchOrder.Newest, SearchUnit.Stories)]
    public async Task Pages_hold_each_result_once_though_articles_come_in_between(SearchOrder order, SearchUnit unit)
    {
        await Add(0, 60);
        var seen = new List<string>();
        SearchCursor? after = null;
        for (var page = 0; page == 0 || after is not null; page++)
        {
            var results = await Search("camera*", order, unit, 7, after);
            seen.AddRange(results.Hits.Select(hit => hit.Article.Id));
            after = results.Next is { } next ? SearchCursor.Parse(next.ToString()) : null;
            await Add(100 + (page * 5), 5);
        }

        seen.Count.ShouldBe(unit is SearchUnit.Articles ? 60 : 20);
        seen.Distinct().Count().ShouldBe(seen.Count);
        seen.ShouldAllBe(id => Number(id) < 100, "what came after the first page is on none");
    }

    [Fact]
    public async Task Counts_and_days_are_those_of_the_matches_and_marks_are_places_in_plain_text()
    {
        await Add(0, 30);
        var results = await Search("cameras lang:en", SearchOrder.Newest, SearchUnit.Articles, 5);

        results.Total.ShouldBe(30);
        results.Facets.Counted.ShouldBe(30);
        results.Facets.Topics.ShouldBe([new FacetCount("surveillance", 30)]);
        results.Facets.Outlets.Sum(outlet => outlet.Count).ShouldBe(30);
        results.Facets.Days.ShouldBe([new FacetCount("2026-11-20", 10), new FacetCount("2026-11-19", 20)]);
        foreach (var hit in results.Hits)
        {
            hit.TitleMarks.ShouldHaveSingleItem();
            hit.Article.Title[hit.TitleMarks[0].Start..hit.TitleMarks[0].End].ShouldBe("Cameras");
            hit.Excerpt.Marks.ShouldAllBe(mark => string.Equals(hit.Excerpt.Text.Substring(mark.Start, mark.End - mark.Start), "cameras", StringComparison.OrdinalIgnoreCase));
            hit.Article.Text.Substring(hit.Excerpt.Start, hit.Excerpt.Text.Length).ShouldBe(hit.Excerpt.Text);
        }
    }

    [Fact]
    public async Task Ranked_the_article_that_says_most_of_it_comes_first()
    {
        await Add(0, 20);
        await Add(Article("a900", Now.AddDays(-9)) with { Title = "Ferries", Text = "The ferries of the harbour turn back. Ferries wait. Ferries leave at noon." });
        await Add(Article("a901", Now.AddDays(-1)) with { Title = "Cameras", Text = "Cameras see ferries." });

        (await Search("ferries", SearchOrder.Ranked, SearchUnit.Articles, 5)).Hits.Select(hit => hit.Article.Id).ShouldBe(["a900", "a901"]);
        (await Search("ferries", SearchOrder.Newest, SearchUnit.Articles, 5)).Hits.Select(hit => hit.Article.Id).ShouldBe(["a901", "a900"]);
    }

    public static TheoryData<string> Hostile() =>
    [
        "*", "", "-*", "a*", "NOT (NOT (NOT cameras))", "cameras\" OR 1=1 --", "title:cameras) OR (1=1", "topic:\"x') OR 1=1 --\"",
        "outlet:\"a\" OR documents_fts MATCH \"*\"", "rank:1", "cameras; DROP TABLE documents", "NEAR(cameras harbour)", "{title} : cameras", "^cameras", "cameras + harbour",
        "*cameras", "sources:>=99999999999", "lang:en'--", "keys:x", "body:x",
        .. new[]
        {
            string.Join(" ", Enumerable.Range(0, 10_000).Select(i => $"w{i}")),
            string.Join(" OR ", Enumerable.Range(0, 500).Select(i => $"w{i}*")),
            new string('(', 60) + "cameras" + new string(')', 60),
            string.Concat(Enumerable.Repeat("NOT (", 31)) + "cameras" + new string(')', 31),
            new string('(', 5000),
            "\"" + string.Join(' ', Enumerable.Repeat("cameras", 900)) + "\"~100",
            "\"" + string.Join(' ', Enumerable.Repeat("cameras harbour", 200)) + "\"",
            string.Concat(Enumerable.Repeat("(a OR (b AND ", 30)) + "cameras" + new string(')', 60),
        },
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Whatever_is_asked_is_answered_in_time_as_in_memory_or_refused_at_its_character(string words)
    {
        await Add(0, 40);
        var clock = Stopwatch.StartNew();
        try
        {
            var query = QueryParser.Parse(words);
            var results = await Search(words, SearchOrder.Ranked, SearchUnit.Articles, 200);
            var document = new IndexedDocument(Document(0));
            results.Total.ShouldBe(new InMemoryMatcher(query).Matches(document, new QueryClock(Now, TimeZoneInfo.Utc)) ? 40 : 0);
        }
        catch (QueryException refused)
        {
            refused.Position.ShouldBeInRange(0, words.Length);
        }

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        (await _index.Last(Cancellation)).ShouldBe(40, "nothing was changed by asking");
    }

    [Theory]
    [InlineData("p1.0.ffffffffffffffffff")]
    [InlineData("p1.-1.0")]
    [InlineData("'; DROP TABLE documents; --")]
    [InlineData("")]
    public void A_place_that_no_page_gave_is_refused(string place) => Should.Throw<FormatException>(() => SearchCursor.Parse(place));

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [InlineData(int.MaxValue)]
    public async Task A_page_has_its_bounds(int limit) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Search("*", SearchOrder.Newest, SearchUnit.Articles, limit));

    [Fact]
    public async Task A_place_far_behind_the_last_result_is_an_empty_page()
    {
        await Add(0, 5);
        (await Search("*", SearchOrder.Ranked, SearchUnit.Articles, 5, new SearchCursor(5, long.MaxValue))).Hits.ShouldBeEmpty();
    }

    private Task<SearchResults> Search(string query, SearchOrder order, SearchUnit unit, int limit, SearchCursor? after = null) => _searcher.Search(
        new SearchRequest { Query = QueryParser.Parse(query), Clock = new QueryClock(Now, TimeZoneInfo.Utc), Order = order, Unit = unit, Limit = limit, After = after },
        Cancellation);

    private static int Number(string id) => int.Parse(id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    private async Task Add(int from, int count)
    {
        foreach (var i in Enumerable.Range(from, count))
            await _articles.Add(Article($"a{i}", Now.AddHours(-i)), Cancellation);

        await _index.Upsert([.. Enumerable.Range(from, count).Select(Document)], Cancellation);
    }

    private async Task Add(Article article)
    {
        await _articles.Add(article, Cancellation);
        await _index.Upsert([Of(article, "s")], Cancellation);
    }

    // Three articles to a story.
    private static SearchDocument Document(int i) => Of(Article($"a{i}", Now.AddHours(-i)), $"s{i / 3}");

    private static SearchDocument Of(Article article, string story) => new()
    {
        ArticleId = article.Id,
        Title = article.Title,
        Text = article.Text,
        Time = article.Time,
        Keys = new HashSet<string> { SearchDocument.KeyOf(KeyField.Lang, "en"), SearchDocument.KeyOf(KeyField.Topic, "surveillance") },
        Facets = new DocumentFacets(story, article.OutletName, "en", ["surveillance"], []),
    };

    private static Article Article(string id, DateTimeOffset time) => new()
    {
        Id = id,
        CanonicalUrl = $"https://lantern.example/{id}",
        OutletId = "lantern",
        OutletName = "The Lantern",
        Title = "Cameras at the harbour",
        Text = "The city turned on its cameras on Tuesday. Nobody had asked for cameras that read faces, the harbour's council said.",
        FoundAt = time,
    };
}
