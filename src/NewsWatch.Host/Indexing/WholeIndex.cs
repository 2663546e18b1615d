using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsWatch.Search;

namespace NewsWatch.Host.Indexing;

/// <summary>
/// Sees to it that the index holds what the store holds: at start, and when it was lost while the process ran. The work of the day
/// goes on meanwhile. Lives by the real clock: the demo's week is over before anything could be lost.
/// </summary>
internal sealed partial class WholeIndex(ISearchIndex index, StoredDocuments documents, ILogger<WholeIndex> log) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan UntilBack = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = BetweenLooks;
            try
            {
                if (await index.NeedsRebuild(stoppingToken))
                    await Rebuild(stoppingToken);

                told = false;
            }
            catch (UnavailableException error)
            {
                // Said once, not every ten seconds.
                if (!told)
                    Waits(log, error.Message);

                (told, next) = (true, UntilBack);
            }
#pragma warning disable CA1031 // An index that is not whole is no reason to stop the monitor: it is said, and tried again.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                Failed(log, error);
            }

            await Task.Delay(next, TimeProvider.System, stoppingToken);
        }
    }

    private async Task Rebuild(CancellationToken cancellation)
    {
        var report = await index.Rebuild(documents.All(cancellation), new Teller(log), cancellation);
        foreach (var refused in report.Refused)
            LeftOut(log, refused);

        if (report.Documents > 0)
            Rebuilt(log, report.Documents - report.Refused.Count, report.Documents);
    }

    [LoggerMessage(LogLevel.Information, "the search index is made from the store: {Done} articles so far")]
    private static partial void Progressed(ILogger log, int done);

    [LoggerMessage(LogLevel.Information, "the search index holds {Taken} of {Given} articles")]
    private static partial void Rebuilt(ILogger log, int taken, int given);

    [LoggerMessage(LogLevel.Error, "not in the search index: {Refused}")]
    private static partial void LeftOut(ILogger log, string refused);

    [LoggerMessage(LogLevel.Warning, "{Problem}")]
    private static partial void Waits(ILogger log, string problem);

    [LoggerMessage(LogLevel.Error, "the search index is not made from the store; it is tried again")]
    private static partial void Failed(ILogger log, Exception error);

    private sealed class Teller(ILogger log) : IProgress<int>
    {
        private const int Every = 10_000;

        private int _told;

        public void Report(int value)
        {
            if (value / Every == _told / Every)
                return;

            _told = value;
            Progressed(log, value);
        }
    }
}
