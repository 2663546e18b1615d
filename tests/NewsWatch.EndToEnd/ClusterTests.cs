using System.Text.Json;
using NewsWatch.Articles;
using NewsWatch.Host.Demo;
using NewsWatch.Host.Replay;
using NewsWatch.Host.Storage;
using NewsWatch.Stories;

namespace NewsWatch.EndToEnd;

/// <summary>Roles in processes of their own, on RabbitMQ and PostgreSQL: the same result as one process, whatever dies meanwhile.</summary>
[Collection(OnRabbitMq.Name)]
public sealed class ClusterTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>How many rounds of kills, cuts and freezes: NEWSWATCH_CLUSTER_KILLS, or one.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("NEWSWATCH_CLUSTER_KILLS"), out var kills) && kills > 1 ? kills : 1;

    [Fact]
    public async Task Three_workers_a_core_and_its_standby_killed_cut_off_and_frozen_decide_as_one_process_does()
    {
        await using var cluster = await Cluster.Create(""" "scope": "everything" """);
        var articles = await Fill(cluster);
        StartAll(cluster);
        for (var round = 0; round < Kills; round++)
        {
            var before = await cluster.Store.Stories.LastDecision(Cancellation);
            await cluster.Until(async () => await cluster.Store.Stories.LastDecision(Cancellation) >= before + 3 || await IsIdle(cluster), Longest, "the next decision");
            cluster.KillAndRestart($"worker{round % 3}", "worker");
            await cluster.CutConnections();

            // One of the two decides: it is frozen until the other has taken over, then wakes and must be refused; or it stands by.
            var (frozen, killed) = round % 2 == 0 ? ("core0", "core1") : ("core1", "core0");
            cluster.Signal(frozen, "STOP");
            await cluster.Until(
                async () => await cluster.Store.Stories.LastDecision(Cancellation) > before + 6 || await IsIdle(cluster), Longest, "the other core's decision");
            cluster.Signal(frozen, "CONT");
            cluster.KillAndRestart(killed, "core");
        }

        await Idle(cluster);
        (await Results(cluster.Store, articles)).ShouldBe(await Embedded(cluster));
    }

    [Fact]
    public async Task Servers_restarted_in_the_midst_of_it_change_nothing()
    {
        var restart = Services.RestartScripts();
        await using var cluster = await Cluster.Create(""" "scope": "everything" """);
        var articles = await Fill(cluster);
        StartAll(cluster);
        foreach (var server in new[] { "postgres", "rabbitmq" })
        {
            var before = await cluster.Store.Stories.LastDecision(Cancellation);
            await cluster.Until(async () => await cluster.Store.Stories.LastDecision(Cancellation) >= before + 3, Longest, "the next decision");
            await Services.Run(Path.Combine(restart, server));
        }

        await Idle(cluster);
        (await Results(cluster.Store, articles)).ShouldBe(await Embedded(cluster));
    }

    [Fact]
    public async Task An_article_that_ends_every_process_which_reads_it_is_quarantined_and_the_rest_goes_on()
    {
        Assert.SkipUnless(Kills > 1, "four kills of a worker take a minute: set NEWSWATCH_CLUSTER_KILLS");
        await using var server = await PoisonServer.Start();
        await using var cluster = await Cluster.Create($$""" "scope": "everything", "outbound": { "connectTo": { "*.example": "{{server.Place}}" } } """);
        await PoisonServer.Enter(cluster.Store.Feeds, Cancellation);
        cluster.Start("core0", "core");
        cluster.Start("worker", "worker");
        var kills = 0;
        while ((await cluster.Store.Work.Quarantined(Cancellation)).Count == 0)
        {
            await cluster.Until(
                async () => server.TakeBite() || (await cluster.Store.Work.Quarantined(Cancellation)).Count > 0, Longest, "the poison's reading or its quarantine");
            if ((await cluster.Store.Work.Quarantined(Cancellation)).Count > 0)
                break;

            cluster.KillAndRestart("worker", "worker");
            (++kills).ShouldBeLessThan(12, "it is never quarantined");
        }

        var row = (await cluster.Store.Work.Quarantined(Cancellation)).ShouldHaveSingleItem();
        (row.Stage, row.Id).ShouldBe(("read", PoisonServer.Poison));
        await Idle(cluster);
        (await cluster.Store.Stories.LastDecision(Cancellation)).ShouldBeGreaterThan(0, "the others were decided");
    }

    private static void StartAll(Cluster cluster)
    {
        foreach (var i in Enumerable.Range(0, 3))
            cluster.Start($"worker{i}", "worker");

        cluster.Start("core0", "core");
        cluster.Start("core1", "core");
    }

    private static Task Idle(Cluster cluster) => cluster.Until(() => IsIdle(cluster), Longest, "the end of the work");

    private static async Task<bool> IsIdle(Cluster cluster) =>
        (await cluster.Store.Work.Open(Cancellation)).Values.Sum() == 0;

    /// <summary>The sample week's articles, stored in order and not yet worked on.</summary>
    private static async Task<List<Article>> Fill(Cluster cluster)
    {
        var rows = SampleWeek.Read(Path.Combine(AppContext.BaseDirectory, "config", "sample")).Articles.Select(article => new
        {
            id = article.Id,
            title = article.Title,
            text = article.Body,
            published = article.Published,
            site = article.Outlet.Name,
            url = article.Address.AbsoluteUri,
        });
        var file = cluster.Folder.Write("week.jsonl", string.Concat(rows.Select(row => JsonSerializer.Serialize(row) + "\n")));
        var outlets = OutletRegistry.Read(cluster.Options.Outlets);
        var articles = ArticleReplay.Arrivals(ReplayRow.Read(file), outlets).ConvertAll(arrival => arrival.Article);
        foreach (var article in articles)
            await cluster.Store.Articles.Add(article, Cancellation);

        return articles;
    }

    /// <summary>What one process with the embedded store makes of the same articles.</summary>
    private static async Task<List<string>> Embedded(Cluster cluster)
    {
        var data = Path.Combine(cluster.Folder.Path, "embedded");
        var file = Path.Combine(cluster.Folder.Path, "week.jsonl");
        var (exitCode, output, errors) = await Newswatch.Run("replay", file, "--config", cluster.Config, "--data", data, "--scope", "everything");
        exitCode.ShouldBe(0, output + errors);
        await using var store = OpenStore.Of(new Host.NewsWatchOptions { Data = data });
        return await Results(store, ArticleReplay.Arrivals(ReplayRow.Read(file), OutletRegistry.Read(cluster.Options.Outlets)).ConvertAll(arrival => arrival.Article));
    }

    /// <summary>Every decision on every article, and who was told of what.</summary>
    private static async Task<List<string>> Results(OpenStore store, List<Article> articles)
    {
        var lines = new List<string>();
        foreach (var article in articles)
            foreach (var decision in await store.Stories.DecisionsOn(article.Id, Cancellation))
                lines.Add($"{article.Title}: {JsonSerializer.Serialize(decision)}");

        foreach (var alert in (await store.Alerts.Latest(int.MaxValue, Cancellation)).OrderBy(alert => alert.Id, StringComparer.Ordinal))
            lines.Add($"alert: {alert.ArticleId} {alert.Development.Kind} {alert.Development.Sentence}");

        lines.Count.ShouldBeGreaterThan(articles.Count);
        return lines;
    }
}
