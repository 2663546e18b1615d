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

    /// <summary>How many rounds of kills: NEWSWATCH_CLUSTER_KILLS, or two.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("NEWSWATCH_CLUSTER_KILLS"), out var kills) && kills > 2 ? kills : 2;

    [Fact]
    public async Task Three_workers_a_core_and_its_standby_decide_as_one_process_does()
    {
        await using var cluster = await Cluster.Create(""" "scope": "everything" """);
        var articles = await Fill(cluster);
        StartAll(cluster);
        await Idle(cluster);

        (await Results(cluster.Store, articles)).ShouldBe(await Embedded(cluster));
    }

    [Fact]
    public async Task Killed_cut_off_and_frozen_it_decides_as_one_process_does()
    {
        await using var cluster = await Cluster.Create(""" "scope": "everything" """);
        var articles = await Fill(cluster);
        StartAll(cluster);
        for (var round = 0; round < Kills; round++)
        {
            var before = await cluster.Store.Stories.LastDecision(Cancellation);
            await cluster.Until(
                async () => await cluster.Store.Stories.LastDecision(Cancellation) >= before + 3 || await IsIdle(cluster), Longest, "the next decision");
            cluster.KillAndRestart($"worker{round % 3}", "worker");
            await cluster.CutConnections();

            // Whichever of the two is deciding: frozen, then killed, or woken when the other has long taken over.
            var (frozen, killed) = round % 2 == 0 ? ("core0", "core1") : ("core1", "core0");
            cluster.Signal(frozen, "STOP");
            await cluster.Until(async () => await cluster.Store.Stories.LastDecision(Cancellation) > before + 6 || await IsIdle(cluster), Longest, "the standby's decision");
            cluster.Signal(frozen, "CONT");
            cluster.KillAndRestart(killed, "core");
        }

        await Idle(cluster);
        (await Results(cluster.Store, articles)).ShouldBe(await Embedded(cluster));
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
