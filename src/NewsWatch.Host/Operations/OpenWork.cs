using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;

namespace NewsWatch.Host.Operations;

/// <summary>How much work is open, looked up now and then for the meter. Lives by the real clock: it only measures.</summary>
internal sealed class OpenWork(IWorkStore work) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private IReadOnlyDictionary<string, int> _latest = new Dictionary<string, int>();

    public IEnumerable<Measurement<int>> ByStage() =>
        _latest.Select(row => new Measurement<int>(row.Value, new KeyValuePair<string, object?>("stage", row.Key)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            _latest = await work.Open(stoppingToken);
            await Task.Delay(Interval, TimeProvider.System, stoppingToken);
        }
    }
}
