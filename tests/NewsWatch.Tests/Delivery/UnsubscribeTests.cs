using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Host.Web;
using NewsWatch.Outbound;
using NewsWatch.Search;
using NewsWatch.Tests.Adapters;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Delivery;

/// <summary>Scorecard row 44 over the web, and the feeds behind their tokens.</summary>
public abstract class UnsubscribeTests : IAsyncDisposable
{
    private const string Token = "0123456789abcdef-feed";

    private static readonly Subscription Reader = Invented.Desk with
    {
        Channels = [new EmailTarget("reader@lantern.example"), new FeedTarget(new Secret(Token))],
    };

    private readonly StoreUnderTest _stored;
    private readonly IReaderStore _readers;
    private readonly WebApplication _app;
    private readonly GuardedClient _browser = new(new OutboundOptions { AllowLocal = ["127.0.0.1"] });

    protected UnsubscribeTests(Adapter adapter)
    {
        _stored = new StoreUnderTest(adapter, TimeProvider.System);
        _readers = _stored.Readers;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(_readers);
        builder.Services.AddSingleton(_stored.Deliveries);
        builder.Services.AddSingleton(new SubscriptionBook([Reader], new DocumentMaker(new OutletRegistry([]), _ => null), TimeProvider.System));
        builder.Services.AddSingleton(new PageAddresses(new Uri("https://watch.example/news")));
        _app = builder.Build();
        _app.MapReaderPages();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        await _stored.DisposeAsync();
    }

    [Fact]
    public async Task A_scanners_get_changes_nothing_and_a_post_leaves_once()
    {
        var address = await Link();
        for (var i = 0; i < 3; i++)
            (await Ask(HttpMethod.Get, address)).Text.ShouldContain("<form method=\"post\">");
        (await Ask(HttpMethod.Head, address)).Status.ShouldBeLessThan(500);
        (await _readers.Departures(Cancellation)).ShouldBeEmpty();

        // RFC 8058, 3.1: this body, no cookie, no page seen before.
        for (var i = 0; i < 2; i++)
            (await Ask(HttpMethod.Post, address)).Status.ShouldBe(200);

        (await _readers.Departures(Cancellation)).ShouldHaveSingleItem().Recipient.ShouldBe("reader@lantern.example");
        (await Ask(HttpMethod.Get, address)).Text.ShouldContain("You have left");
        (await _readers.Return("desk", "email", "reader@lantern.example", Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_forged_or_changed_link_is_refused()
    {
        var address = (await Link()).AbsoluteUri;
        var mine = address.Split('/')[^1];
        var other = UnsubscribeToken.Write(new Secret("another key"), "desk", "email", "victim@lantern.example");
        var mixed = $"{UnsubscribeToken.Write(new Secret("x"), "desk", "email", "victim@lantern.example").Split('.')[0]}.{mine.Split('.')[1]}";
        foreach (var token in new[] { other, mixed, mine[..^1], mine + "A", "a.b", ".", new string('a', 5000) })
            (await Ask(HttpMethod.Post, new Uri($"{address[..^mine.Length]}{token}"))).Status.ShouldBeOneOf(404, 405);

        (await _readers.Departures(Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Links_begin_with_the_configured_address_and_mails_carry_them_in_their_header()
    {
        var links = await new MessageLinks(new PageAddresses(new Uri("https://watch.example/news")), _readers).Of(Reader, "story1", Cancellation);
        var mail = links.Single(link => link.Channel is EmailTarget);

        mail.Links.Unsubscribe!.AbsoluteUri.ShouldStartWith("https://watch.example/news/unsubscribe/");
        mail.Links.Story!.AbsoluteUri.ShouldBe("https://watch.example/news/stories/story1");
        links.Single(link => link.Channel is FeedTarget).Links.Unsubscribe.ShouldBeNull();

        await _readers.Leave("desk", "email", "reader@lantern.example", Cancellation);
        (await new MessageLinks(new PageAddresses(null), _readers).Of(Reader, null, Cancellation)).ShouldHaveSingleItem().Channel.ShouldBeOfType<FeedTarget>();
    }

    [Theory]
    [InlineData("desk", Token, ".atom", 200)]
    [InlineData("desk", Token, ".json", 200)]
    [InlineData("desk", "0123456789abcdef-fee", ".atom", 404)]
    [InlineData("desk", "", ".atom", 404)]
    [InlineData("other", Token, ".json", 404)]
    public async Task A_feed_is_served_to_whoever_has_its_token(string subscription, string token, string form, int status)
    {
        await _app.StartAsync(Cancellation);
        (await Ask(HttpMethod.Get, new Uri($"{_app.Urls.First()}/feeds/{subscription}/{token}{form}"))).Status.ShouldBe(status);
    }

    private async Task<(int Status, string Text)> Ask(HttpMethod method, Uri address)
    {
        var answer = await _browser.Send(
            new FetchRequest(address)
            {
                Method = method,
                Content = method == HttpMethod.Post ? "List-Unsubscribe=One-Click"u8.ToArray() : null,
                ContentType = "application/x-www-form-urlencoded",
            },
            Cancellation);
        return (answer.Status, System.Text.Encoding.UTF8.GetString(answer.Body));
    }

    private async Task<Uri> Link()
    {
        await _app.StartAsync(Cancellation);
        var token = UnsubscribeToken.Write(await _readers.LinkKey(Cancellation), "desk", "email", "reader@lantern.example");
        return new Uri($"{_app.Urls.First()}/unsubscribe/{token}");
    }
}

public sealed class SqliteUnsubscribeTests() : UnsubscribeTests(Adapter.Sqlite);

public sealed class PostgresUnsubscribeTests() : UnsubscribeTests(Adapter.Postgres);
