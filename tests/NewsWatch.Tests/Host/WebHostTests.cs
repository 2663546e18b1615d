using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Host;
using NewsWatch.Tagging;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Host;

/// <summary>The whole web host as it runs, asked over a socket: hubs' calls, strangers' headers, pages of many feeds.</summary>
public sealed class WebHostTests : IAsyncLifetime
{
    private const string Topic = "https://paper.example/feed";
    private const string FeedToken = "0123456789abcdef-feed";

    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-web-").FullName;
    private readonly HttpMessageInvoker _browser = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private WebApplication _app = null!;
    private Uri _at = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IHubStore Hubs => _app.Services.GetRequiredService<IHubStore>();

    private IFeedStore Feeds => _app.Services.GetRequiredService<IFeedStore>();

    public async ValueTask InitializeAsync()
    {
        var options = NewsWatchOptions.Read(null) with
        {
            Data = _folder,
            Roles = [Role.Web],
            Web = "http://127.0.0.1:0",
            PublicWeb = "https://watch.example/",
            WebSub = new WebSubSettings { Callback = "https://watch.example/" },
        };
        var reader = Invented.Desk with { Channels = [new FeedTarget(new Secret(FeedToken))] };
        var outlets = new OutletRegistry([]);
        _app = Application.Build(options, new Catalogue(outlets, Tagger.Load(options.Topics, options.Entities, outlets), [reader]), TimeProvider.System, []);
        await _app.StartAsync(Cancellation);
        _at = new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _browser.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_hub_that_asks_whether_we_meant_it_gets_its_challenge_and_another_topic_is_not_found()
    {
        var known = await Asked();
        var wrong = await Get($"/websub/{known.Token}?hub.mode=subscribe&hub.topic=https%3A%2F%2Fother.example%2Ffeed&hub.challenge=abc&hub.lease_seconds=864000");
        wrong.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get($"/websub/guessed?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(Topic)}&hub.challenge=abc&hub.lease_seconds=864000")).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);

        var right = await Get($"/websub/{known.Token}?hub.mode=subscribe&hub.topic={Uri.EscapeDataString(Topic)}&hub.challenge=%3Cb%3Eabc&hub.lease_seconds=864000");
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await right.Content.ReadAsStringAsync(Cancellation)).ShouldBe("<b>abc");
        right.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain", "a challenge is not shown as a page");
        (await Hubs.Find(known.FeedId, Cancellation))!.State.ShouldBe(HubState.Verified);
    }

    [Fact]
    public async Task A_push_is_taken_with_the_right_signature_only()
    {
        var known = await Verified();
        var body = Encoding.UTF8.GetBytes("<rss version=\"2.0\"><channel><title>Paper</title><item><title>One</title><link>https://paper.example/1</link><guid>1</guid></item></channel></rss>");
        var right = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(known.Secret), body));
        var wrong = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes("another"), body));

        (await Push(known.Token, body, null)).ShouldBe(HttpStatusCode.Forbidden);
        (await Push(known.Token, body, wrong)).ShouldBe(HttpStatusCode.Forbidden);
        (await Push("guessed", body, right)).ShouldBe(HttpStatusCode.NotFound);
        (await Feeds.Known(known.FeedId, Cancellation)).ShouldBeEmpty();

        (await Push(known.Token, body, right)).ShouldBe(HttpStatusCode.Accepted);
        (await Feeds.Known(known.FeedId, Cancellation)).ShouldHaveSingleItem();
        (await Push(known.Token, body, right)).ShouldBe(HttpStatusCode.Accepted);
        (await Feeds.Known(known.FeedId, Cancellation)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_push_beyond_the_cap_is_refused_whether_it_says_its_length_or_not(bool saysLength)
    {
        var known = await Verified();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_at, $"/websub/{known.Token}")) { Content = new ByteArrayContent(new byte[HubCallback.MaxBytes + 1]) };
        request.Headers.TransferEncodingChunked = !saysLength;
        request.Headers.ExpectContinue = true;
        using var answer = await _browser.SendAsync(request, Cancellation);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_pushed_feed_that_people_removed_is_gone_for_its_hub()
    {
        var known = await Verified();
        await Feeds.Remove(known.FeedId, TimeProvider.System.GetUtcNow(), Cancellation);
        var body = "<rss version=\"2.0\"><channel><title>P</title></channel></rss>"u8.ToArray();
        var right = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(known.Secret), body));
        (await Push(known.Token, body, right)).ShouldBe(HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/feeds")]
    [InlineData("/feeds/desk/" + FeedToken + ".atom")]
    [InlineData("/feeds/desk/" + FeedToken + ".json")]
    public async Task What_a_stranger_says_of_host_and_way_stands_in_no_link(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_at, path));
        request.Headers.Host = "evil.example";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "gopher");
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("Forwarded", "host=evil.example;proto=gopher;for=203.0.113.7");
        using var answer = await _browser.SendAsync(request, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var text = await answer.Content.ReadAsStringAsync(Cancellation) + answer.Headers;
        text.ShouldNotContain("evil.example");
        text.ShouldNotContain("gopher");
        if (path.StartsWith("/feeds/", StringComparison.Ordinal))
            text.ShouldContain($"https://watch.example{path}");
    }

    [Fact]
    public async Task Ten_thousand_feeds_are_shown_a_hundred_at_a_time()
    {
        await Feeds.Add(
            [.. Enumerable.Range(0, 10_000).Select(i => Feed.New(new Uri($"https://paper{i}.example/feed"), $"Paper {i}", null, TimeProvider.System.GetUtcNow(), new PollOptions()))],
            restore: false, Cancellation);
        await Feeds.Pause(Feed.New(new Uri("https://paper9999.example/feed"), null, null, TimeProvider.System.GetUtcNow(), new PollOptions()).Id, TimeProvider.System.GetUtcNow(), Cancellation);

        var first = await Text("/feeds");
        first.ShouldContain("10,000 feeds: 1 paused, 9,999 unread");
        first.ShouldContain("page 1 of 100");
        Articles(first).ShouldBe(100);
        first.ShouldContain("Paper 9999", Case.Sensitive, "what is the matter comes first");
        var last = await Text("/feeds?page=1000000");
        last.ShouldContain("page 100 of 100");
        Articles(last).ShouldBe(100);
        (await Text("/")).ShouldContain("10,000 feeds: 1 paused, 9,999 unread");
    }

    private static int Articles(string page) => page.Split("<article").Length - 1;

    private async Task<string> Text(string path) => await (await Get(path)).Content.ReadAsStringAsync(Cancellation);

    private async Task<HttpResponseMessage> Get(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_at, path));
        return await _browser.SendAsync(request, Cancellation);
    }

    private async Task<HttpStatusCode> Push(string token, byte[] body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_at, $"/websub/{token}")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/rss+xml");
        if (signature is not null)
            request.Headers.Add("X-Hub-Signature", signature);
        using var answer = await _browser.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private async Task<HubSubscription> Asked()
    {
        var feed = Feed.New(new Uri(Topic), "Paper", null, TimeProvider.System.GetUtcNow(), new PollOptions());
        await Feeds.Add([feed], restore: false, Cancellation);
        var asked = new HubSubscription
        {
            FeedId = feed.Id,
            Hub = new Uri("https://hub.example/"),
            Topic = Topic,
            Token = "token-nobody-guesses",
            Secret = "secret-nobody-guesses",
            AskedAt = TimeProvider.System.GetUtcNow(),
            Pending = true,
        };
        return (await Hubs.Change(feed.Id, _ => asked, Cancellation)).ShouldNotBeNull();
    }

    private async Task<HubSubscription> Verified()
    {
        var asked = await Asked();
        var verified = asked with { State = HubState.Verified, Pending = false, VerifiedAt = TimeProvider.System.GetUtcNow(), ExpiresAt = TimeProvider.System.GetUtcNow().AddDays(1) };
        return (await Hubs.Change(asked.FeedId, _ => verified, Cancellation)).ShouldNotBeNull();
    }
}
