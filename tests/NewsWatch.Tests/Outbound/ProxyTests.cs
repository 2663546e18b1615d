using System.Net;
using System.Net.Http;

namespace NewsWatch.Tests.Outbound;

[CollectionDefinition(nameof(ProxyTests), DisableParallelization = true)]
[Collection(nameof(ProxyTests))]
public sealed class ProxyTests
{
    private static readonly string[] Names = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    [Fact]
    public async Task A_proxy_in_the_environment_is_not_used()
    {
        await using var proxy = RawServer.Canary();
        await using var server = new RawServer("HTTP/1.1 200 OK\nContent-Length: 2", "ok"u8.ToArray());
        var place = $"http://127.0.0.1:{proxy.Port}";
        var before = Names.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        var beforeInProcess = HttpClient.DefaultProxy;
        try
        {
            foreach (var name in Names)
                Environment.SetEnvironmentVariable(name, place);

            // The framework reads the environment once for a process; this is what it would have read.
            HttpClient.DefaultProxy = new WebProxy(place);

            using var client = Clients.For(server);
            (await client.Fetch(Clients.Get("http://feeds.example/"))).Body.ShouldBe("ok"u8.ToArray());
            await client.Fails(Clients.Get("http://10.0.0.1/"));
        }
        finally
        {
            HttpClient.DefaultProxy = beforeInProcess;
            foreach (var (name, value) in before)
                Environment.SetEnvironmentVariable(name, value);
        }

        proxy.Connections.ShouldBe(0);
    }
}
