using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace NewsWatch.EndToEnd;

/// <summary>The monitor on a machine that reaches no outside host: it says so once, stays up and answers.</summary>
public sealed class UnreachableTests
{
    [Fact]
    public async Task A_machine_without_a_network_says_so_in_one_line_and_stays_responsive()
    {
        using var folder = new Folder();
        var feeds = string.Concat(Enumerable.Range(0, 60).Select(i => $"<outline text=\"Paper {i}\" xmlUrl=\"https://paper{i}.example/feed\" />\n"));
        folder.Write("feeds.opml", $"<opml version=\"2.0\"><body>{feeds}</body></opml>");
        var (port, closed) = (FreePort(), FreePort());
        var config = Path.Combine(AppContext.BaseDirectory, "config").Replace('\\', '/');
        var file = folder.Write("newswatch.json", $$"""
            {
              "feeds": "feeds.opml", "web": "http://127.0.0.1:{{port}}",
              "topics": "{{config}}/topics.yaml", "entities": ["{{config}}/entities.yaml"], "outlets": ["{{config}}/outlets.yaml"],
              "outbound": { "connectTo": { "*.example": "127.0.0.1:{{closed}}" } }
            }
            """);
        using var newswatch = Newswatch.Start("run", "--config", file, "--data", Path.GetDirectoryName(file)!);
        using var client = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        var page = "";
        for (var tries = 0; tries < 100 && !newswatch.Output.Contains("reaches no outside host", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, TestContext.Current.CancellationToken);
            page = await Page(client, port);
        }

        var said = newswatch.Output + newswatch.Errors;
        said.ShouldContain("this machine reaches no outside host: none of 60 feeds could be read (no answer: 60)");
        said.ShouldNotContain("   at ", Case.Sensitive, "no stack traces");
        said.Split('\n').Count(line => line.Contains("paper", StringComparison.OrdinalIgnoreCase)).ShouldBeLessThan(3);
        page = await Page(client, port);
        page.ShouldContain("60 failing");
    }

    private static async Task<string> Page(HttpMessageInvoker client, int port)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/feeds");
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        }
        catch (HttpRequestException)
        {
            // Not up yet.
            return "";
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
