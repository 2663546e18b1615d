using NewsWatch.Articles;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Adapters;

/// <summary>What every store must do. One body; each adapter opens its own.</summary>
public abstract class StoreTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SteppedClock _clock = new(Now);
    private readonly StoreUnderTest _store;

    protected StoreTests(Adapter adapter) => _store = new StoreUnderTest(adapter, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_is_taken_once_however_often_its_message_comes()
    {
        var read = (await _store.Articles.Add(Article("a"), Cancellation)).ShouldNotBeNull();
        var step = new Step(read, new ArticleTagged(read.Id, read.Revision));

        (await _store.Tags.Save(SomeTags, step, Cancellation)).ShouldBeTrue();
        (await _store.Tags.Save(SomeTags, step, Cancellation)).ShouldBeFalse();
        (await _store.Tags.OpenArticle(read, Cancellation)).ShouldBeNull();
        (await _store.Work.Open(Cancellation)).ShouldBe(new Dictionary<string, int> { ["resolve"] = 1 });
    }

    [Fact]
    public async Task An_article_that_is_there_is_not_added_again_whatever_its_version()
    {
        await _store.Articles.Add(Article("a"), Cancellation);

        (await _store.Articles.Add(Article("a") with { Version = 2, Title = "Another headline" }, Cancellation)).ShouldBeNull();
        (await _store.Articles.Find(Article("a").Id, Cancellation)).ShouldNotBeNull().Title.ShouldBe("A headline");
        (await _store.Work.Open(Cancellation)).ShouldBe(new Dictionary<string, int> { ["tag"] = 1 });
    }

    [Fact]
    public async Task What_was_saved_and_not_done_is_announced_again_after_a_restart()
    {
        var read = (await _store.Articles.Add(Article("a"), Cancellation)).ShouldNotBeNull();

        (await _store.Work.TakeStill(Now, Now, 100, Cancellation)).ShouldBeEmpty("it was announced just now");
        (await _store.Work.TakeStill(Now, DateTimeOffset.MaxValue, 100, Cancellation)).ShouldBe([read]);
        (await _store.Work.TakeStill(Now, Now, 100, Cancellation)).ShouldBeEmpty("taking it counts as announcing it");
    }

    [Fact]
    public async Task What_a_clock_that_ran_ahead_announced_is_announced_again_when_it_is_due()
    {
        var read = (await _store.Articles.Add(Article("a"), Cancellation)).ShouldNotBeNull();
        var before = Now.AddMinutes(-6);

        await _store.Work.ForgetAnnouncements(Cancellation);

        (await _store.Work.TakeStill(before, before, 100, Cancellation)).ShouldBeEmpty("not before its time");
        (await _store.Work.TakeStill(Now, Now, 100, Cancellation)).ShouldBe([read]);
    }

    [Fact]
    public async Task Work_that_fails_is_tried_again_later_and_quarantined_after_the_third_time()
    {
        var read = (await _store.Articles.Add(Article("a"), Cancellation)).ShouldNotBeNull();

        (await _store.Work.Fail(read, "first", final: false, Now, Cancellation)).ShouldBeFalse();
        (await _store.Work.TakeStill(Now, Now, 100, Cancellation)).ShouldBeEmpty("not before its time");
        (await _store.Work.TakeStill(Now.AddMinutes(1), Now.AddMinutes(1), 100, Cancellation)).ShouldBe([read]);
        (await _store.Work.Fail(read, "second", final: false, Now, Cancellation)).ShouldBeFalse();
        (await _store.Work.Fail(read, "third", final: false, Now, Cancellation)).ShouldBeTrue();
        var quarantined = (await _store.Work.Quarantined(Cancellation)).ShouldHaveSingleItem();
        (quarantined.Stage, quarantined.Id, quarantined.Attempts, quarantined.Error).ShouldBe(("tag", read.Id, 3, "third"));
        (await _store.Work.Idle(Now.AddDays(1), Cancellation)).ShouldBeTrue("quarantined work holds nobody up");

        (await _store.Work.Replay(quarantined, Now.AddDays(1), Cancellation)).ShouldBeTrue();
        (await _store.Work.Replay(quarantined, Now.AddDays(1), Cancellation)).ShouldBeFalse("it is out already");
        (await _store.Work.TakeStill(Now.AddDays(1), Now.AddDays(1), 100, Cancellation)).ShouldBe([read]);
        (await _store.Work.Drop(quarantined, Cancellation)).ShouldBeFalse("only what is in quarantine is given up");
    }

    [Fact]
    public async Task Work_that_can_never_succeed_is_quarantined_at_once()
    {
        var read = (await _store.Articles.Add(Article("a"), Cancellation)).ShouldNotBeNull();
        (await _store.Work.Fail(read, "poison", final: true, Now, Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_feed_is_claimed_once_and_comes_again_when_its_poll_is_saved()
    {
        var feed = Feed.New(new Uri("https://paper.example/feed"), "Paper", null, Now, new PollOptions());
        await _store.Feeds.Add([feed], restore: false, Cancellation);
        await _store.Feeds.Add([feed], restore: false, Cancellation);

        var due = (await _store.Feeds.Claim(Now, TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldHaveSingleItem();
        (await _store.Feeds.Claim(Now, TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldBeEmpty("it is claimed");
        (await _store.Feeds.NextDue(Cancellation)).ShouldBe(Now.AddMinutes(5), "the end of its lease");
        (await _store.Work.Idle(Now, Cancellation)).ShouldBeFalse("a poll is under way");
        var open = (await _store.Feeds.OpenPoll(due, Cancellation)).ShouldNotBeNull();
        var outcome = new PollOutcome(PollEvent.NotModified, open.State with { NextPollAt = Now.AddHours(1) });
        await _store.Feeds.Save(due, outcome, null, [], Cancellation);

        (await _store.Feeds.OpenPoll(due, Cancellation)).ShouldBeNull("its poll is over");
        (await _store.Feeds.NextDue(Cancellation)).ShouldBe(Now.AddHours(1));
        (await _store.Feeds.Claim(Now.AddMinutes(59), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldBeEmpty("never early");
        (await _store.Feeds.Claim(Now.AddHours(1), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task One_host_is_asked_for_one_feed_at_a_time_and_not_again_at_once()
    {
        var options = new PollOptions();
        await _store.Feeds.Add(
            [.. Enumerable.Range(0, 5).Select(i => Feed.New(new Uri($"https://www{i}.paper.example/feed"), null, null, Now, options))], restore: false, Cancellation);

        (await _store.Feeds.Claim(Now, TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldHaveSingleItem();
        (await _store.Feeds.Claim(Now.AddSeconds(4), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldBeEmpty();
        (await _store.Feeds.Claim(Now.AddSeconds(5), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldHaveSingleItem();
        (await _store.Feeds.Claim(Now.AddSeconds(10), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldBeEmpty("two are in flight");
    }

    [Fact]
    public async Task A_host_that_asked_for_rest_is_left_alone_with_all_its_feeds()
    {
        var options = new PollOptions();
        await _store.Feeds.Add(
            [.. Enumerable.Range(0, 2).Select(i => Feed.New(new Uri($"https://paper.example/feed{i}"), null, null, Now, options))], restore: false, Cancellation);
        var due = (await _store.Feeds.Claim(Now, TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldHaveSingleItem();
        var open = (await _store.Feeds.OpenPoll(due, Cancellation)).ShouldNotBeNull();
        var outcome = new PollOutcome(PollEvent.TooManyRequests, open.State with { NextPollAt = Now.AddHours(1) })
        {
            Hold = new HostHold(RegistrableDomain.Of(open.Address), Now.AddMinutes(30)),
        };
        await _store.Feeds.Save(due, outcome, null, [], Cancellation);

        (await _store.Feeds.Claim(Now.AddMinutes(29), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldBeEmpty();
        (await _store.Feeds.Claim(Now.AddMinutes(30), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_decision_changes_its_story_once_and_history_gives_it_back()
    {
        var read = (await _store.Articles.Add(Article("a"), Cancellation)).ShouldNotBeNull();
        var tagged = new ArticleTagged(read.Id, 1);
        await _store.Tags.Save(SomeTags, new Step(read, tagged), Cancellation);
        var development = new Development("d", DevelopmentKind.FirstReport, "A headline", new Span(0, 0));
        var decision = new Decision { ArticleId = read.Id, Version = 1, StoryId = "s", Role = StoryRole.Member, Developments = [development] };

        var change = (await _store.Stories.Save(tagged, new Verdict(decision, []), 0, Cancellation)).ShouldNotBeNull().ShouldHaveSingleItem();
        (await _store.Stories.Save(tagged, new Verdict(decision, []), change.Revision, Cancellation)).ShouldNotBeNull().ShouldBeEmpty();
        change.ShouldBe(new StoryChanged("s", await _store.Stories.LastDecision(Cancellation)));
        var story = (await _store.Stories.Find("s", Cancellation)).ShouldNotBeNull();
        story.Members.ShouldHaveSingleItem().Article.Id.ShouldBe(read.Id);
        story.Developments.ShouldHaveSingleItem().Development.ShouldBe(development);
        var history = await _store.Stories.History(TimeSpan.FromDays(14), Cancellation).ToListAsync(Cancellation);
        history.ShouldHaveSingleItem().Decision.StoryId.ShouldBe("s");
    }

    [Fact]
    public async Task Stories_sources_are_counted_as_their_views_count_them()
    {
        var cited = new Derivation(null, "The Lantern", DerivationKind.Rewrite, .9, [], []);
        await Decide("a", "Paper", "s", StoryRole.Member);
        await Decide("b", "Circuit", "s", StoryRole.Member, cited with { SourceArticleId = Ids.Derive("article", "a"), SourceOutlet = "Paper" });
        await Decide("c", "Post", "s", StoryRole.Member, cited);
        await Decide("d", "Encyclopaedia", "s", StoryRole.Background);
        await Decide("e", "paper", "s", StoryRole.Member);
        await Decide("f", "Circuit", "t", StoryRole.Member);
        await Decide("g", "Post", null, StoryRole.None);

        var sources = await _store.Stories.SourcesOf(["s", "t", "nowhere"], Cancellation);

        sources.ShouldBe(new Dictionary<string, int> { ["s"] = 2, ["t"] = 1 }, ignoreOrder: true);
        foreach (var (id, count) in sources)
            (await _store.Stories.Find(id, Cancellation)).ShouldNotBeNull().IndependentSources.ShouldBe(count);
    }

    [Fact]
    public async Task All_that_was_saved_is_there_when_the_store_is_opened_again()
    {
        await _store.Articles.Add(Article("a"), Cancellation);
        await _store.Restart();

        (await _store.Articles.Find(Article("a").Id, Cancellation)).ShouldNotBeNull().Title.ShouldBe("A headline");
        (await _store.Work.Open(Cancellation)).ShouldBe(new Dictionary<string, int> { ["tag"] = 1 });
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task Decide(string name, string outlet, string? story, StoryRole role, params IReadOnlyList<Derivation> sources)
    {
        var read = (await _store.Articles.Add(Article(name) with { OutletName = outlet }, Cancellation)).ShouldNotBeNull();
        var tagged = new ArticleTagged(read.Id, 1);
        await _store.Tags.Save(SomeTags, new Step(read, tagged), Cancellation);
        var decision = new Decision { ArticleId = read.Id, Version = 1, StoryId = story, Role = role, Derivations = sources };
        (await _store.Stories.Save(tagged, new Verdict(decision, []), await _store.Stories.LastDecision(Cancellation), Cancellation)).ShouldNotBeNull().ShouldHaveSingleItem();
    }

    private static Tags SomeTags { get; } = new("en", true, [], []);

    private static Article Article(string name) => new()
    {
        Id = Ids.Derive("article", name),
        CanonicalUrl = $"https://paper.example/{name}",
        OutletId = "paper",
        OutletName = "Paper",
        Title = "A headline",
        Text = "Words.",
        FoundAt = Now,
    };
}

public sealed class SqliteStoreTests() : StoreTests(Adapter.Sqlite);

public sealed class PostgresStoreTests() : StoreTests(Adapter.Postgres);
