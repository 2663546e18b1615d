using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Host;
using NewsWatch.Retention;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.Tests.Retention;

/// <summary>What is old goes and what is needed stays. One body; each store its own.</summary>
public abstract class PruningTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Long = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = Long.AddDays(200);

    private readonly SteppedClock _clock = new(Long);
    private readonly StoreUnderTest _store;

    protected PruningTests(Adapter adapter) => _store = new StoreUnderTest(adapter, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Old_texts_of_feeds_go_but_not_those_that_work_still_needs()
    {
        var facts = await Entries(5);
        await _store.Work.Finish(new Step(facts[0]), Cancellation);
        await _store.Work.Finish(new Step(facts[1]), Cancellation);
        (await _store.Work.Fail(facts[2], "cannot be read", final: true, Long, Cancellation)).ShouldBeTrue();
        _clock.Now = Now;

        (await Prune(Prunable.FeedTexts)).ShouldBe((2, 2));

        foreach (var kept in facts.Skip(3))
            (await _store.Articles.OpenEntry(kept, Cancellation)).ShouldNotBeNull();

        (await _store.Work.Replay((await _store.Work.Quarantined(Cancellation))[0], Now, Cancellation)).ShouldBeTrue();
        (await _store.Articles.OpenEntry(facts[2], Cancellation)).ShouldNotBeNull("quarantined work can still be done");
        (await _store.Feeds.Known("feed", Cancellation)).Count.ShouldBe(5, "entries are still known again");
    }

    [Fact]
    public async Task A_text_that_was_removed_comes_back_with_an_edit()
    {
        var facts = await Entries(1);
        await _store.Work.Finish(new Step(facts[0]), Cancellation);
        _clock.Now = Now;
        await Prune(Prunable.FeedTexts);

        (await _store.Feeds.SavePushed([Entry(0) with { Revision = 1 }], Cancellation)).ShouldBeEmpty("it is known");
        var edited = (await _store.Feeds.SavePushed([Entry(0) with { Revision = 2, Text = "edited" }], Cancellation)).ShouldHaveSingleItem();
        (await _store.Articles.OpenEntry(edited, Cancellation)).ShouldNotBeNull().Text.ShouldBe("edited");
        (await Prune(Prunable.FeedTexts)).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Messages_sent_long_ago_go_and_what_was_never_sent_stays()
    {
        string[] subjects = ["sent", "dead", "waits", "feed"];
        foreach (var subject in subjects)
            await Deliver(subject, subject == "feed" ? new FeedTarget(new Secret("token")) : new FolderTarget($"mail-{subject}"), subject switch
            {
                "waits" => null,
                "dead" => new DeliveryResult.Failed(false, "refused"),
                _ => new DeliveryResult.Sent(),
            });

        _clock.Now = Now;
        await Deliver("late", new FolderTarget("mail-late"), new DeliveryResult.Sent());

        (await Prune(Prunable.SentDeliveries)).ShouldBe((1, 1));
        (await _store.Deliveries.Of(SubjectKind.Alert, "sent", Cancellation)).ShouldBeEmpty();
        foreach (var subject in subjects[1..].Append("late"))
            (await _store.Deliveries.Of(SubjectKind.Alert, subject, Cancellation)).ShouldHaveSingleItem(subject);
    }

    [Fact]
    public async Task Many_go_in_batches_past_those_that_stay()
    {
        await Deliver("first", new FolderTarget("mail"), null);
        foreach (var i in Enumerable.Range(0, 450))
            await Deliver($"old-{i}", new FolderTarget($"mail-{i}"), new DeliveryResult.Sent());

        _clock.Now = Now;
        await Deliver("first", new FolderTarget("mail"), new DeliveryResult.Sent());

        (await Prune(Prunable.SentDeliveries)).ShouldBe((450, 450));
        (await Prune(Prunable.SentDeliveries)).ShouldBe((0, 0));
        (await _store.Deliveries.Counts(Cancellation)).ByState[DeliveryState.Sent].ShouldBe(1);
    }

    [Fact]
    public async Task Quarantined_work_goes_where_somebody_wants_it_but_for_what_was_to_be_told()
    {
        var facts = await Entries(1);
        await _store.Work.Fail(facts[0], "cannot be read", final: true, Long, Cancellation);
        var alert = new AlertRaised("alert", 1);
        await _store.Articles.Add(Article("a"), Cancellation);
        await _store.Work.Finish(new Step(new ArticleRead("a", 1), alert), Cancellation);
        await _store.Work.Fail(alert, "no way out", final: true, Long, Cancellation);
        _clock.Now = Now;

        (await Prune(Prunable.Quarantine)).ShouldBe((1, 1));
        (await _store.Work.Quarantined(Cancellation)).ShouldHaveSingleItem().Stage.ShouldBe("deliver");
    }

    [Fact]
    public async Task Young_rows_and_what_is_kept_for_ever_stay()
    {
        var facts = await Entries(2);
        foreach (var fact in facts)
            await _store.Work.Finish(new Step(fact), Cancellation);

        _clock.Now = Long.AddDays(14);
        (await Prune(Prunable.FeedTexts)).ShouldBe((0, 0));
        _clock.Now = Now;
        (await new Pruner(Pruning, new RetentionRules(new Dictionary<Prunable, TimeSpan>()), _clock).Run(Cancellation)).ShouldAllBe(row => row.Before == null && row.Rows == 0);
        (await Prune(Prunable.FeedTexts)).ShouldBe((2, 2));
    }

    [Fact]
    public async Task Incidents_that_ended_and_were_told_go_and_those_that_are_open_or_untold_stay()
    {
        Feed[] feeds = [From("open"), From("told"), From("untold")];
        await _store.Feeds.Add(feeds, restore: false, Cancellation);
        await Poll(FeedCondition.Broken, feeds);
        (await _store.Incidents.Tell(await _store.Incidents.Untold(10, Cancellation), [], Cancellation)).ShouldBeTrue();
        await Poll(null, feeds[1..]);
        var ended = (await _store.Incidents.Untold(10, Cancellation)).Where(incident => incident.FeedId == feeds[1].Id).ToList();
        (await _store.Incidents.Tell(ended, [], Cancellation)).ShouldBeTrue();
        _clock.Now = Now;

        (await Prune(Prunable.EndedIncidents)).ShouldBe((1, 1));
        (await _store.Incidents.Untold(10, Cancellation)).ShouldHaveSingleItem().FeedId.ShouldBe(feeds[2].Id);
        await Poll(null, feeds[..1]);
        (await _store.Incidents.Untold(10, Cancellation)).Select(incident => incident.FeedId).ShouldBe([feeds[0].Id, feeds[2].Id], ignoreOrder: true);
    }

    private IPruneStore Pruning => _store.Pruning;

    private static Feed From(string host) => Feed.New(new Uri($"https://{host}.example/rss"), null, null, Long, new PollOptions());

    /// <summary>Polls that find this of each, or that all is well.</summary>
    private async Task Poll(FeedCondition? condition, IReadOnlyCollection<Feed> feeds)
    {
        _clock.Now += TimeSpan.FromMinutes(1);
        var claimed = await _store.Feeds.Claim(_clock.Now, TimeSpan.FromMinutes(5), 10, Cancellation);
        foreach (var due in claimed.Where(due => feeds.Any(feed => feed.Id == due.Id)))
        {
            var open = (await _store.Feeds.OpenPoll(due, Cancellation)).ShouldNotBeNull();
            var worst = condition is { } what ? new HealthFinding(what, $"it is {HealthWords.Name(what)}", _clock.Now) : null;
            await _store.Feeds.Save(due, new PollOutcome(PollEvent.Read, open.State with { NextPollAt = _clock.Now }) { Worst = worst }, null, [], Cancellation);
        }

        await _store.Feeds.FreeClaims(Cancellation);
    }

    /// <summary>What is said to go, and what goes.</summary>
    private async Task<(long Said, long Removed)> Prune(Prunable what)
    {
        var pruner = new Pruner(Pruning, new RetentionRules(new Dictionary<Prunable, TimeSpan> { [what] = TimeSpan.FromDays(30) }), _clock);
        var (said, removed) = (await pruner.Count(Cancellation), await pruner.Run(Cancellation));
        removed.Where(row => row.What != what).ShouldAllBe(row => row.Rows == 0);
        return (said.Single(row => row.What == what).Rows, removed.Single(row => row.What == what).Rows);
    }

    private async Task<IReadOnlyList<EntryFound>> Entries(int count)
    {
        var feed = Feed.New(new Uri("https://paper.example/rss"), null, null, Long, new PollOptions()) with { Id = "feed" };
        await _store.Feeds.Add([feed], restore: false, Cancellation);
        return await _store.Feeds.SavePushed([.. Enumerable.Range(0, count).Select(Entry)], Cancellation);
    }

    private static Entry Entry(int number) => new()
    {
        Id = $"feed-{number}",
        FeedId = "feed",
        Address = $"https://paper.example/{number}",
        HasPage = true,
        Title = "Gulls stop a crane",
        Text = "A crane stopped for gulls.",
        FoundAt = Long,
        Revision = 1,
    };

    private static NewsWatch.Articles.Article Article(string id) => new()
    {
        Id = id,
        CanonicalUrl = $"https://paper.example/{id}",
        OutletId = "paper",
        OutletName = "The Paper",
        Title = "Gulls stop a crane",
        Text = "A crane stopped for gulls.",
        FoundAt = Long,
    };

    private async Task Deliver(string subject, Channel channel, DeliveryResult? result)
    {
        var message = new OutgoingMessage { Subject = "s", Line = "l", Text = "t", Html = "h", Payload = "{}", Date = Long };
        var delivery = NewsWatch.Delivery.Delivery.Of(SubjectKind.Alert, subject, "desk", channel, message, _clock.Now);
        await _store.Deliveries.Add([delivery], Cancellation);
        if (result is null)
            return;

        await _store.Deliveries.Begin(delivery.Id, "attempt", _clock.Now, TimeSpan.FromMinutes(1), Cancellation);
        await _store.Deliveries.End(delivery.Id, "attempt", result, _clock.Now, Cancellation);
    }
}

public sealed class SqlitePruningTests() : PruningTests(Adapter.Sqlite);

public sealed class PostgresPruningTests() : PruningTests(Adapter.Postgres);

/// <summary>How long things are kept, as it is written.</summary>
public sealed class RetentionRulesTests
{
    [Fact]
    public void By_default_what_is_cited_or_waits_for_a_person_is_kept_for_ever() =>
        new RetentionSettings().Rules().KeptFor.Keys.ShouldBe([Prunable.FeedTexts, Prunable.SentDeliveries, Prunable.EndedIncidents], ignoreOrder: true);

    [Fact]
    public void The_shipped_configuration_says_the_defaults() =>
        NewsWatchOptions.Read(Path.Combine(Repository.Root, "config", "newswatch.json"), new EnvironmentSettings(new Dictionary<string, string>())).Retention
            .ShouldBe(new RetentionSettings());

    [Fact]
    public void A_variable_sets_one_key() =>
        NewsWatchOptions.Read(
            Path.Combine(Repository.Root, "config", "newswatch.json"),
            new EnvironmentSettings(new Dictionary<string, string> { ["NEWSWATCH_CONFIG_RETENTION__SILENCES"] = "365 days" })).Retention
            .ShouldBe(new RetentionSettings { Silences = "365 days" });

    [Fact]
    public void Days_and_for_ever_are_read()
    {
        RetentionRules.Time("forever").ShouldBeNull();
        RetentionRules.Time("15 days").ShouldBe(TimeSpan.FromDays(15));
        RetentionRules.Time(" 400  days ").ShouldBe(TimeSpan.FromDays(400));
    }

    [Theory]
    [InlineData("14 days")]
    [InlineData("-30 days")]
    [InlineData("30")]
    [InlineData("1 month")]
    [InlineData("")]
    [InlineData("999999999 days")]
    public void What_is_no_time_or_too_short_is_refused_with_its_key(string written)
    {
        var error = Should.Throw<ConfigurationException>(() => new RetentionSettings { Silences = written }.Rules());
        error.Problem.ShouldContain("'retention.silences'");
        error.Problem.ShouldContain("'30 days'");
    }
}
