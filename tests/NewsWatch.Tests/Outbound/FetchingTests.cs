using System.Net.Sockets;
using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

public sealed class FetchingTests
{
    [Fact]
    public async Task A_fetch_brings_status_address_raw_headers_and_body()
    {
        await using var server = new RawServer(
            "HTTP/1.1 200 OK\nContent-Type: text/xml\nETag: no quotes\nLast-Modified: yesterday\nContent-Length: 5", "hello"u8.ToArray());
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://feeds.example/a.xml"));

        answer.Status.ShouldBe(200);
        answer.Address.ShouldBe(new Uri("http://feeds.example/a.xml"));
        answer.ContentType.ShouldBe("text/xml");
        answer.Headers.First("etag").ShouldBe("no quotes");
        answer.Headers.First("last-modified").ShouldBe("yesterday");
        Encoding.UTF8.GetString(answer.Body).ShouldBe("hello");
        answer.Truncated.ShouldBeFalse();
    }

    [Fact]
    public async Task A_loopback_address_is_refused_and_never_dialled()
    {
        await using var canary = RawServer.Canary();
        using var client = new GuardedClient(Clients.Options);

        var error = await client.Fails(Clients.Get($"http://127.0.0.1:{canary.Port}/"));

        error.Kind.ShouldBe(FetchFailure.Refused);
        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_connection_says_that_nothing_was_sent_and_a_broken_one_does_not()
    {
        await using var breaking = new RawServer((_, stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(true, 0);
            stream.Socket.Close();
            return Task.CompletedTask;
        });
        using var client = Clients.For(breaking);
        (await client.Fails(Clients.Get("http://hooks.example/"))).Kind.ShouldBe(FetchFailure.BadResponse);

        var closed = new RawServer("");
        using var second = Clients.For(closed);
        await closed.DisposeAsync();
        var error = await second.Fails(Clients.Get("http://hooks.example/"));
        error.Kind.ShouldBe(FetchFailure.Connect);
        error.Message.ShouldBe("hooks.example does not answer (connection refused)");
    }
}
