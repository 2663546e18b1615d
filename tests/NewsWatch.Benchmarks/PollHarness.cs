using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Reflection;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Host;
using NewsWatch.Host.Bus;
using NewsWatch.Host.Operations;
using NewsWatch.Outbound;
using NewsWatch.Sqlite;

namespace NewsWatch.Benchmarks;

/// <summary>The polling half of the product as it runs, scheduler, bus, store and client, against <see cref="PollServer"/>.</summary>
internal sealed class PollHarness : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-polling-").FullName;
    private readonly Process _server;
    private readonly IHost _host;
    private readonly MeterListener _meter = new();
    private long _polls;

    private PollHarness(Process server, int port, int feeds)
    {
        _server = server;
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddSingleton(Options);
        builder.Services.AddSingleton<PollSchedule>();
        builder.Services.AddSingleton<FeedNotices>();
        builder.Services.AddSingleton(new HubOptions(null));
        builder.Services.AddSingleton<HubSubscriber>();
        builder.Services.AddSingleton<IHubStore, SqliteHubStore>();
        builder.Services.AddSingleton(new GuardedClient(new OutboundOptions
        {
            // On sixteen loopback addresses: one has no more ports than a minute's closed connections use up.
            ConnectTo = Enumerable.Range(0, feeds).ToDictionary(i => $"feed{i}.example", i => new IPEndPoint(new IPAddress([127, 0, 0, (byte)(1 + (i % 16))]), port)),
        }));
        builder.Services.AddSingleton(_ => SqliteDatabase.Open(Path.Combine(_folder, "newswatch.db"), Clock));
        builder.Services.AddSingleton<IFeedStore, SqliteFeedStore>();
        builder.Services.AddSingleton<SqliteWorkStore>();
        builder.Services.AddSingleton(provider => NeverBehind.Of(provider.GetRequiredService<SqliteWorkStore>()));
        builder.Services.AddBus("memory", [.. Pipeline.Stages.Where(stage => stage.Role == Role.Poller)]);
        builder.Services.AddSingleton<SweepBell>();
        builder.Services.AddSingleton<Announcer>();
        Telemetry.Add(builder.Services, new TelemetrySettings());
        builder.Services.AddHostedService<FeedScheduler>();
        _host = builder.Build();

        // Counted where the product measures itself: asking the store again and again would cost what is to be measured.
        _meter.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "newswatch.stage.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _meter.SetMeasurementEventCallback<double>((_, _, _, _) => Interlocked.Increment(ref _polls));
        _meter.Start();
    }

    /// <summary>How many polls are over.</summary>
    public long Polls => Interlocked.Read(ref _polls);

    /// <summary>Fifteen minutes, as the Reach table says.</summary>
    public static PollOptions Options { get; } = new()
    {
        Default = TimeSpan.FromMinutes(15),
        FloorWithoutValidators = TimeSpan.FromMinutes(15),
        JitterShare = 0,
    };

    public ShiftedClock Clock { get; } = new();

    public SqliteDatabase Database => _host.Services.GetRequiredService<SqliteDatabase>();

    public static async Task<PollHarness> Start(int feeds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(PollHarness).Assembly.Location);
        start.ArgumentList.Add("poll-server");
        var server = Process.Start(start)!;
        var port = int.Parse((await server.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        var harness = new PollHarness(server, port, feeds);
        var now = harness.Clock.GetUtcNow();
        await harness._host.Services.GetRequiredService<IFeedStore>().Add(
            [.. Enumerable.Range(0, feeds).Select(i => Feed.New(new Uri($"http://feed{i}.example/rss"), null, null, now, Options))],
            restore: false, CancellationToken.None);
        return harness;
    }

    /// <summary>Lets the poller run.</summary>
    public Task Run() => _host.StartAsync();

    public async Task Tell(string words)
    {
        await _server.StandardInput.WriteLineAsync(words);
        await _server.StandardInput.FlushAsync();
        await _server.StandardOutput.ReadLineAsync();
    }

    public Task<long> Count(string condition, object? values = null) =>
        Database.Read(connection => connection.ExecuteScalar<long>($"SELECT count(*) FROM {condition}", values), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _meter.Dispose();
        await _host.StopAsync();
        var database = Database;
        _host.Dispose();
        await database.DisposeAsync();
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>Real time, put forward at will: what was not due is due then.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private TimeSpan _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _ahead;

    public void Forward(TimeSpan by) => _ahead += by;
}

/// <summary>A store whose poller never waits for readers: there are none here, and what they leave lying is not measured.</summary>
[SuppressMessage("Performance", "CA1852:Seal internal types", Justification = "The proxy is made by deriving from it.")]
internal class NeverBehind : DispatchProxy
{
    private IWorkStore? _store;

    public static IWorkStore Of(IWorkStore store)
    {
        var proxy = Create<IWorkStore, NeverBehind>();
        ((NeverBehind)(object)proxy)._store = store;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(IWorkStore.Open)
        ? Task.FromResult<IReadOnlyDictionary<string, int>>(new Dictionary<string, int>())
        : targetMethod.Invoke(_store, args);
}
