using System.Text.Json;
using NewsWatch.Articles;
using NewsWatch.Host.Demo;
using NewsWatch.Host.Replay;
using NewsWatch.Host.Storage;
using NewsWatch.Stories;

namespace NewsWatch.EndToEnd;

/// <summary>Articles that lie in a cluster's store in order, not yet worked on, and what one process with the embedded store makes of the same.</summary>
internal sealed class StoredStream
{
    private readonly Cluster _cluster;
    private readonly string _file;
    private readonly List<Article> _articles;
    private bool _longerThanTheWindow;

    private StoredStream(Cluster cluster, string file)
    {
        _cluster = cluster;
        _file = file;
        _articles = ArticleReplay.Arrivals(ReplayRow.Read(file, error => throw error), OutletRegistry.Read(cluster.Options.Outlets)).ConvertAll(arrival => arrival.Article);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public int Count => _articles.Count;

    /// <summary>The sample week.</summary>
    public static Task<StoredStream> SampleWeek(Cluster cluster) =>
        Fill(cluster, Host.Demo.SampleWeek.Read(Path.Combine(AppContext.BaseDirectory, "config", "sample")).Articles.Select(article =>
            Row(article.Id, article.Title, article.Body, article.Published, article.Outlet.Name, article.Address.AbsoluteUri)));

    /// <summary>The five real articles, in this order.</summary>
    public static Task<StoredStream> Seeds(Cluster cluster, string order)
    {
        var seeds = SeedServer.Read(Path.Combine(Services.Shared(), "seeds"));
        var start = new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
        return Fill(cluster, order.Split(' ').Select((key, i) =>
            Row(key, seeds[key].Title, string.Join("\n\n", seeds[key].Paragraphs), start.AddHours(i), seeds[key].Host, seeds[key].Address)));
    }

    /// <summary>
    /// A month of real news on AI. A core that takes over has not seen what left the window before, so what it measures may differ in the
    /// third digit; what it decides may not.
    /// </summary>
    public static async Task<StoredStream> AiNews(Cluster cluster)
    {
        var stream = await Fill(cluster, File.ReadLines(Path.Combine(Services.Shared(), "data", "stream", "ai-news-2026.jsonl")));
        stream._longerThanTheWindow = true;
        return stream;
    }

    /// <summary>What the cluster made of it: every decision on every article, and who was told of what.</summary>
    public Task<List<string>> Results() => Results(_cluster.Store);

    /// <summary>What one process with the embedded store makes of it.</summary>
    public async Task<List<string>> Embedded()
    {
        var data = Path.Combine(_cluster.Folder.Path, "embedded");
        var (exitCode, output, errors) = await Newswatch.Run("replay", _file, "--config", _cluster.Config, "--data", data, "--scope", "everything");
        exitCode.ShouldBe(0, output + errors);
        await using var store = OpenStore.Of(new Host.NewsWatchOptions { Data = data });
        return await Results(store);
    }

    private static async Task<StoredStream> Fill(Cluster cluster, IEnumerable<string> rows)
    {
        var stream = new StoredStream(cluster, cluster.Folder.Write("stream.jsonl", string.Concat(rows.Select(row => row + "\n"))));
        foreach (var article in stream._articles)
            await cluster.Store.Articles.Add(article, Cancellation);

        return stream;
    }

    private static string Row(string id, string title, string text, DateTimeOffset? published, string site, string url) =>
        JsonSerializer.Serialize(new { id, title, text, published, site, url });

    private async Task<List<string>> Results(OpenStore store)
    {
        var lines = new List<string>();
        foreach (var article in _articles)
            foreach (var decision in await store.Stories.DecisionsOn(article.Id, Cancellation))
                lines.Add($"{article.Title}: {JsonSerializer.Serialize(_longerThanTheWindow ? Unmeasured(decision) : decision)}");

        foreach (var alert in (await store.Alerts.Latest(int.MaxValue, Cancellation)).OrderBy(alert => alert.Id, StringComparer.Ordinal))
            lines.Add($"alert: {alert.ArticleId} {alert.Development.Kind} {alert.Development.Sentence}");

        lines.Count.ShouldBeGreaterThan(_articles.Count);
        return lines;
    }

    private static Decision Unmeasured(Decision decision) => decision with
    {
        Novelty = 0,
        Repetition = 0,
        Derivations = [.. decision.Derivations.Select(edge => edge with { Confidence = 0 })],
        Reasons = [],
        Inputs = new Dictionary<string, double>(),
    };
}
