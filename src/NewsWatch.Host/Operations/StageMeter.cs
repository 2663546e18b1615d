using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NewsWatch.Host.Operations;

/// <summary>What the stages do, in numbers: how many facts each handled, how long that took, what failed, what waits.</summary>
internal sealed class StageMeter : IDisposable
{
    private readonly Meter _meter = new("NewsWatch");
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _failures;

    public StageMeter(OpenWork open)
    {
        _durations = _meter.CreateHistogram<double>("newswatch.stage.duration", "s", "Time from taking a fact up to having saved what came of it.");
        _failures = _meter.CreateCounter<long>("newswatch.stage.failures", "{fact}", "Facts that a stage could not handle at this attempt.");
        _meter.CreateObservableCounter("newswatch.stage.processor_time", StageTimes.ByStage, "s", "Processor time that the stages used in this process.");
        _meter.CreateObservableGauge("newswatch.work.open", () => open.ByStage(), "{fact}", "Facts saved and not yet handled.");
    }

    public string Name => _meter.Name;

    /// <summary>Facts that were handled together took this time each.</summary>
    public void Handled(string stage, int facts, long since)
    {
        for (var i = 0; i < facts; i++)
            _durations.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
    }

    public void Failed(string stage, bool quarantined) =>
        _failures.Add(1, new KeyValuePair<string, object?>("stage", stage), new KeyValuePair<string, object?>("quarantined", quarantined));

    public void Dispose() => _meter.Dispose();
}
