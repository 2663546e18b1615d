using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;
using Query = NewsWatch.Search.Query;

namespace NewsWatch.Tests.Adapters;

/// <summary>
/// The number of a story's independent sources, which stands in the document of each of its articles: right after every change of
/// the story, in every index, without writing what did not change.
/// </summary>
public abstract class StorySourcesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreUnderTest _store;
    private readonly CountingIndex _index = new();

    protected StorySourcesTests(Adapter adapter) => _store = new StoreUnderTest(adapter, new SteppedClock(Now));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The index that is written to.</summary>
    private protected abstract ISearchIndex Under(StoreUnderTest store);

    /// <summary>Returns when all that was written can be found.</summary>
    protected virtual Task Settle() => Task.CompletedTask;

    [Fact]
    public async Task An_article_that_joins_changes_what_its_mates_are_found_by()
    {
        await Arrives("a", "s");
        await Arrives("b", "s");
        (await Found("sources:2")).ShouldBe(["a", "b"]);
        (await Found("sources:1")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_copy_that_joins_writes_no_document_but_its_own()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await Arrives(name, "s");

        _index.Written.Clear();
        await Arrives("d", "s", takenFrom: "a");
        _index.Written.ShouldBe([Id("d")]);
        (await Found("sources:3")).ShouldBe(["a", "b", "c", "d"]);
    }

    [Fact]
    public async Task An_article_that_a_person_moves_changes_both_stories()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await Arrives(name, "s");

        var act = await _store.Stories.Save(
            new StoryAct(StoryActKind.Split, "s", "t", [Decision("c", "t", null)], [new StoryPair(Id("a"), Id("c"), Together: false)]), Cancellation);
        foreach (var change in act.Changes)
            await Index(change);

        (await Found("sources:2")).ShouldBe(["a", "b"]);
        (await Found("sources:1")).ShouldBe(["c"]);
    }

    [Fact]
    public async Task Changes_of_one_story_that_are_indexed_at_the_same_time_leave_the_last_number()
    {
        var changes = new List<StoryChanged>();
        foreach (var name in Enumerable.Range(0, 12).Select(i => $"a{i:00}"))
            changes.Add(await Decided(name, "s", null));

        await Task.WhenAll(changes.Select(change => Task.Run(() => Index(change), Cancellation)));
        (await Found("sources:12")).Count.ShouldBe(12);
        (await _store.Work.Open(Cancellation)).ShouldBe(new Dictionary<string, int> { ["alert"] = 12 });
    }

    [Fact]
    public async Task A_change_decided_while_another_was_written_makes_that_one_be_written_again()
    {
        await Arrives("a", "s");
        var second = await Decided("b", "s", null);
        StoryChanged? third = null;
        _index.Before = async () =>
        {
            // Between the reading of the story and the writing of what was read, another article joins and is indexed.
            _index.Before = null;
            third = await Decided("c", "s", null);
            await Index(third);
        };
        await Index(second);

        third.ShouldNotBeNull();
        (await Found("sources:3")).ShouldBe(["a", "b", "c"]);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private async Task Arrives(string name, string story, string? takenFrom = null) => await Index(await Decided(name, story, takenFrom));

    private async Task<StoryChanged> Decided(string name, string story, string? takenFrom)
    {
        var read = (await _store.Articles.Add(Article(name), Cancellation)).ShouldNotBeNull();
        var tagged = new ArticleTagged(read.Id, read.Revision);
        await _store.Tags.Save(new Tags("en", true, [], []), new Step(read, tagged), Cancellation);
        return (await _store.Stories.Save(
            tagged, new Verdict(Decision(name, story, takenFrom), []), await _store.Stories.LastDecision(Cancellation), Cancellation)).ShouldNotBeNull().ShouldHaveSingleItem();
    }

    private async Task Index(StoryChanged change)
    {
        _index.Under ??= Under(_store);
        var stage = new IndexStory(_store.Stories, _index, new DocumentMaker(OutletRegistry.Empty, _ => null));
        await foreach (var _ in stage.Work([change], Cancellation))
        {
        }
    }

    private async Task<List<string>> Found(string query)
    {
        await Settle();
        var found = await _index.Newest(QueryParser.Parse(query), new QueryClock(Now, TimeZoneInfo.Utc), new SearchWindow(50, WithWords: true), Cancellation);
        return [.. found.Select(match => match.TitleWords).Order(StringComparer.Ordinal)];
    }

    private static string Id(string name) => Ids.Derive("article", name);

    private static Decision Decision(string name, string story, string? takenFrom) => new()
    {
        ArticleId = Id(name),
        Version = 1,
        StoryId = story,
        Role = StoryRole.Member,
        Derivations = takenFrom is null ? [] : [new Derivation(Id(takenFrom), null, DerivationKind.Copy, 1, [], [])],
    };

    private static Article Article(string name) => new()
    {
        Id = Id(name),
        CanonicalUrl = $"https://{name}.example/news",
        OutletId = name,
        OutletName = $"Paper {name}",
        Title = name,
        Text = "Words.",
        FoundAt = Now,
    };

    /// <summary>Notes what is written, and lets something happen before.</summary>
    private sealed class CountingIndex : ISearchIndex
    {
        public ISearchIndex? Under { get; set; }

        public List<string> Written { get; } = [];

        public Func<Task>? Before { get; set; }

        public async Task Upsert(IReadOnlyList<SearchDocument> documents, CancellationToken cancellation)
        {
            if (Before is { } before)
                await before();

            lock (Written)
                Written.AddRange(documents.Select(document => document.ArticleId));

            await Under!.Upsert(documents, cancellation);
        }

        public Task<IReadOnlyList<Found>> Newest(Query query, QueryClock clock, SearchWindow window, CancellationToken cancellation) =>
            Under!.Newest(query, clock, window, cancellation);

        public Task<int> Count(Query query, QueryClock clock, int most, CancellationToken cancellation) => Under!.Count(query, clock, most, cancellation);

        public Task<long> Last(CancellationToken cancellation) => Under!.Last(cancellation);
    }
}

public sealed class SqliteStorySourcesTests() : StorySourcesTests(Adapter.Sqlite)
{
    private protected override ISearchIndex Under(StoreUnderTest store) => store.Index;
}

public sealed class PostgresStorySourcesTests() : StorySourcesTests(Adapter.Postgres)
{
    private protected override ISearchIndex Under(StoreUnderTest store) => store.Index;
}

public sealed class ElasticsearchStorySourcesTests() : StorySourcesTests(Adapter.Sqlite)
{
    private readonly ElasticsearchUnderTest _elasticsearch = new();

    public override async ValueTask DisposeAsync()
    {
        await _elasticsearch.DisposeAsync();
        await base.DisposeAsync();
    }

    private protected override ISearchIndex Under(StoreUnderTest store) => _elasticsearch.Index;

    protected override Task Settle() => _elasticsearch.Settle();
}
