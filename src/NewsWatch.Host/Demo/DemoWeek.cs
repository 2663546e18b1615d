using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsWatch.Alerts;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Host.Web;

namespace NewsWatch.Host.Demo;

/// <summary>
/// Plays the sample week: serves its hosts from a loopback port, runs the whole pipeline against them under an accelerated
/// clock, and shows what is told and what is held back. Given a data folder, a run that was killed goes on where it was.
/// </summary>
internal sealed class DemoWeek(double seconds, int port, string? data, Uri? webhook, NewsWatchOptions options)
{
    /// <summary>The services that live by the clock: schedule, digest and the resume sweep.</summary>
    private const int Sleepers = 3;

    /// <summary>The week's digest is due on the Monday morning after it.</summary>
    private static readonly TimeSpan Digest = TimeSpan.FromHours(8);

    /// <summary>What comes first goes first through every stage: so the week ends the same whenever it is played.</summary>
    private static readonly IReadOnlyList<Stage> OneByOne = [.. Pipeline.Stages.Select(stage => stage with { Concurrency = 1 })];

    private static readonly string SampleFolder = Path.Combine(AppContext.BaseDirectory, "config", "sample");

    public async Task<int> Run(bool exit, CancellationToken cancellation)
    {
        var week = SampleWeek.Read(SampleFolder);
        var folder = data is null ? Directory.CreateTempSubdirectory("newswatch-demo-").FullName : Path.GetFullPath(data);
        var progress = new DemoProgress(folder);
        var clock = new AcceleratedClock(progress.Moment ?? week.Start, (week.End - week.Start) / TimeSpan.FromSeconds(Math.Max(seconds, 0.01)), Sleepers);
        var settings = Settings(folder, port == 0 ? FreePort() : port);
        await using var app = Application.Build(settings, WithWebhook(Catalogue.Read(settings)), clock, OneByOne, services => services.AddSingleton(new PageRefresh(2)));
        Serve(app, new SampleServer(week, clock));
        await AddFeeds(app.Services, week, clock, cancellation);
        var narrator = new DemoNarrator(app.Services, week);
        narrator.Begin(settings.Web, settings.Data);
        await app.StartAsync(cancellation);

        // A service that dies stops the host: the week then ends with it.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, app.Lifetime.ApplicationStopping);
        await PlayWeek(app.Services, week, clock, progress, narrator, ending.Token);
        await narrator.End(settings.Web, exit, cancellation);
        if (!exit)
            await app.WaitForShutdownAsync(cancellation);

        await app.StopAsync(CancellationToken.None);
        return 0;
    }

    private static async Task PlayWeek(
        IServiceProvider services, SampleWeek week, AcceleratedClock clock, DemoProgress progress, DemoNarrator narrator,
        CancellationToken cancellation)
    {
        var work = services.GetRequiredService<IWorkStore>();
        await clock.RunUntil(
            week.End + Digest,
            now => work.Idle(now, cancellation),
            async now =>
            {
                await narrator.Tell(cancellation);
                progress.Reached(now);
            },
            cancellation);
    }

    /// <summary>The sample's own files beside the shipped ones, and its hosts on this machine.</summary>
    private NewsWatchOptions Settings(string folder, int chosenPort) => options with
    {
        Data = folder,
        Roles = Enum.GetValues<Role>(),
        Web = $"http://127.0.0.1:{chosenPort}",
        Outlets = [.. options.Outlets, Path.Combine(SampleFolder, "outlets.yaml")],
        Entities = [.. options.Entities, .. Directory.EnumerateFiles(SampleFolder, "entities.yaml")],
        Subscriptions = Path.Combine(SampleFolder, "subscriptions.yaml"),
        Operator = new OperatorSettings(),
        Outbound = new OutboundSettings
        {
            Contact = "https://newswatch.example/demo",
            AllowLocal = webhook is null ? [] : [webhook.Authority],
            ConnectTo = new Dictionary<string, string> { ["*.example"] = $"127.0.0.1:{chosenPort}" },
        },
    };

    private Catalogue WithWebhook(Catalogue catalogue) => webhook is null ? catalogue : catalogue with
    {
        Subscriptions =
        [
            .. catalogue.Subscriptions.Select(subscription => subscription.Cadence == Cadence.Instant
                ? subscription with { Channels = [.. subscription.Channels, new WebhookTarget(webhook, new Secret("demo"))] }
                : subscription),
        ],
    };

    private static void Serve(WebApplication app, SampleServer server) =>
        app.Use((http, next) => server.Serves(http.Request.Host.Host) ? server.Answer(http) : next(http));

    private static async Task AddFeeds(IServiceProvider services, SampleWeek week, AcceleratedClock clock, CancellationToken cancellation)
    {
        var polling = services.GetRequiredService<PollOptions>();
        await services.GetRequiredService<IFeedStore>().Add(
            [.. week.Feeds.Select(feed => Feed.New(feed.Address, feed.Title, "Sample week", clock.GetUtcNow(), polling) with { Topical = !feed.General })], restore: false, cancellation);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
