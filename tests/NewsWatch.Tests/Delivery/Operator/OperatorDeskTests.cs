using System.Text.Json;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Delivery.Operator;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.Tests.Delivery.Operator;

/// <summary>From a poll that finds a feed in trouble to the message on the operator's channels.</summary>
public abstract class OperatorDeskTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly OperatorChannels Desk = new([new EmailTarget("desk@lantern.example"), new EmailTarget("night@lantern.example")]);

    private readonly SteppedClock _clock = new(Start);
    private readonly PollOptions _options = new();
    private readonly Recorder _mail = new();
    private readonly StoreUnderTest _store;

    protected OperatorDeskTests(Adapter adapter) => _store = new StoreUnderTest(adapter, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IFeedStore Feeds => _store.Feeds;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_feed_that_breaks_is_told_once_and_again_when_it_is_well()
    {
        await Add(1);
        await Poll(FeedCondition.Broken);
        await Look();
        _mail.Sent.ShouldBeEmpty("others may break in the same minute");

        for (var i = 0; i < 5; i++)
        {
            _clock.Now += TimeSpan.FromHours(2);
            await Poll(FeedCondition.Broken);
            await Look();
        }

        _mail.Sent.Count.ShouldBe(2, "one for each channel, once");
        _mail.Sent[0].Message.Subject.ShouldContain("Paper 0");
        _mail.Sent[0].Message.Text.ShouldContain("https://paper0.example/feed");
        _mail.Sent[0].Message.Text.ShouldContain("it is broken");

        await Poll(null);
        _clock.Now += TimeSpan.FromHours(2);
        await Look();
        await Look();
        _mail.Sent.Count.ShouldBe(4);
        _mail.Sent[^1].Message.Subject.ShouldContain("is well again");
        _mail.Sent[^1].Message.Text.ShouldContain("no longer broken, after 10 hours");
    }

    [Fact]
    public async Task Many_that_turn_together_are_one_message_that_names_some_and_counts_the_rest()
    {
        await Add(200);
        for (var i = 0; i < 200; i++)
            await Poll(FeedCondition.Gone, i);

        _clock.Now += TimeSpan.FromMinutes(2);
        await Look();
        _mail.Sent.Count.ShouldBe(2);
        var message = _mail.Sent[0].Message;
        message.Subject.ShouldContain("200 feeds need somebody");
        message.Text.ShouldContain("and 150 more");
        JsonDocument.Parse(message.Payload).RootElement.GetProperty("data").GetProperty("openedCount").GetInt32().ShouldBe(200);
    }

    [Fact]
    public async Task What_mends_within_the_minute_or_is_taken_in_hand_by_people_is_not_told()
    {
        await Add(3);
        await Poll(FeedCondition.Silent, 0);
        await Poll(null, 0);
        await Poll(FeedCondition.Broken, 1);
        await Feeds.Pause(Id(1), _clock.Now, Cancellation);
        await Poll(FeedCondition.Failing, 2);

        _clock.Now += TimeSpan.FromMinutes(5);
        await Look();
        _mail.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task One_trouble_that_turns_into_another_is_told_as_the_other()
    {
        await Add(1);
        await Poll(FeedCondition.Silent);
        _clock.Now += TimeSpan.FromHours(2);
        await Look();
        await Poll(FeedCondition.Broken);
        _clock.Now += TimeSpan.FromHours(2);
        await Look();

        _mail.Sent.Select(sent => sent.Message.Subject).Distinct().ShouldBe(["Paper 0 needs somebody: silent", "Paper 0 needs somebody: broken"]);
    }

    [Fact]
    public async Task What_was_found_before_a_crash_is_told_after_it_and_what_was_told_is_not_told_again()
    {
        await Add(1);
        await Poll(FeedCondition.Broken);
        await Restart();
        _clock.Now += TimeSpan.FromMinutes(2);

        // Dies after the row is written and before anything is sent: the channel that would send is not there yet.
        await Look(new Recorder { Answer = new DeliveryResult.Unknown("cut off") });
        await Restart();
        _clock.Now += TimeSpan.FromHours(3);
        await Look();
        await Restart();
        _clock.Now += TimeSpan.FromHours(3);
        await Look();

        _mail.Sent.Count.ShouldBe(2);
        _mail.Sent.Select(sent => sent.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Two_processes_that_look_at_once_tell_once()
    {
        await Add(1);
        await Poll(FeedCondition.Broken);
        _clock.Now += TimeSpan.FromMinutes(2);
        var store = _store.Incidents;
        var untold = await store.Untold(10, Cancellation);

        (await store.Tell(untold, [], Cancellation)).ShouldBeTrue();
        (await store.Tell(untold, [], Cancellation)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("not an address", "operator")]
    [InlineData(null, "names one of")]
    public void A_channel_that_cannot_work_is_refused_in_words(string? email, string says) =>
        Should.Throw<ConfigurationException>(() => SubscriptionFile.Channels([new SubscriptionFile.ChannelRow { Email = email }], "newswatch.json"))
            .Message.ShouldContain(says);

    [Fact]
    public void A_feed_is_no_channel_for_what_has_to_be_told() =>
        Should.Throw<ConfigurationException>(() => SubscriptionFile.Channels([new SubscriptionFile.ChannelRow { Feed = "0123456789abcdef-feed" }], "newswatch.json"))
            .Message.ShouldContain("comes by itself");

    private Task Restart() => _store.Restart();

    private Task<IReadOnlySet<string>> Add(int feeds) => Feeds.Add(
        [.. Enumerable.Range(0, feeds).Select(i => Feed.New(new Uri($"https://paper{i}.example/feed"), $"Paper {i}", null, Start, _options))], restore: false, Cancellation);

    private static string Id(int feed) => Feed.New(new Uri($"https://paper{feed}.example/feed"), null, null, Start, new PollOptions()).Id;

    /// <summary>A poll that finds this, or that all is well.</summary>
    private async Task Poll(FeedCondition? condition, int feed = 0)
    {
        _clock.Now += TimeSpan.FromMilliseconds(10);
        FeedDue? due = null;
        while (due is null)
        {
            foreach (var claimed in await Feeds.Claim(_clock.Now, TimeSpan.FromMinutes(5), 500, Cancellation))
                due = claimed.Id == Id(feed) ? claimed : due;

            if (due is null)
                await Feeds.FreeClaims(Cancellation);
            _clock.Now += TimeSpan.FromMilliseconds(due is null ? 6_000 : 0);
        }

        var open = (await Feeds.OpenPoll(due, Cancellation)).ShouldNotBeNull();
        var worst = condition is { } what ? new HealthFinding(what, $"it is {HealthWords.Name(what)}", _clock.Now) : null;
        await Feeds.Save(due, new PollOutcome(PollEvent.Read, open.State with { NextPollAt = _clock.Now }) { Worst = worst }, null, [], Cancellation);
        await Feeds.FreeClaims(Cancellation);
    }

    private async Task Look(Recorder? channel = null)
    {
        await using var courier = new Courier(_store.Deliveries, [channel ?? _mail], _clock);
        using var desk = new OperatorDesk(_store.Incidents, Desk, courier, new PageAddresses(new Uri("https://watch.example/")), _clock);
        await desk.Look(Cancellation);
    }

    private sealed class Recorder : IDeliveryChannel
    {
        private readonly Lock _gate = new();

        public string Name => ChannelNames.Email;

        public List<NewsWatch.Delivery.Delivery> Sent { get; } = [];

        public DeliveryResult Answer { get; init; } = new DeliveryResult.Sent();

        public Task<DeliveryResult> Send(NewsWatch.Delivery.Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
        {
            lock (_gate)
                Sent.Add(delivery);
            return Task.FromResult(Answer);
        }
    }
}

public sealed class SqliteOperatorDeskTests() : OperatorDeskTests(Adapter.Sqlite);

public sealed class PostgresOperatorDeskTests() : OperatorDeskTests(Adapter.Postgres);
