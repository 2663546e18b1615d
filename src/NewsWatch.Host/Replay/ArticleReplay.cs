using System.Net;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Replay;

/// <summary>
/// Runs articles of a file through the stages from "tag" on, in order of publication, over a store of its own, for one
/// subscription to everything; then prints what became of each.
/// </summary>
internal static class ArticleReplay
{
    /// <summary>Rows without any time before them begin here.</summary>
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Far enough ahead that no stage waits, near enough that memory stays small.</summary>
    private const int Ahead = 400;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(2);

    public static async Task<int> Run(
        string file, bool json, NewsWatchOptions options, string? data, TextWriter output, CancellationToken cancellation)
    {
        var refused = new List<ConfigurationException>();
        var rows = ReplayRow.Read(file, refused.Add);
        foreach (var line in refused)
            await Console.Error.WriteLineAsync($"newswatch: {line.Message}");

        var folder = data is null ? Directory.CreateTempSubdirectory("newswatch-replay-") : Directory.CreateDirectory(data);
        try
        {
            await Run(rows, json, options with { Data = folder.FullName, Bus = NewsWatchOptions.InMemoryBus, Store = NewsWatchOptions.EmbeddedStore }, output, cancellation);
            return refused.Count == 0 ? 0 : 1;
        }
        finally
        {
            if (data is null)
                folder.Delete(recursive: true);
        }
    }

    private static async Task Run(
        IReadOnlyList<ReplayRow> rows, bool json, NewsWatchOptions options, TextWriter output, CancellationToken cancellation)
    {
        var catalogue = Catalogue.Read(options) with
        {
            Subscriptions = [new Subscription { Id = "everything", Name = "Everything", Query = "*" }],
        };
        var articles = Arrivals(rows, catalogue.Outlets);
        using var host = Build(options, catalogue);
        await host.StartAsync(cancellation);
        await Push(host.Services, articles.Select(arrival => arrival.Article), cancellation);
        var lines = await Lines(host.Services, rows, articles, cancellation);
        await host.StopAsync(cancellation);
        foreach (var line in lines)
            await output.WriteLineAsync(json ? line.ToString() : Readable(line));
    }

    private static IHost Build(NewsWatchOptions options, Catalogue catalogue)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning).AddFilter("MassTransit.ReceiveTransport", LogLevel.None);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        // One at a time from stage to stage: so the order of publication is kept to the end.
        builder.Services.AddNewsWatch(
            options,
            catalogue,
            [
                .. Pipeline.Stages.Where(stage => stage.Consumes is not null && stage.Role is Role.Worker or Role.Core && stage.Name != "read")
                    .Select(stage => stage with { Concurrency = 1 }),
            ],
            TimeProvider.System);
        return builder.Build();
    }

    /// <summary>The articles in the order in which they arrive.</summary>
    internal static List<(string RowId, Article Article)> Arrivals(IReadOnlyList<ReplayRow> rows, OutletRegistry outlets)
    {
        var arrivals = new List<(string, Article)>(rows.Count);
        var addresses = new HashSet<string>(StringComparer.Ordinal);
        var time = rows.Min(row => row.PublishedAt) ?? Epoch;
        foreach (var row in InOrder(rows))
        {
            time = row.PublishedAt ?? time.AddSeconds(1);
            var address = AddressOf(row);
            var outlet = OutletOf(row, address, outlets);
            arrivals.Add((row.Id!, new Article
            {
                Id = Ids.Derive("article", "replay", row.Id!),
                CanonicalUrl = addresses.Add(address.AbsoluteUri) ? address.AbsoluteUri : $"{address}#{Uri.EscapeDataString(row.Id!)}",
                OutletId = outlet.Id,
                OutletName = outlet.Name,
                Title = WebUtility.HtmlDecode(row.Title ?? "").Trim(),
                Text = WebUtility.HtmlDecode(row.Text ?? "").Trim(),
                Published = row.PublishedAt,
                FoundAt = time,
            }));
        }

        return arrivals;
    }

    /// <summary>By publication; a row without a time comes right after the row that it stands after in the file.</summary>
    private static IEnumerable<ReplayRow> InOrder(IReadOnlyList<ReplayRow> rows)
    {
        var known = DateTimeOffset.MinValue;
        return rows.Select(row => (Row: row, Time: known = row.PublishedAt ?? known)).OrderBy(pair => pair.Time).Select(pair => pair.Row);
    }

    private static Uri AddressOf(ReplayRow row)
    {
        if (Uri.TryCreate(row.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;

        var host = Uri.CheckHostName(row.Site) == UriHostNameType.Dns && row.Site!.Contains('.', StringComparison.Ordinal) ? row.Site : "unknown.invalid";
        return new Uri($"https://{host}/{Uri.EscapeDataString(row.Id!)}");
    }

    private static Outlet OutletOf(ReplayRow row, Uri address, OutletRegistry outlets) =>
        (row.Site is { Length: > 0 } site ? outlets.ByName(site) ?? outlets.ByHost(site) : null)
        ?? outlets.Of(address, row.Site);

    private static async Task Push(IServiceProvider services, IEnumerable<Article> articles, CancellationToken cancellation)
    {
        var (store, work, announcer) = (services.GetRequiredService<IArticleStore>(), services.GetRequiredService<IWorkStore>(), services.GetRequiredService<Announcer>());
        foreach (var batch in articles.Chunk(Ahead / 2))
        {
            await Until(async () => await OpenWork(work, cancellation) < Ahead / 2, cancellation);
            var facts = await Task.WhenAll(batch.Select(article => store.Add(article, cancellation)));
            await announcer.Announce(facts.OfType<ArticleRead>(), cancellation);
        }

        await Until(() => work.Idle(TimeProvider.System.GetUtcNow(), cancellation), cancellation);
    }

    private static async Task<int> OpenWork(IWorkStore work, CancellationToken cancellation) =>
        (await work.Open(cancellation)).Values.Sum();

    private static async Task Until(Func<Task<bool>> holds, CancellationToken cancellation)
    {
        while (!await holds())
            await Task.Delay(Glance, TimeProvider.System, cancellation);
    }

    private static async Task<List<ReplayLine>> Lines(
        IServiceProvider services, IReadOnlyList<ReplayRow> rows, List<(string RowId, Article Article)> arrivals, CancellationToken cancellation)
    {
        var (stories, tagged) = (services.GetRequiredService<IStoryStore>(), services.GetRequiredService<ITagStore>());
        var rowIds = arrivals.ToDictionary(arrival => arrival.Article.Id, arrival => arrival.RowId);
        var articleIds = arrivals.ToDictionary(arrival => arrival.RowId, arrival => arrival.Article.Id);
        var alerted = (await services.GetRequiredService<IAlertStore>().Latest(int.MaxValue, cancellation))
            .Select(alert => alert.ArticleId).ToHashSet();
        var lines = new List<ReplayLine>(rows.Count);
        foreach (var row in rows)
        {
            var id = articleIds[row.Id!];
            var decisions = await stories.DecisionsOn(id, cancellation);
            var tags = await tagged.TagsOf(id, cancellation);
            if (decisions.Count == 0 || tags is null)
            {
                await Console.Error.WriteLineAsync($"{row.Id}: could not be processed; run with --data and look at `newswatch quarantine list`");
                continue;
            }

            lines.Add(ReplayLine.Of(row.Id!, decisions[^1], decisions[0], tags, alerted.Contains(id), rowIds.GetValueOrDefault));
        }

        return lines;
    }

    private static string Readable(ReplayLine line) =>
        $"{line.Id}  {line.Role}  {line.Story ?? "-"}  {(line.Alert ? "alert" : "-")}  {string.Join(", ", line.Developments)}"
        + string.Concat(line.From.Select(source => $"  <- {source.Kind} {source.Article ?? source.Outlet}"));
}
