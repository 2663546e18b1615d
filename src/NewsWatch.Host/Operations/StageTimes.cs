using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NewsWatch.Host.Operations;

/// <summary>
/// How much processor time the stages use in this process: that of the threads while they run a stage's code, wherever it goes on after
/// waiting, its driver calls and messages to the next stage included. Garbage collection, compiling and the connections' own threads are
/// no stage's. Only Linux says what a thread used; elsewhere there are no figures. A line at the process's end, and a metric.
/// </summary>
internal sealed partial class StageTimes(ILogger<StageTimes> log) : IHostedService
{
    private const int ThreadProcessorTime = 3;
    private const double NanosecondsPerSecond = 1e9;

    private static readonly ConcurrentDictionary<string, long> Used = new(StringComparer.Ordinal);

    private static readonly AsyncLocal<string?> Current = new(OnChange);

    /// <summary>What this thread had used when it took the present stage up.</summary>
    [ThreadStatic]
    private static long since;

    /// <summary>What runs from here on, in this flow of control, is the stage's; null for nobody's.</summary>
    public static void Enter(string? stage) => Current.Value = OperatingSystem.IsLinux() ? stage : null;

    /// <summary>Processor time by stage until now, in seconds.</summary>
    public static IEnumerable<Measurement<double>> ByStage() =>
        Used.Select(row => new Measurement<double>(row.Value / NanosecondsPerSecond, new KeyValuePair<string, object?>("stage", row.Key)));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (!Used.IsEmpty)
            Say(log, string.Join(", ", Used.OrderByDescending(row => row.Value).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Key} {row.Value / NanosecondsPerSecond:F2} s"))));

        return Task.CompletedTask;
    }

    private static void OnChange(AsyncLocalValueChangedArgs<string?> change)
    {
        var now = Now();
        if (change.PreviousValue is { } stage)
            Used.AddOrUpdate(stage, now - since, (_, used) => used + now - since);

        since = now;
    }

    private static long Now() => ClockGetTime(ThreadProcessorTime, out var time) == 0 ? (time.Seconds * (long)NanosecondsPerSecond) + time.Nanoseconds : 0;

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int ClockGetTime(int clock, out TimeSpec time);

    [LoggerMessage(LogLevel.Information, "processor time by stage: {Times}")]
    private static partial void Say(ILogger log, string times);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
