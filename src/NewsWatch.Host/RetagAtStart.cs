using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsWatch.Tagging;

namespace NewsWatch.Host;

/// <summary>
/// After a start with another registry than the last: tags all stored articles again, behind the work of the day, and says
/// how far it is and what it changed. Stopped midway, it goes on at the next start.
/// </summary>
internal sealed partial class RetagAtStart(Retagging retagging, TaggedIndex index, ILogger<RetagAtStart> log) : BackgroundService
{
    private const int TellEvery = 1000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await retagging.IsDue(stoppingToken))
                return;

            var report = await retagging.Run(everything: false, new Teller(log), articles => index.Update(articles, stoppingToken), stoppingToken);
            if (report.Articles > 0)
                foreach (var line in report.Lines())
                    Said(log, line);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: the rest is done at the next start.
        }
#pragma warning disable CA1031 // Old tags are no reason to stop the monitor: it is said, and tried at the next start.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Failed(log, error);
        }
    }

    [LoggerMessage(LogLevel.Information, "the registry changed: {Done} of {Total} articles tagged again")]
    private static partial void Progressed(ILogger log, int done, int total);

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void Said(ILogger log, string line);

    [LoggerMessage(LogLevel.Error, "tagging again stopped; it is tried at the next start")]
    private static partial void Failed(ILogger log, Exception error);

    private sealed class Teller(ILogger log) : IProgress<RetagProgress>
    {
        private int _told;

        public void Report(RetagProgress value)
        {
            if (value.Done / TellEvery == _told / TellEvery)
                return;

            _told = value.Done;
            Progressed(log, value.Done, value.Total);
        }
    }
}
