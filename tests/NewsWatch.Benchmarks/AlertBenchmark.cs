using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NewsWatch.Alerts;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Host;

namespace NewsWatch.Benchmarks;

/// <summary>
/// The whole pipeline in one process at fifty articles a second: from the moment that a feed was answered to the moment that
/// a subscriber's webhook has the alert. Feeds of thirty made-up articles each come due every 0.6 s.
/// </summary>
internal static class AlertBenchmark
{
    private const int Entries = 30;
    private const double PerSecond = 50;

    /// <param name="articles">How many, at fifty a second.</param>
    /// <param name="tagging">How many are tagged at once; null as the pipeline says.</param>
    /// <param name="output">Where to print.</param>
    public static async Task Run(int articles, int? tagging, TextWriter output)
    {
        var feeds = Math.Max(1, articles / Entries);
        var folder = Directory.CreateTempSubdirectory("newswatch-alert-benchmark-");
        var (looks, open) = (0, new Dictionary<string, int>());
        await using var world = await BenchmarkWorld.Start(Entries, words: 300);
        var options = NewsWatchOptions.Read(null) with
        {
            Data = folder.FullName,
            Web = "http://127.0.0.1:0",
            Roles = [Role.Poller, Role.Worker, Role.Core],
            Outbound = new OutboundSettings { ConnectTo = new Dictionary<string, string> { ["*.example"] = $"127.0.0.1:{world.Port}" } },
        };
        var catalogue = Catalogue.Read(options) with
        {
            Subscriptions =
            [
                new Subscription
                {
                    Id = "desk",
                    Name = "Desk",
                    Query = "*",
                    Channels = [new WebhookTarget(new Uri("http://hook.example/hook"), new Secret("whsec_" + Convert.ToBase64String(new byte[32])))],
                },
            ],
        };
        List<Stage> stages = [.. Pipeline.Stages.Select(stage => stage.Name == "tag" ? stage with { Concurrency = tagging ?? stage.Concurrency } : stage)];
        var before = Environment.CpuUsage.TotalTime;
        await using (var app = Application.Build(options, catalogue, TimeProvider.System, stages, services => services.AddLogging(log => log.SetMinimumLevel(LogLevel.Error))))
        {
            await AddFeeds(app.Services, feeds);
            await app.StartAsync();
            var limit = Stopwatch.StartNew();
            while (world.Waits.Count < feeds * Entries && limit.Elapsed < TimeSpan.FromSeconds((feeds * Entries / PerSecond) + 60))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(130), TimeProvider.System, CancellationToken.None);
                looks++;
                foreach (var (stage, count) in await app.Services.GetRequiredService<IWorkStore>().Open(CancellationToken.None))
                    open[stage] = open.GetValueOrDefault(stage) + count;
            }

            await app.StopAsync();
        }

        var sorted = world.Waits.Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sorted.Count} of {feeds * Entries} articles alerted at {PerSecond}/s; poll to alert p50 {At(sorted, 50):F2} s, p95 {At(sorted, 95):F2} s, p99 {At(sorted, 99):F2} s, longest {At(sorted, 100):F2} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"open on average: {string.Join(", ", open.OrderByDescending(row => row.Value).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key} {row.Value / (double)looks:F1}")))}; fifty are a second's work; {(Environment.CpuUsage.TotalTime - before).TotalMilliseconds / (feeds * Entries):F1} ms of processor time each, with the server's"));
        folder.Delete(recursive: true);
    }

    private static double At(List<double> sorted, int percent) => sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];

    private static async Task AddFeeds(IServiceProvider services, int feeds)
    {
        var polling = services.GetRequiredService<PollOptions>();
        var now = TimeProvider.System.GetUtcNow();
        await services.GetRequiredService<IFeedStore>().Add(
            [
                .. Enumerable.Range(0, feeds).Select(i =>
                {
                    var feed = Feed.New(new Uri($"http://paper{i}.example/feed"), $"Paper {i}", null, now.AddHours(-1), polling);
                    return feed with { Topical = true, State = feed.State with { NextPollAt = now.AddSeconds(2 + (i * Entries / PerSecond)) } };
                }),
            ],
            restore: false,
            CancellationToken.None);
    }
}
