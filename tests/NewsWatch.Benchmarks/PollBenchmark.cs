using System.Diagnostics;
using System.Globalization;
using Dapper;

namespace NewsWatch.Benchmarks;

/// <summary>Ten thousand feeds on ten thousand hosts, polled by one process: how many a second, in what memory, and how late.</summary>
internal static class PollBenchmark
{
    private const int Feeds = 10_000;

    private static readonly TimeSpan Round = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestStill = TimeSpan.FromMinutes(2);

    /// <summary>Feeds a second: read for the first time, all changed, none changed.</summary>
    public static async Task Throughput(int feeds, TextWriter output)
    {
        await using var harness = await PollHarness.Start(feeds);
        output.WriteLine($"{feeds,6:N0} feeds               feeds/s   CPU ms/feed   entries stored   memory MiB");
        await Measure("first reading", harness, run: harness.Run);
        for (var round = 0; round < 2; round++)
        {
            await Measure("all 304", harness);
            await harness.Tell($"edition {round + 2}");
            await Measure("all changed, 10 new each", harness);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory: {Peak():F0} MiB"));

        async Task Measure(string name, PollHarness poller, Func<Task>? run = null)
        {
            var polls = poller.Polls;
            poller.Clock.Forward(Round * 4);
            if (run is not null)
                await run();

            // The scheduler may be asleep, which is not what is measured.
            await Until(poller, polls + 1);
            var (clock, processor) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            await Until(poller, polls + feeds);
            var (took, used) = (clock.Elapsed, Environment.CpuUsage.TotalTime - processor);
            var stored = await poller.Count("entries");
            var failed = await poller.Count("feeds WHERE state LIKE '%\"lastError\":\"%'");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{name,-24} {feeds / took.TotalSeconds,9:F0} {used.TotalMilliseconds / feeds,13:F2} {stored,16} {Environment.WorkingSet / 1048576.0,12:F0}")
                + (failed > 0 ? $"   {failed} failed" : ""));
        }
    }

    /// <summary>Waits for so many polls to be over.</summary>
    /// <exception cref="InvalidOperationException">Nothing goes on any more: the figures would be of nothing.</exception>
    private static async Task Until(PollHarness harness, long polls)
    {
        var (last, since) = (harness.Polls, Stopwatch.StartNew());
        while (harness.Polls < polls)
        {
            await Task.Delay(Glance, TimeProvider.System);
            if (harness.Polls > last)
                (last, since) = (harness.Polls, Stopwatch.StartNew());

            if (since.Elapsed > LongestStill)
                throw new InvalidOperationException($"no poll was over for {LongestStill.TotalMinutes} minutes; {harness.Polls} were");
        }
    }

    /// <summary>How long after its time a feed is asked, with and without a fifth of the hosts hanging.</summary>
    public static async Task Lag(TextWriter output)
    {
        await using var harness = await PollHarness.Start(Feeds);
        await harness.Tell("hang 0");
        await Spread(harness, Round);
        await harness.Run();
        output.WriteLine("10,000 feeds at 15 min     polled   lag p50 s   p95 s   max s   the others' mean s");
        foreach (var share in (int[])[0, 20])
        {
            await harness.Tell($"hang {share}");
            var from = await Spread(harness, Round);
            await Task.Delay(TimeSpan.FromSeconds(45), TimeProvider.System);
            var all = await Lags(harness, from);
            var others = all.Where(row => row.Feed % 100 >= 20).Select(row => row.Lag).ToList();
            var lags = all.Select(row => row.Lag).Order().ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{share,3} % of hosts hang {lags.Count,14} {lags[lags.Count / 2],11:F2} {lags[lags.Count * 95 / 100],7:F2} {lags[^1],7:F2} {others.Average(),20:F2}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory: {Peak():F0} MiB"));
    }

    /// <summary>Spreads the feeds' times evenly over a round, as they are once an installation has run for a while.</summary>
    private static Task<DateTimeOffset> Spread(PollHarness harness, TimeSpan over) =>
        harness.Database.Write(
            connection =>
            {
                var now = harness.Clock.GetUtcNow();
                connection.Execute(
                    "UPDATE feeds SET next_poll_at = @now + (listed * 7919 % @Feeds) * @step, started_at = NULL",
                    new { now = now.ToUnixTimeMilliseconds(), Feeds, step = (long)(over / Feeds).TotalMilliseconds });
                return now;
            },
            CancellationToken.None);

    private static async Task<List<(int Feed, double Lag)>> Lags(PollHarness harness, DateTimeOffset from)
    {
        var (start, now) = (from.ToUnixTimeMilliseconds(), harness.Clock.GetUtcNow().ToUnixTimeMilliseconds());
        var rows = await harness.Database.Read(
            connection => connection.Query<(string Address, long Due, long? Started)>(
                "SELECT address, @start + (listed * 7919 % @Feeds) * @step, started_at FROM feeds WHERE (listed * 7919 % @Feeds) * @step < @now - @start",
                new { start, now, Feeds, step = (long)(Round / Feeds).TotalMilliseconds }).ToList(),
            CancellationToken.None);
        return [.. rows.Select(row => (FeedOf(row.Address), ((row.Started ?? now) - row.Due) / 1000.0))];
    }

    private static int FeedOf(string address) => int.Parse(new Uri(address).Host[4..^8], CultureInfo.InvariantCulture);

    /// <summary>The most memory that this process ever had in use.</summary>
    private static double Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
