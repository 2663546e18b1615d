using System.Net;
using System.Security.Cryptography;
using System.Text;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Outbound;
using NewsWatch.Tests.Adapters;
using NewsWatch.Tests.Outbound;

namespace NewsWatch.Tests.Feeds.WebSub;

/// <summary>A hub in this process, asked through the guarded client, and what it and strangers send to our callback (scorecard row 48).</summary>
public abstract class HubTests : IAsyncDisposable
{
    private const string Topic = "https://paper.example/feed";

    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly FeedInfo Document = new() { Hub = "http://hub.example/", Self = Topic };
    private static readonly Dictionary<string, string> NoHeaders = new(StringComparer.OrdinalIgnoreCase);

    private readonly SteppedClock _clock = new(Now);
    private readonly StoreUnderTest _stored;
    private readonly IFeedStore _feeds;
    private readonly IHubStore _hubs;
    private readonly HubCallback _callback;
    private readonly Feed _feed = Feed.New(new Uri(Topic), "Paper", null, Now.AddHours(-1), new PollOptions());

    protected HubTests(Adapter adapter)
    {
        _stored = new StoreUnderTest(adapter, _clock);
        (_feeds, _hubs) = (_stored.Feeds, _stored.Hubs);
        _callback = new HubCallback(_hubs, _feeds, _clock);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync();
    }

    [Fact]
    public async Task A_hub_is_asked_once_verified_by_its_challenge_and_renewed_before_the_lease_ends()
    {
        await using var hub = new RawServer("HTTP/1.1 202 Accepted\nContent-Length: 0");
        var known = await Subscribe(hub);

        hub.Requests.ShouldHaveSingleItem().ShouldStartWith("POST / HTTP/1.1");
        known.Hub.ShouldBe(new Uri("http://hub.example/"));
        (known.Token.Length >= 32 && known.Secret.Length >= 32 && known.Token != known.Secret).ShouldBeTrue();
        await Keep(hub);
        hub.Requests.Count.ShouldBe(1, "it is waiting for the verification");

        var answer = await _callback.Verify(known.Token, "subscribe", Topic, "ch<all>enge", "864000", Cancellation);
        (answer.Status, answer.Text).ShouldBe((200, "ch<all>enge"));
        (await Stored()).IsFresh(Now).ShouldBeTrue();
        _clock.Now = Now.AddDays(7);
        await Keep(hub);
        hub.Requests.Count.ShouldBe(1);
        _clock.Now = Now.AddDays(8).AddMinutes(1);
        await Keep(hub);
        hub.Requests.Count.ShouldBe(2, "renewed two days before the end");
        (await Stored()).Token.ShouldBe(known.Token);
    }

    [Theory]
    [InlineData("subscribe", "https://other.example/feed", "864000")]
    [InlineData("unsubscribe", Topic, "864000")]
    [InlineData("subscribe", Topic, null)]
    [InlineData("subscribe", Topic, "-5")]
    [InlineData("subscribe", null, "864000")]
    public async Task A_verification_of_what_we_did_not_ask_for_is_refused(string mode, string? topic, string? lease)
    {
        await using var hub = new RawServer("HTTP/1.1 202 Accepted\nContent-Length: 0");
        var known = await Subscribe(hub);

        (await _callback.Verify(known.Token, mode, topic, "c", lease, Cancellation)).Status.ShouldBe(404);
        (await _callback.Verify("guessed", "subscribe", Topic, "c", "864000", Cancellation)).Status.ShouldBe(404);
        (await Stored()).State.ShouldBe(HubState.Asked);
    }

    [Fact]
    public async Task A_second_verification_without_a_request_is_refused()
    {
        var known = await Verified();
        (await _callback.Verify(known.Token, "subscribe", Topic, "c", "999999", Cancellation)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_signed_push_brings_its_entries_once_however_often_it_comes()
    {
        var known = await Verified();
        var body = Encoding.UTF8.GetBytes(Rss("One"));

        var found = (await _callback.Push(known.Token, Sign(known.Secret, body), NoHeaders, body, Cancellation)).Found;
        found.ShouldHaveSingleItem();
        var again = await _callback.Push(known.Token, Sign(known.Secret, body), NoHeaders, body, Cancellation);
        (again.Status, again.Found.Count).ShouldBe((202, 0));
        (await Stored()).LastPushAt.ShouldBe(Now);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData("sha256=00")]
    [InlineData("none=00")]
    public async Task An_unsigned_or_wrongly_signed_push_is_refused(string? signature)
    {
        var known = await Verified();
        (await _callback.Push(known.Token, signature, NoHeaders, Encoding.UTF8.GetBytes(Rss("One")), Cancellation)).Status.ShouldBe(403);
        (await _feeds.Known(_feed.Id, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_push_signed_for_other_words_of_another_topic_or_after_the_lease_is_refused()
    {
        var known = await Verified();
        var (one, two) = (Encoding.UTF8.GetBytes(Rss("One")), Encoding.UTF8.GetBytes(Rss("Two")));
        (await _callback.Push(known.Token, Sign(known.Secret, one), NoHeaders, two, Cancellation)).Status.ShouldBe(403);

        var swapped = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Link"] = "<https://other.example/feed>; rel=\"self\"" };
        (await _callback.Push(known.Token, Sign(known.Secret, one), swapped, one, Cancellation)).Status.ShouldBe(400);

        var page = Encoding.UTF8.GetBytes("<!DOCTYPE html><html><body>Sign in</body></html>");
        (await _callback.Push(known.Token, Sign(known.Secret, page), NoHeaders, page, Cancellation)).Status.ShouldBe(400);

        _clock.Now = Now.AddDays(11);
        (await _callback.Push(known.Token, Sign(known.Secret, one), NoHeaders, one, Cancellation)).Status.ShouldBe(404);
        (await _feeds.Known(_feed.Id, Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Polls_are_rarer_while_pushes_come_and_usual_again_when_one_was_missed()
    {
        await Verified();
        await using var hub = new RawServer("HTTP/1.1 202 Accepted\nContent-Length: 0");
        using var client = Clients.For(hub);
        var subscriber = Subscriber(client);
        var schedule = new PollSchedule(new PollOptions());
        var answer = new FetchResponse { Status = 304, Address = _feed.Address, Conditional = true };

        var pushed = await subscriber.WithPushes(_feed, Cancellation);
        schedule.OnNotModified(pushed, answer, Now).State.Interval.ShouldBe(TimeSpan.FromHours(4));
        await subscriber.Keep(pushed, null, [Now.AddHours(-1)], Cancellation);
        var alone = await subscriber.WithPushes(_feed, Cancellation);
        schedule.OnNotModified(alone, answer, Now).State.Interval.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_hub_that_refuses_or_is_private_harms_nothing_and_is_asked_ever_more_seldom()
    {
        await using var hub = new RawServer("HTTP/1.1 500 No\nContent-Length: 0");
        var known = await Subscribe(hub);
        (known.Failures, known.LastError).ShouldBe((1, "the hub answered 500"));
        _clock.Now = Now.AddMinutes(119);
        await Keep(hub);
        hub.Requests.Count.ShouldBe(1);
        _clock.Now = Now.AddMinutes(121);
        await Keep(hub);
        hub.Requests.Count.ShouldBe(2);

        await using var canary = RawServer.Canary();
        using var client = new GuardedClient(Clients.Options);
        await Subscriber(client).Keep(_feed, Document with { Hub = $"http://127.0.0.1:{canary.Port}/" }, [], Cancellation);
        canary.Connections.ShouldBe(0);
        (await Stored()).LastError.ShouldNotBeNull().ShouldContain("not on the public internet");
    }

    [Fact]
    public async Task Without_an_address_of_our_own_no_hub_is_asked()
    {
        await using var hub = RawServer.Canary();
        using var client = Clients.For(hub);
        await new HubSubscriber(_hubs, client, new HubOptions(null), _clock).Keep(_feed, Document, [], Cancellation);
        hub.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task The_hub_of_a_removed_feed_is_asked_to_stop_until_it_has_verified_that()
    {
        var known = await Verified();
        await using var hub = new RawServer("HTTP/1.1 202 Accepted\nContent-Length: 0");
        using var client = Clients.For(hub);
        await Subscriber(client).LeaveRemoved(Cancellation);
        hub.Requests.ShouldBeEmpty("it is watched");

        await _feeds.Remove(_feed.Id, Now, Cancellation);
        await Subscriber(client).LeaveRemoved(Cancellation);
        await Subscriber(client).LeaveRemoved(Cancellation);
        hub.Requests.Count.ShouldBe(1, "it is waiting for the verification");
        (await Stored()).State.ShouldBe(HubState.Leaving);
        (await _callback.Verify(known.Token, "subscribe", Topic, "c", "864000", Cancellation)).Status.ShouldBe(404);

        _clock.Now = Now.AddHours(2);
        await Subscriber(client).LeaveRemoved(Cancellation);
        hub.Requests.Count.ShouldBe(2, "it did not come back to verify");
        var answer = await _callback.Verify(known.Token, "unsubscribe", Topic, "ch", null, Cancellation);
        (answer.Status, answer.Text).ShouldBe((200, "ch"));
        _clock.Now = Now.AddDays(1);
        await Subscriber(client).LeaveRemoved(Cancellation);
        hub.Requests.Count.ShouldBe(2);
        (await _callback.Verify(known.Token, "unsubscribe", Topic, "ch", null, Cancellation)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_is_left_after_three_times_and_a_feed_that_comes_back_subscribes_anew()
    {
        var known = await Verified();
        await _feeds.Remove(_feed.Id, Now, Cancellation);
        await using var hub = new RawServer("HTTP/1.1 500 No\nContent-Length: 0");
        using var client = Clients.For(hub);
        for (var hour = 0; hour < 24; hour++)
        {
            _clock.Now = Now.AddHours(2 * hour);
            await Subscriber(client).LeaveRemoved(Cancellation);
        }

        (hub.Requests.Count, (await Stored()).State).ShouldBe((3, HubState.Left));
        await _feeds.Add([_feed], restore: true, Cancellation);
        await Keep(hub);
        var again = await Stored();
        (again.State, again.Token == known.Token, hub.Requests.Count).ShouldBe((HubState.Asked, false, 4));
    }

    private async Task<HubSubscription> Subscribe(RawServer hub)
    {
        await _feeds.Add([_feed], restore: false, Cancellation);
        await Keep(hub);
        return await Stored();
    }

    private async Task Keep(RawServer hub)
    {
        using var client = Clients.For(hub);
        await Subscriber(client).Keep(_feed, Document, [], Cancellation);
    }

    private HubSubscriber Subscriber(GuardedClient client) => new(_hubs, client, new HubOptions(new Uri("https://news.example/")), _clock);

    private async Task<HubSubscription> Verified()
    {
        await using var hub = new RawServer("HTTP/1.1 202 Accepted\nContent-Length: 0");
        var known = await Subscribe(hub);
        (await _callback.Verify(known.Token, "subscribe", Topic, "c", "864000", Cancellation)).Status.ShouldBe(200);
        return await Stored();
    }

    private async Task<HubSubscription> Stored() => (await _hubs.Find(_feed.Id, Cancellation)).ShouldNotBeNull();

    private static string Sign(string secret, byte[] body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    private static string Rss(string title) =>
        $"<rss version=\"2.0\"><channel><title>Paper</title><item><title>{title}</title><link>https://paper.example/{title}</link><guid>{title}</guid></item></channel></rss>";
}

public sealed class SqliteHubTests() : HubTests(Adapter.Sqlite);

public sealed class PostgresHubTests() : HubTests(Adapter.Postgres);
