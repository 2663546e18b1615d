using System.Net;
using System.Net.Sockets;
using NewsWatch.Tests.Deploy;

namespace NewsWatch.EndToEnd;

/// <summary>
/// The processes that <c>deploy/compose.yaml</c> names, started by hand as it says: its commands, its variables. Only where the
/// servers stand, the data folder and the ports, which each container has to itself, are this machine's.
/// </summary>
[Collection(OnRabbitMq.Name)]
public sealed class DeployedTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task What_compose_starts_becomes_ready_and_brings_an_article_from_its_feed_to_a_mail_and_a_page()
    {
        var elasticsearch = new Uri(Services.Elasticsearch());
        await using var cluster = Cluster.Create("\"scope\": \"ai\"");
        await using var paper = await OnePaper.Start();
        await using var mail = new MailCatcher();
        var feeds = cluster.Folder.Write("feeds.opml", $"""<opml version="2.0"><body><outline type="rss" text="The Paper" xmlUrl="{OnePaper.Feed}" /></body></opml>""");
        var subscriptions = cluster.Folder.Write("subscriptions.yaml", "subscriptions:\n  - {id: desk, name: Desk, query: \"*\", channels: [{email: editor@desk.example}]}\n");
        var ports = new List<(string Where, int Health, int? Web)>();
        foreach (var started in DeployFiles.Compose())
            for (var replica = 0; replica < (started.Roles is [Role.Worker] or [Role.Core] ? 2 : 1); replica++)
            {
                var (health, web) = (FreePort(), FreePort());
                ports.Add(($"{started.Where} {replica}", health, started.Roles.Contains(Role.Web) ? web : null));
                var variables = started.Variables.ToDictionary(
                    row => row.Key,
                    row => row.Value
                        .Replace("rabbitmq://newswatch:password@rabbitmq:5672/", cluster.Options.Bus, StringComparison.Ordinal)
                        .Replace("postgres://newswatch:password@postgres:5432/newswatch", cluster.Options.Store, StringComparison.Ordinal)
                        .Replace("http://elastic:password@elasticsearch:9200", elasticsearch.OriginalString, StringComparison.Ordinal)
                        .Replace("mail:1025", $"127.0.0.1:{mail.Port}", StringComparison.Ordinal)
                        .Replace("0.0.0.0:8420", $"127.0.0.1:{web}", StringComparison.Ordinal)
                        .Replace("0.0.0.0:8421", $"127.0.0.1:{health}", StringComparison.Ordinal));
                variables["NEWSWATCH_CONFIG_DATA"] = cluster.Folder.Path;
                variables["NEWSWATCH_CONFIG_FEEDS"] = feeds;
                variables["NEWSWATCH_CONFIG_SUBSCRIPTIONS"] = subscriptions;
                variables["NEWSWATCH_CONFIG_OUTBOUND__CONNECTTO"] = $$"""{ "*.example": "{{paper.Place}}" }""";
                foreach (var (pace, time) in new[] { ("DEFAULT", "0:00:01"), ("FLOOR", "0:00:01"), ("CAP", "0:00:02") })
                    variables[$"NEWSWATCH_CONFIG_POLLING__{pace}"] = time;

                variables.Values.ShouldAllBe(value => !value.Contains("password", StringComparison.Ordinal), "every server's place was found");
                cluster.Start($"{started.Where} {replica}", variables, [.. started.Arguments]);
            }

        ports.Count.ShouldBe(6);
#pragma warning disable RS0030 // Our own pages, asked as a browser does.
        using var http = new HttpClient();
#pragma warning restore RS0030
        foreach (var (where, health, web) in ports)
            await cluster.Until(() => IsReady(http, web ?? health), Longest, $"{where}, ready,");

        await cluster.Until(() => Task.FromResult(paper.Polls > 0), Longest, "the first poll");
        paper.Publish();
        await cluster.Until(() => Task.FromResult(mail.Mails.Count > 0), Longest, "the mail");
        mail.Mails.ShouldHaveSingleItem().ShouldContain("harbour town", Case.Insensitive);
        (await http.GetStringAsync($"http://127.0.0.1:{ports.Single(port => port.Web is not null).Web}/", TestContext.Current.CancellationToken)).ShouldContain(OnePaper.Headline);
    }

    private static async Task<bool> IsReady(HttpClient http, int port)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
