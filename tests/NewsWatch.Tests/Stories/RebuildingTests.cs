using System.Reflection;
using NewsWatch.Articles;
using NewsWatch.Host.Replay;
using NewsWatch.Stories;
using NewsWatch.Tagging;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.Tests.Stories;

/// <summary>A resolver that starts again holds what it held, whatever of its readings the store still has.</summary>
public abstract class RebuildingTests(Adapter adapter) : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private readonly StoreUnderTest _stored = new(adapter, new SteppedClock(Start));

    public enum Stored
    {
        All,
        None,
        OfAnOlderForm,
        Damaged,
        ByTurns,
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IStoryStore Stories => _stored.Stories;

    [Theory]
    [InlineData(Stored.All)]
    [InlineData(Stored.None)]
    [InlineData(Stored.OfAnOlderForm)]
    [InlineData(Stored.Damaged)]
    [InlineData(Stored.ByTurns)]
    public async Task A_memory_of_readings_is_the_memory_of_texts(Stored stored)
    {
        using var running = new StoryResolver(Stories, Invented.Outlets);
        var number = 0;
        foreach (var candidate in Week())
            await Arrive(running, candidate, keepReading: stored != Stored.None && (stored != Stored.ByTurns || number++ % 2 == 0));

        var form = new StoryEngine(Invented.Outlets).Form;
        var readings = (await Past(form)).Where(past => past.Reading is not null).Select(past => (past.Arrived, new StoredReading(form, past.Reading!))).ToList();
        if (stored == Stored.OfAnOlderForm)
            await Stories.Save(readings.ConvertAll(row => (row.Arrived, new StoredReading("0 of old", [1, 2, 3]))), Cancellation);
        else if (stored == Stored.Damaged)
            await Stories.Save(readings.ConvertAll(row => (row.Arrived, new StoredReading(form, row.Item2.Packed[..^9]))), Cancellation);

        using var started = new StoryResolver(Stories, Invented.Outlets);
        (await Think(started)).ShouldBe(await Think(running));

        // What had to be read again is stored now, and byte for byte what a running process stored.
        var after = await Past(form);
        after.ShouldAllBe(past => past.Reading != null);
        if (stored is Stored.Damaged or Stored.OfAnOlderForm or Stored.All)
            after.Select(past => Convert.ToHexString(past.Reading!)).ShouldBe(readings.Select(row => Convert.ToHexString(row.Item2.Packed)));

        using var again = new StoryResolver(Stories, Invented.Outlets);
        (await Think(again)).ShouldBe(await Think(running));
    }

    [Fact]
    public async Task An_edited_article_has_one_reading_that_of_its_last_version()
    {
        using var running = new StoryResolver(Stories, Invented.Outlets);
        foreach (var candidate in Week())
            await Arrive(running, candidate, keepReading: true);

        var edited = Invented.Article("copy", "Ferry Post", "Crane watcher misread 63 of 90 loads", Invented.Report + "\nThe minister Odile Brandt resigned over it.", 30, version: 2);
        await Arrive(running, edited, keepReading: true);

        var past = await Past(new StoryEngine(Invented.Outlets).Form);
        past.Count(row => row.ArticleId == "copy").ShouldBe(1);
        PackedRecollection.Open(past[^1].Reading).Version.ShouldBe(2);
        using var started = new StoryResolver(Stories, Invented.Outlets);
        (await Think(started)).ShouldBe(await Think(running));
    }

    [Fact]
    public async Task A_memory_that_is_behind_is_not_used_because_the_store_went_away_while_it_was_rebuilt()
    {
        var store = DispatchProxy.Create<IStoryStore, Away>();
        ((Away)(object)store).Store = Stories;
        using var behind = new StoryResolver(store, Invented.Outlets);
        (await behind.Enter(Cancellation)).Dispose();
        using var running = new StoryResolver(Stories, Invented.Outlets);
        foreach (var candidate in Week())
            await Arrive(running, candidate, keepReading: true);

        ((Away)(object)store).IsAway = true;
        await Should.ThrowAsync<TargetInvocationException>(() => behind.Enter(Cancellation));
        ((Away)(object)store).IsAway = false;

        (await Think(behind)).ShouldBe(await Think(running));
    }

    [Fact]
    public async Task Texts_come_only_where_they_are_wanted()
    {
        using var running = new StoryResolver(Stories, Invented.Outlets);
        foreach (var candidate in Week())
            await Arrive(running, candidate, keepReading: true);

        var form = new StoryEngine(Invented.Outlets).Form;
        (await Stories.Past(TimeSpan.FromDays(14), form, 2, Cancellation).Select(past => past.Text?.Open().Article.Id).ToListAsync(Cancellation))
            .ShouldBe([null, null, null, null, "guide", "late"]);
        (await Stories.Past(TimeSpan.FromDays(14), "another", 0, Cancellation).ToListAsync(Cancellation))
            .ShouldAllBe(past => past.Reading == null && past.Text != null);
    }

    [Fact]
    public async Task A_month_of_news_is_decided_alike_whoever_starts_anew_in_between()
    {
        var month = ArticleReplay.Arrivals(ReplayRow.Read(Path.Combine(SharedData.Directory(), "data", "stream", "ai-news-2026.jsonl"), error => throw error), Invented.Outlets)
            .ConvertAll(arrival => new Candidate(arrival.Article, new Tags("en", true, [], [])));
        using var running = new StoryResolver(Stories, Invented.Outlets);
        foreach (var candidate in month)
            await Arrive(running, candidate, keepReading: true);

        await using var stored = new StoreUnderTest(adapter, new SteppedClock(Start));
        for (var from = 0; from < month.Count; from += 45)
        {
            using var anew = new StoryResolver(stored.Stories, Invented.Outlets);
            foreach (var candidate in month.Skip(from).Take(45))
                await Arrive(stored, anew, candidate, keepReading: true);
        }

        // What was measured may differ in the third digit: words weigh what they weighed to whoever saw the article come, and who starts
        // anew has not seen what left the window before.
        foreach (var candidate in month)
            (await stored.Stories.DecisionsOn(candidate.Article.Id, Cancellation)).Select(Decided)
                .ShouldBe((await Stories.DecisionsOn(candidate.Article.Id, Cancellation)).Select(Decided), candidate.Article.Title);

        static string Decided(Decision decision) => Json.Write(decision with
        {
            Novelty = 0,
            Repetition = 0,
            Derivations = [.. decision.Derivations.Select(edge => edge with { Confidence = 0 })],
            Reasons = [],
            Inputs = new Dictionary<string, double>(),
        });
    }

    [Fact]
    public async Task Readings_of_before_the_window_are_let_go()
    {
        var clock = new SteppedClock(Start);
        await using var later = new StoreUnderTest(adapter, clock);
        using var running = new StoryResolver(later.Stories, Invented.Outlets);
        for (var i = 0; i < 40; i++, clock.Now += TimeSpan.FromDays(1))
            await Arrive(later, running, Invented.Article($"a{i}", "Relay Desk", $"Town {i} counts its gulls", $"Town {i} counted {i + 20} gulls in street {i * 7}, the warden said."), true);

        var held = await later.Stories.Past(TimeSpan.FromDays(5_000), new StoryEngine(Invented.Outlets).Form, 0, Cancellation).CountAsync(past => past.Reading is not null, Cancellation);
        held.ShouldBeInRange(1, 25);
    }

    public ValueTask DisposeAsync() => _stored.DisposeAsync();

    private static IEnumerable<Candidate> Week() =>
    [
        Invented.Article("original", "Quillmouth Lantern", "Crane watcher misread 63 of 90 loads, log shows", Invented.Report),
        Invented.Article("copy", "Ferry Post", "Crane watcher misread 63 of 90 loads", Invented.Report, 1),
        Invented.Article("other", "Ferry Post", "Ferrach votes down robot tax", Invented.Elsewhere, 2, links: [new ArticleLink("https://relay.example/late", "earlier")]),
        Invented.Article("stranger", "harbour.example", "起重机误报", "在港口，摄像头误报九十次中的六十三次。董事会周四开会。", 3),
        Invented.Article("guide", "Relay Desk", "What we know about crane watchers", Invented.Retelling, 4),
        Invented.Article("late", "Relay Desk", "Harbour's crane software misread two loads in three", Invented.Retelling, 5),
    ];

    private async Task<List<PastArticle>> Past(string form) => await Stories.Past(TimeSpan.FromDays(14), form, 2, Cancellation).ToListAsync(Cancellation);

    private Task Arrive(StoryResolver resolver, Candidate candidate, bool keepReading) => Arrive(_stored, resolver, candidate, keepReading);

    private static async Task Arrive(StoreUnderTest stored, StoryResolver resolver, Candidate candidate, bool keepReading)
    {
        var read = new ArticleRead(candidate.Article.Id, candidate.Article.Version);
        if (read.Revision == 1)
            (await stored.Articles.Add(candidate.Article, Cancellation)).ShouldBe(read);
        else
            (await stored.Articles.Save(candidate.Article, new Step(await OtherWork(stored), read), Cancellation)).ShouldBeTrue();

        var tagged = new ArticleTagged(read.Id, read.Revision);
        await stored.Tags.Save(candidate.Tags, new Step(read, tagged), Cancellation);
        using var turn = await resolver.Enter(Cancellation);
        var verdict = turn.Resolve(candidate);
        turn.Keep((await stored.Stories.Save(tagged, keepReading ? verdict : verdict with { Reading = null }, turn.Knows, Cancellation))![^1].Revision);
    }

    /// <summary>A store whose past cannot be had for a while.</summary>
#pragma warning disable CA1852 // The proxy is made as a type below this one.
    private class Away : DispatchProxy
#pragma warning restore CA1852
    {
        public IStoryStore? Store { get; set; }

        public bool IsAway { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            IsAway && targetMethod!.Name == nameof(IStoryStore.Past) ? throw new TargetInvocationException("away", null) : targetMethod!.Invoke(Store, args);
    }

    /// <summary>An edit comes with work that it closes.</summary>
    private static async Task<ArticleRead> OtherWork(StoreUnderTest stored) =>
        (await stored.Articles.Add(Invented.Article("work", "Relay Desk", "Work", "Work.").Article, Cancellation)).ShouldNotBeNull();

    /// <summary>What it says of articles that nobody saved, each on a memory of its own, with all that was measured.</summary>
    private static async Task<string> Think(StoryResolver resolver)
    {
        var said = new List<string>();
        foreach (var probe in new[]
        {
            Invented.Article("p1", "Relay Desk", "Crane software misreads loads", Invented.Retelling + " The board met.", 20),
            Invented.Article("p2", "Quillmouth Lantern", "Crane watcher misread 63 of 90 loads", Invented.Report, 21),
            Invented.Article("p3", "Ferry Post", "Robot tax returns", Invented.Elsewhere + "\nThe Relay Desk reported it first.", 22, links: [new ArticleLink("https://relay.example/late#x", "here")]),
            Invented.Article("original", "Quillmouth Lantern", "Correction: crane watcher misread 36 of 90 loads", "Correction: an earlier version of this article misstated the count. " + Invented.Report, 23, version: 2),
        })
        {
            using var turn = await resolver.Enter(Cancellation);
            var verdict = turn.Resolve(probe);
            said.Add(Json.Write(verdict.Arrival));
            said.AddRange(verdict.Revised.Select(Json.Write));
            said.Add(Convert.ToHexString(verdict.Reading!.Packed));
        }

        return string.Join('\n', said);
    }
}

public sealed class SqliteRebuildingTests() : RebuildingTests(Adapter.Sqlite);

public sealed class PostgresRebuildingTests() : RebuildingTests(Adapter.Postgres);
