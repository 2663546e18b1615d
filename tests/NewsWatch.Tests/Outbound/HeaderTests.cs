using System.Diagnostics;
using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

public sealed class HeaderTests
{
    [Fact]
    public async Task Nothing_is_sent_but_what_a_fetch_needs()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\nSet-Cookie: id=1; Path=/\nContent-Length: 0");
        using var client = Clients.For(server, Clients.Options with { Contact = "https://desk.example/bot" });
        using var activity = new Activity("a trace that is nobody else's business").SetIdFormat(ActivityIdFormat.W3C).Start();
        var request = Clients.Get("http://feeds.example/a?b=c#d") with
        {
            Accept = "application/rss+xml",
            Validators = new Validators("W/\"x\"", "Tue, 03 Mar 2026 10:00:00 GMT", new Uri("http://feeds.example/a?b=c")),
        };

        await client.Fetch(request);
        await client.Fetch(request);

        foreach (var head in server.Requests)
        {
            var lines = head.TrimEnd().Split("\r\n");
            lines[0].ShouldBe("GET /a?b=c HTTP/1.1");
            lines.Skip(1).Order(StringComparer.Ordinal).ShouldBe(
            [
                "Accept-Encoding: gzip, deflate, br",
                "Accept: application/rss+xml",
                "Host: feeds.example",
                "If-Modified-Since: Tue, 03 Mar 2026 10:00:00 GMT",
                "If-None-Match: W/\"x\"",
                "User-Agent: NewsWatch/0.1 (+https://desk.example/bot)",
            ]);
        }

        server.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"quoted\"")]
    [InlineData("W/\"weak\"")]
    [InlineData("no quotes at all")]
    [InlineData("\"unclosed")]
    [InlineData("\"two\", \"of them\"")]
    [InlineData("\"sp\u00e4t\"")]
    [InlineData("\"\u0080\u00ff\"")]
    [InlineData("*")]
    public async Task An_ETag_goes_back_byte_for_byte(string etag)
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\nETag: {etag}\nLast-Modified: {etag}\nContent-Length: 0");
        using var client = Clients.For(server);
        var request = Clients.Get("http://feeds.example/");

        var first = await client.Fetch(request);
        await client.Fetch(request with
        {
            Validators = new Validators(first.Headers.First("ETag"), first.Headers.First("Last-Modified"), first.Address),
        });

        server.Requests[1].ShouldContain($"\r\nIf-None-Match: {etag}\r\n");
        server.Requests[1].ShouldContain($"\r\nIf-Modified-Since: {etag}\r\n");
    }

    [Theory]
    [InlineData("\"a\"\r\nX-Injected: 1")]
    [InlineData("\"a\"\nX-Injected: 1")]
    [InlineData("\"a\"\rX-Injected: 1")]
    [InlineData("\"a\"\0")]
    public async Task A_line_break_in_any_value_refuses_the_fetch_before_it_is_sent(string value)
    {
        await using var canary = RawServer.Canary();
        using var client = Clients.For(canary);
        var plain = Clients.Get("http://feeds.example/");
        FetchRequest[] requests =
        [
            plain with { Validators = new Validators(value, null, plain.Address) },
            plain with { Validators = new Validators(null, value, plain.Address) },
            plain with { Accept = value },
            plain with { Headers = new Dictionary<string, string> { ["X-Webhook"] = value } },
            plain with { Headers = new Dictionary<string, string> { [value] = "x" } },
            plain with { Method = HttpMethod.Post, Content = [1], ContentType = value },
        ];

        foreach (var request in requests)
            (await client.Fails(request)).Kind.ShouldBe(FetchFailure.Refused);

        using var hostile = Clients.For(canary, Clients.Options with { UserAgent = value });
        (await hostile.Fails(plain)).Kind.ShouldBe(FetchFailure.Refused);
        canary.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("transfer-encoding")]
    [InlineData("Content-Length")]
    [InlineData("Cookie")]
    [InlineData("Referer")]
    [InlineData("X Y")]
    [InlineData("X:Y")]
    [InlineData("")]
    public async Task Headers_that_frame_a_message_or_follow_people_cannot_be_set(string name)
    {
        await using var canary = RawServer.Canary();
        using var client = Clients.For(canary);

        var error = await client.Fails(Clients.Get("http://feeds.example/") with { Headers = new Dictionary<string, string> { [name] = "x" } });

        error.Kind.ShouldBe(FetchFailure.Refused);
        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_message_goes_out_with_its_content_and_headers()
    {
        await using var server = new RawServer("HTTP/1.1 202 Accepted\nContent-Length: 0");
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://hooks.example/x") with
        {
            Method = HttpMethod.Post,
            Content = Encoding.UTF8.GetBytes("{}"),
            ContentType = "application/json",
            Headers = new Dictionary<string, string> { ["Webhook-Id"] = "m1" },
        });

        answer.Status.ShouldBe(202);
        server.Requests[0].ShouldStartWith("POST /x HTTP/1.1\r\n");
        server.Requests[0].ShouldContain("Content-Type: application/json\r\n");
        server.Requests[0].ShouldContain("Content-Length: 2\r\n");
        server.Requests[0].ShouldContain("Webhook-Id: m1\r\n");
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2 secret")]
    [InlineData("HTTP/9.9 secret")]
    [InlineData("")]
    public async Task What_is_not_HTTP_is_an_error_without_its_text(string text)
    {
        await using var server = new RawServer(Encoding.Latin1.GetBytes(text));
        using var client = Clients.For(server);

        var error = await client.Fails(Clients.Get("http://odd.example/"));

        error.Kind.ShouldBe(FetchFailure.BadResponse);
        error.Message.ShouldNotContain("secret");
        error.Message.ShouldContain("odd.example");
    }
}
