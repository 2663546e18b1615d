using System.Net;
using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

public sealed class RobotsGateTests
{
    private readonly SetClock _clock = new();

    [Fact]
    public async Task A_site_is_asked_once_a_day_and_its_answer_holds_for_all_its_pages()
    {
        await using var server = Robots("200 OK", "User-agent: newswatch\nDisallow: /private");
        using var client = Clients.For(server);
        var gate = new RobotsGate(client, _clock);

        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Ask(gate, $"http://news.example/{i}")));
        asked.ShouldAllBe(verdict => verdict.IsAllowed);
        var refused = await Ask(gate, "http://news.example/private/x");
        refused.IsAllowed.ShouldBeFalse();
        refused.Reason.ShouldBe("the robots.txt of news.example asks us not to read this page");
        server.Requests.Count.ShouldBe(1);
        server.Requests[0].ShouldStartWith("GET /robots.txt ");

        _clock.Now += TimeSpan.FromHours(25);
        await Ask(gate, "http://news.example/1");
        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("404 Not Found", true)]
    [InlineData("403 Forbidden", true)]
    [InlineData("429 Too Many Requests", false)]
    [InlineData("500 Oops", false)]
    [InlineData("503 Busy", false)]
    public async Task A_missing_file_allows_and_a_failing_server_does_not(string status, bool allowed)
    {
        await using var server = Robots(status, "User-agent: *\nDisallow: /secret");
        using var client = Clients.For(server);

        (await Ask(new RobotsGate(client, _clock), "http://news.example/a")).IsAllowed.ShouldBe(allowed);
    }

    [Fact]
    public async Task A_failure_is_asked_again_after_an_hour()
    {
        await using var server = Robots("500 Oops", "");
        using var client = Clients.For(server);
        var gate = new RobotsGate(client, _clock);

        (await Ask(gate, "http://news.example/a")).Reason.ShouldBe("the robots.txt of news.example could not be read (answered 500)");
        await Ask(gate, "http://news.example/a");
        server.Requests.Count.ShouldBe(1);

        _clock.Now += TimeSpan.FromHours(2);
        await Ask(gate, "http://news.example/a");
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_site_on_a_private_address_is_not_asked()
    {
        await using var canary = RawServer.Canary();
        using var client = new GuardedClient(Clients.Options);

        (await Ask(new RobotsGate(client, _clock), $"http://127.0.0.1:{canary.Port}/")).IsAllowed.ShouldBeFalse();

        canary.Connections.ShouldBe(0);
    }

    private static Task<RobotsVerdict> Ask(RobotsGate gate, string page) => gate.Ask(new Uri(page), TestContext.Current.CancellationToken);

    private static RawServer Robots(string status, string file) =>
        new($"HTTP/1.1 {status}\nContent-Length: {file.Length}", Encoding.UTF8.GetBytes(file));

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
