using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Tests.Adapters;
using NewsWatch.Tests.Outbound;

namespace NewsWatch.Tests.Feeds;

/// <summary>Whole polls, from the claim to what is stored, against a server that sends what strangers send.</summary>
public abstract class PollFeedTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly SteppedClock _clock = new(Start);
    private readonly PollOptions _options = new();
    private readonly StoreUnderTest _stored;
    private readonly IFeedStore _feeds;
    private readonly IHubStore _hubs;
    private readonly Feed _feed;
    private byte[] _answer = [];

    protected PollFeedTests(Adapter adapter)
    {
        _stored = new StoreUnderTest(adapter, _clock);
        (_feeds, _hubs) = (_stored.Feeds, _stored.Hubs);
        _feed = Feed.New(new Uri("http://paper.example/feed"), null, null, Start, _options);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync();
    }

    [Theory]
    [InlineData("text/html", "<!DOCTYPE html><html><body><h1>Please wait</h1></body></html>")]
    [InlineData("application/rss+xml", "<!DOCTYPE html><html><body>Sign in</body></html>")]
    [InlineData("application/json", "{\"error\":\"no\"}")]
    [InlineData("application/pdf", "%PDF-1.4 binary")]
    [InlineData("image/png", "\u0089PNG\r\n")]
    [InlineData("application/rss+xml", "")]
    public async Task What_is_no_feed_is_said_and_what_was_known_stays(string type, string body)
    {
        await Poll(Ok("application/rss+xml", Rss("One"), "ETag: \"good\""));
        var good = await Stored();
        var found = await Poll(Ok(type, body, "ETag: \"bad\""));

        found.ShouldBeEmpty();
        var state = await Stored();
        state.LastError.ShouldNotBeNullOrEmpty();
        (state.Validators, state.BodyHash, state.Url).ShouldBe((good.Validators, good.BodyHash, good.Url));
        (await _feeds.Known(_feed.Id, Cancellation)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task A_feed_is_read_by_its_content_whatever_type_it_is_said_to_be(string? type) =>
        (await Poll(Ok(type, Rss("One")))).ShouldHaveSingleItem();

    [Fact]
    public async Task Of_a_feed_cut_off_the_whole_items_are_kept_and_its_validators_are_not()
    {
        var whole = Rss("One", "Two", "Three");
        var cut = whole[..whole.IndexOf("<item><title>Three", StringComparison.Ordinal)];
        await Poll(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: \"cut\"\r\nContent-Length: {whole.Length}\r\n\r\n{cut}"));

        (await _feeds.Known(_feed.Id, Cancellation)).Count.ShouldBe(2);
        var state = await Stored();
        (state.Validators, state.LastError).ShouldBe((null, "the answer ended before it was whole"));
        (await Poll(Ok("application/rss+xml", whole))).ShouldHaveSingleItem();
        (await Stored()).LastError.ShouldBeNull();
    }

    [Fact]
    public async Task Five_thousand_entries_of_a_new_feed_are_stored_as_backfill_and_not_as_news()
    {
        var items = string.Concat(Enumerable.Range(0, 5000).Select(i =>
            $"<item><title>Story {i}</title><link>http://paper.example/{i}</link><guid>{i}</guid><pubDate>{Start.AddHours(-1 - i):R}</pubDate></item>"));
        await Poll(Ok("application/rss+xml", $"<rss version=\"2.0\"><channel><title>Paper</title>{items}</channel></rss>"));

        var known = await _feeds.Known(_feed.Id, Cancellation);
        known.Count.ShouldBe(FeedLimits.Entries);
        known.ShouldAllBe(entry => entry.Backfill);
        (await Stored()).Weeks.ShouldBeEmpty("what was there before is no volume");
    }

    [Fact]
    public async Task Not_modified_to_a_request_without_conditions_is_a_failure_and_the_feed_is_read_when_it_comes()
    {
        await Poll(Encoding.ASCII.GetBytes("HTTP/1.1 304 Not Modified\r\n\r\n"));
        (await Stored()).LastError.ShouldNotBeNull().ShouldContain("without conditions");
        (await Poll(Ok("application/rss+xml", Rss("One")))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_body_equal_to_the_last_is_not_read_again_and_the_whole_host_waits_when_it_asks_to()
    {
        await Poll(Ok("application/rss+xml", Rss("One")));
        (await Poll(Ok("application/rss+xml", Rss("One")))).ShouldBeEmpty();
        await _feeds.Add([Feed.New(new Uri("http://blog.paper.example/feed"), null, null, _clock.Now, _options)], restore: false, Cancellation);
        await Poll(Encoding.ASCII.GetBytes("HTTP/1.1 429 Slow\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n"), takeFirst: true);

        (await _feeds.Claim(_clock.Now.AddMinutes(119), TimeSpan.FromMinutes(5), 10, Cancellation)).ShouldBeEmpty();
        (await _feeds.Claim(_clock.Now.AddMinutes(121), TimeSpan.FromMinutes(5), 10, Cancellation)).Count.ShouldBe(1);
    }

    /// <summary>A day later each time: whatever went before, the feed is due.</summary>
    private async Task<IReadOnlyList<EntryFound>> Poll(byte[] answer, bool takeFirst = false)
    {
        _answer = answer;
        await using var server = new RawServer(async (_, stream, cancellation) => await stream.WriteAsync(_answer, cancellation));
        using var client = Clients.For(server);
        await _feeds.Add([_feed], restore: false, Cancellation);
        _clock.Now = _clock.Now.AddDays(1.2);
        var stage = new PollFeed(
            _feeds, client, new PollSchedule(_options), new HubSubscriber(_hubs, client, new HubOptions(null), _clock),
            new FeedNotices(_options, _clock, NullLogger<FeedNotices>.Instance), _clock);
        var due = await _feeds.Claim(_clock.Now, TimeSpan.FromMinutes(5), 10, Cancellation);
        return await stage.Poll(takeFirst ? due[0] : due.ShouldHaveSingleItem(), Cancellation);
    }

    private async Task<FeedState> Stored() => (await _feeds.Find(_feed.Id, Cancellation)).ShouldNotBeNull().State;

    private static byte[] Ok(string? type, string body, string? header = null) => Encoding.UTF8.GetBytes(
        "HTTP/1.1 200 OK\r\n" + (type is null ? "" : $"Content-Type: {type}\r\n") + (header is null ? "" : header + "\r\n")
        + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static string Rss(params string[] titles) =>
        "<rss version=\"2.0\"><channel><title>Paper</title>"
        + string.Concat(titles.Select(title => $"<item><title>{title}</title><link>http://paper.example/{title}</link><guid>{title}</guid></item>"))
        + "</channel></rss>";
}

public sealed class SqlitePollFeedTests() : PollFeedTests(Adapter.Sqlite);

public sealed class PostgresPollFeedTests() : PollFeedTests(Adapter.Postgres);
