using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Host;
using NewsWatch.Host.Storage;
using NewsWatch.Postgres;
using NewsWatch.Search;
using Npgsql;

namespace NewsWatch.Benchmarks;

/// <summary>
/// A whole cluster on one machine, servers included: a poller, workers and a core as processes of the real binary, on RabbitMQ,
/// PostgreSQL and Elasticsearch. From the first feed answered to the last article alerted and found, with the processor time of each.
/// </summary>
internal static class ClusterBenchmark
{
    private const int Entries = 30;

    /// <summary>The servers' processes, by the names that the system shows.</summary>
    private static readonly string[] Servers = ["postgres", "beam.smp", "java"];

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(8);

    /// <summary>When the feeds come due: by then every process has started and stands still.</summary>
    private static readonly TimeSpan UntilDue = TimeSpan.FromSeconds(20);

    /// <param name="postgres">A server on which a database may be made.</param>
    /// <param name="broker">RabbitMQ.</param>
    /// <param name="elasticsearch">A node.</param>
    /// <param name="articles">How many articles the feeds carry together.</param>
    /// <param name="workers">How many workers.</param>
    /// <param name="program">The folder of a published program; without it the built one beside this one.</param>
    /// <param name="output">Where the figures go.</param>
    public static async Task Run(Uri postgres, Uri broker, Uri elasticsearch, int articles, int workers, string? program, TextWriter output)
    {
        var feeds = Math.Max(1, articles / Entries);
        await using var world = await BenchmarkWorld.Start(Entries, words: 500);
        var folder = Directory.CreateTempSubdirectory("newswatch-cluster-benchmark-");
        var name = $"newswatch_{Guid.NewGuid():N}";
        await Execute(postgres, $"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0");
        using var index = new ElasticsearchIndex(new ElasticsearchOptions { Nodes = [elasticsearch], Index = name }, TimeProvider.System);
        var processes = new Dictionary<string, Process>();
        var said = new ConcurrentQueue<string>();
        var binary = Path.Combine(program ?? AppContext.BaseDirectory, "newswatch.dll");
        try
        {
            var config = Configure(folder.FullName, new UriBuilder(postgres) { Path = name }.Uri, broker, elasticsearch, name, world.Port);
            await AddFeeds(NewsWatchOptions.Read(config), feeds, TimeProvider.System.GetUtcNow() + UntilDue);
            processes["core"] = Start(binary, config, "core", said);
            for (var i = 0; i < workers; i++)
                processes[$"worker {i + 1}"] = Start(binary, config, "worker", said);

            processes["poller"] = Start(binary, config, "poller", said);
            await Task.Delay(UntilDue - TimeSpan.FromSeconds(2), TimeProvider.System, CancellationToken.None);
            var started = Times(processes);
            var servers = ServerTimes();
            var total = feeds * Entries;
            await Until(() => Task.FromResult(world.Waits.Count >= total / 2), $"{total / 2} alerts");
            var (half, halfAt) = (Times(processes), world.Seconds);
            await Until(() => Task.FromResult(world.Waits.Count >= total), $"{total} alerts");
            var alerted = world.Seconds;
            await Until(
                async () =>
                {
                    await index.Refresh(CancellationToken.None);
                    return await index.Count(QueryParser.Parse("*"), new QueryClock(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc), int.MaxValue, CancellationToken.None) >= total;
                },
                $"{total} articles in the index");
            var found = world.Seconds;
            var (ended, served) = (Times(processes), ServerTimes());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{workers} workers: {total} articles of 500 words, feed to alerted {total / alerted:F0}/s, to alerted and found {total / found:F0}/s; the second half alerted at {total / 2 / (alerted - halfAt):F0}/s"));
            output.WriteLine($"    processor time to start: {Line(started.Select(time => (time.Key, time.Value, "ms", 0)))}");
            output.WriteLine($"    processor time an article: {Line(ended.Select(time => (time.Key, (time.Value - started[time.Key]) / total, "ms", 2)).Concat(served.Select(time => (time.Key, (time.Value - servers[time.Key]) / total, "ms", 2))))}");
            output.WriteLine($"    of the second half: {Line(ended.Select(time => (time.Key, (time.Value - half[time.Key]) / (total - (total / 2)), "ms", 2)))}");
            foreach (var process in processes.Values)
                await Stop(process);

            foreach (var line in said.Where(line => line.Contains(ByStage, StringComparison.Ordinal)))
                output.WriteLine($"    {line[line.IndexOf(ByStage, StringComparison.Ordinal)..]} for all of them");
        }
        finally
        {
            foreach (var process in processes.Values)
            {
                process.Kill();
                await process.WaitForExitAsync();
                process.Dispose();
            }

            await index.Delete(CancellationToken.None);
            await Execute(postgres, $"DROP DATABASE {name} WITH (FORCE)");
            folder.Delete(recursive: true);
        }
    }

    private static string Configure(string folder, Uri store, Uri broker, Uri elasticsearch, string index, int port)
    {
        File.WriteAllText(Path.Combine(folder, "feeds.opml"), """<opml version="2.0"><body></body></opml>""");
        File.WriteAllText(
            Path.Combine(folder, "subscriptions.yaml"),
            $"subscriptions:\n  - {{id: desk, name: Desk, query: \"*\", channels: [{{webhook: 'http://hook.example/hook', secret: whsec_{Convert.ToBase64String(new byte[32])}}}]}}\n");
        var shipped = Path.Combine(AppContext.BaseDirectory, "config");
        var file = Path.Combine(folder, "newswatch.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            store,
            bus = broker,
            search = new { nodes = new[] { elasticsearch }, index },
            data = folder,
            scope = "everything",
            feeds = Path.Combine(folder, "feeds.opml"),
            subscriptions = Path.Combine(folder, "subscriptions.yaml"),
            topics = Path.Combine(shipped, "topics.yaml"),
            entities = new[] { Path.Combine(shipped, "entities.yaml") },
            outlets = new[] { Path.Combine(shipped, "outlets.yaml") },
            outbound = new { connectTo = new Dictionary<string, string> { ["*.example"] = $"127.0.0.1:{port}" } },
        }));
        return file;
    }

    private const string ByStage = "processor time by stage";

    private static Dictionary<string, double> Times(Dictionary<string, Process> processes) =>
        processes.ToDictionary(process => process.Key, process => process.Value.TotalProcessorTime.TotalMilliseconds);

    private static string Line(IEnumerable<(string Name, double Value, string Unit, int Digits)> values) =>
        string.Join(", ", values.Select(one => $"{one.Name} {one.Value.ToString($"F{one.Digits}", CultureInfo.InvariantCulture)} {one.Unit}"));

    /// <summary>Asks a process to end, as whoever runs it does, so that it says what its stages used.</summary>
    private static async Task Stop(Process process)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    private static async Task AddFeeds(NewsWatchOptions options, int feeds, DateTimeOffset due)
    {
        await using var store = OpenStore.OrNew(options, TimeProvider.System);
        var polling = new PollOptions();
        var now = TimeProvider.System.GetUtcNow();
        await store.Feeds.Add(
            [
                .. Enumerable.Range(0, feeds).Select(i =>
                {
                    var feed = Feed.New(new Uri($"http://paper{i}.example/feed"), $"Paper {i}", null, now.AddHours(-1), polling);
                    return feed with { Topical = true, State = feed.State with { NextPollAt = due } };
                }),
            ],
            restore: false,
            CancellationToken.None);
    }

    private static Process Start(string binary, string config, string role, ConcurrentQueue<string> said)
    {
        var start = new ProcessStartInfo("dotnet", [binary, "run", "--config", config, "--roles", role])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => said.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task Until(Func<Task<bool>> holds, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await holds())
        {
            if (Stopwatch.GetElapsedTime(since) > Longest)
                throw new TimeoutException($"{what} did not come within {Longest}.");

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>The processor time in milliseconds that the servers' processes have used until now, as Linux shows it.</summary>
    private static Dictionary<string, double> ServerTimes()
    {
        const double MillisecondsPerTick = 10;
        var times = Servers.ToDictionary(server => server, _ => 0.0);
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => char.IsAsciiDigit(folder[^1])))
        {
            try
            {
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var name = stat[(stat.IndexOf('(') + 1)..stat.LastIndexOf(')')];
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (times.ContainsKey(name))
                    times[name] += (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) * MillisecondsPerTick;
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        return times;
    }

    private static async Task Execute(Uri postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(
            PostgresAddress.Parse(new UriBuilder(postgres) { Path = "postgres" }.Uri.OriginalString).Unpooled);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
