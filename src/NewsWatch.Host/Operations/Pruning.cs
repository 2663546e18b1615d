using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsWatch.Retention;

namespace NewsWatch.Host.Operations;

/// <summary>
/// Removes what the configuration does not keep, four times a day, behind the work of the day. Lives by the real clock: what is old
/// can wait, and the demo's clock need not wait for it.
/// </summary>
internal sealed partial class Pruning(Pruner pruner, ILogger<Pruning> log) : BackgroundService
{
    /// <summary>A start has better things to do.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan BetweenRuns = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = AfterStart; ; pause = BetweenRuns)
        {
            await Task.Delay(pause, TimeProvider.System, stoppingToken);
            try
            {
                foreach (var removed in await pruner.Run(stoppingToken))
                    if (removed.Rows > 0)
                        Removed(log, removed.Rows, removed.What, removed.Before);
            }
#pragma warning disable CA1031 // Old rows are no reason to stop the monitor: it is said, and tried again.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Failed(log, error);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "retention: {Rows} of {What} from before {Before} are removed")]
    private static partial void Removed(ILogger log, long rows, Prunable what, DateTimeOffset? before);

    [LoggerMessage(LogLevel.Error, "retention: what is old is not removed; it is tried again")]
    private static partial void Failed(ILogger log, Exception error);
}
