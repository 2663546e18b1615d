using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Tests.Adapters;

/// <summary>What the claims of every feed store must hold: politeness under load and through restarts.</summary>
public abstract class FeedClaimTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private readonly SteppedClock _clock = new(Start);
    private readonly PollOptions _options = new();
    private readonly StoreUnderTest _store;

    protected FeedClaimTests(Adapter adapter) => _store = new StoreUnderTest(adapter, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Five_hundred_feeds_of_one_host_are_spaced_and_delay_no_other_host()
    {
        await Add(Enumerable.Range(0, 500).Select(i => $"https://blog{i}.crowd.example/rss"));
        _clock.Now = Start.AddSeconds(1);
        await Add(Enumerable.Range(0, 50).Select(i => $"https://other{i}.example/rss"), Start.AddSeconds(1));
        var (crowd, open, starts) = (new List<DateTimeOffset>(), new Queue<(FeedDue Due, DateTimeOffset Ends)>(), 0);

        for (var second = 1; second < 120; second++)
        {
            _clock.Now = Start.AddSeconds(second);
            while (open.TryPeek(out var poll) && poll.Ends <= _clock.Now)
                await Done(open.Dequeue().Due);

            foreach (var due in await _store.Feeds.Claim(_clock.Now, Lease, 500, Cancellation))
            {
                var feed = (await _store.Feeds.OpenPoll(due, Cancellation)).ShouldNotBeNull();
                if (feed.Address.Host.EndsWith("crowd.example", StringComparison.Ordinal))
                {
                    crowd.Add(_clock.Now);
                    open.Enqueue((due, _clock.Now.AddSeconds(14)));
                    open.Count.ShouldBeLessThanOrEqualTo(_options.InFlightPerDomain);
                }
                else
                {
                    second.ShouldBe(1, "the others are not delayed");
                    starts++;
                    await Done(due);
                }
            }
        }

        starts.ShouldBe(50);
        crowd.Count.ShouldBeGreaterThan(10);
        crowd.Zip(crowd.Skip(1), (a, b) => b - a).ShouldAllBe(gap => gap >= _options.SpacingPerDomain);
    }

    [Fact]
    public async Task Fifty_restarts_in_ten_minutes_poll_no_feed_before_its_time()
    {
        await Add(Enumerable.Range(0, 20).Select(i => $"https://paper{i}.example/rss"));
        var asked = new Dictionary<string, List<DateTimeOffset>>();
        for (var restart = 0; restart < 50; restart++)
        {
            _clock.Now += TimeSpan.FromSeconds(12);
            await Restart();
            foreach (var due in await _store.Feeds.Claim(_clock.Now, Lease, 500, Cancellation))
            {
                (asked.TryGetValue(due.Id, out var times) ? times : asked[due.Id] = []).Add(_clock.Now);

                // Every third poll is cut off by the next restart, and may be begun again.
                if (restart % 3 != 0)
                    await Done(due);
            }
        }

        asked.Count.ShouldBe(20);
        asked.Values.ShouldAllBe(times => times.Count <= 3);
        foreach (var feed in await _store.Feeds.All(Cancellation))
            (feed.State.LastPollAt is null || feed.State.NextPollAt > _clock.Now).ShouldBeTrue("what was polled is not due again");
    }

    [Fact]
    public async Task Thirty_days_with_restarts_bring_no_request_beyond_the_schedule()
    {
        await Add(Enumerable.Range(0, 5).Select(i => $"https://paper{i}.example/rss"));
        var next = (await _store.Feeds.All(Cancellation)).ToDictionary(feed => feed.Id, feed => feed.State.NextPollAt);
        var (early, polls) = (0, 0);
        while (_clock.Now < Start.AddDays(30))
        {
            _clock.Now = await _store.Feeds.NextDue(Cancellation) is { } due && due > _clock.Now ? due : _clock.Now.AddSeconds(5);
            if (polls % 97 == 96)
                await Restart();

            foreach (var fact in await _store.Feeds.Claim(_clock.Now, Lease, 500, Cancellation))
            {
                polls++;
                early += _clock.Now < next[fact.Id] ? 1 : 0;
                next[fact.Id] = await Done(fact);
            }
        }

        early.ShouldBe(0);
        polls.ShouldBeInRange(5 * 24 * 26, 5 * 24 * 30);
    }

    [Fact]
    public async Task A_claim_whose_poll_died_is_free_after_its_lease_and_no_more_are_under_way_than_allowed()
    {
        var feeds = _store.FeedsWith(_options with { InFlight = 3 });
        await Add(Enumerable.Range(0, 5).Select(i => $"https://paper{i}.example/rss"));

        (await feeds.Claim(Start, Lease, 500, Cancellation)).Count.ShouldBe(3);
        (await feeds.Claim(Start.AddMinutes(1), Lease, 500, Cancellation)).ShouldBeEmpty();
        (await feeds.Claim(Start + Lease, Lease, 500, Cancellation)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_paused_feed_is_not_polled_and_a_removed_one_does_not_come_back_with_its_list()
    {
        await Add(["https://a.example/rss", "https://b.example/rss"]);
        var (a, b) = (IdOf("https://a.example/rss"), IdOf("https://b.example/rss"));
        (await _store.Feeds.Pause(a, Start, Cancellation)).ShouldBeTrue();
        (await _store.Feeds.Pause(a, Start, Cancellation)).ShouldBeFalse();
        (await _store.Feeds.Remove(b, Start, Cancellation)).ShouldBeTrue();
        await Add(["https://a.example/rss", "https://b.example/rss"]);

        (await _store.Feeds.Claim(Start, Lease, 500, Cancellation)).ShouldBeEmpty();
        (await _store.Feeds.All(Cancellation)).ShouldHaveSingleItem().PausedAt.ShouldBe(Start);
        (await _store.Feeds.Find(b, Cancellation)).ShouldBeNull();

        (await _store.Feeds.Resume(a, Cancellation)).ShouldBeTrue();
        (await _store.Feeds.Resume(a, Cancellation)).ShouldBeFalse();
        var back = Feed.New(new Uri("https://b.example/rss"), null, null, Start, _options);
        (await _store.Feeds.Add([back], restore: true, Cancellation)).ShouldHaveSingleItem().ShouldBe(b);
        (await _store.Feeds.Claim(Start, Lease, 500, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_pause_by_hand_outlives_the_poll_that_was_under_way()
    {
        await Add(["https://a.example/rss"]);
        var due = (await _store.Feeds.Claim(Start, Lease, 500, Cancellation)).ShouldHaveSingleItem();
        var feed = (await _store.Feeds.OpenPoll(due, Cancellation)).ShouldNotBeNull();
        await _store.Feeds.Pause(feed.Id, Start, Cancellation);
        await _store.Feeds.Save(due, new PollOutcome(PollEvent.NotModified, feed.State), null, [], Cancellation);

        (await _store.Feeds.Claim(Start.AddDays(1), Lease, 500, Cancellation)).ShouldBeEmpty();
    }

    private Task<IReadOnlySet<string>> Add(IEnumerable<string> addresses, DateTimeOffset? at = null) =>
        _store.Feeds.Add([.. addresses.Select(address => Feed.New(new Uri(address), null, null, at ?? Start, _options))], restore: false, Cancellation);

    /// <summary>A poll that went well and found nothing new.</summary>
    private async Task<DateTimeOffset> Done(FeedDue due)
    {
        var feed = (await _store.Feeds.OpenPoll(due, Cancellation)).ShouldNotBeNull();
        var answer = new NewsWatch.Outbound.FetchResponse { Status = 304, Address = feed.State.Url, Conditional = true };
        var outcome = new PollSchedule(_options).OnNotModified(feed, answer, _clock.Now);
        await _store.Feeds.Save(due, outcome, null, [], Cancellation);
        return outcome.State.NextPollAt;
    }

    private async Task Restart()
    {
        await _store.Restart();
        await _store.Feeds.FreeClaims(Cancellation);
    }

    private static string IdOf(string address) => Ids.Derive("feed", address);
}

public sealed class SqliteFeedClaimTests() : FeedClaimTests(Adapter.Sqlite);

public sealed class PostgresFeedClaimTests() : FeedClaimTests(Adapter.Postgres);
