using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsWatch.Alerts;

namespace NewsWatch.Host;

/// <summary>
/// Takes changes of <c>subscriptions.yaml</c> in while running. A file that cannot be used is said once and changes nothing:
/// what was read before goes on.
/// </summary>
internal sealed partial class SubscriptionReload(NewsWatchOptions options, SubscriptionBook book, ILogger<SubscriptionReload> log) : BackgroundService
{
    /// <summary>Files are real things in real time, whatever clock the product runs by.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = File.GetLastWriteTimeUtc(options.Subscriptions);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, TimeProvider.System, stoppingToken);
            var written = File.GetLastWriteTimeUtc(options.Subscriptions);
            if (written == seen || !File.Exists(options.Subscriptions))
                continue;

            seen = written;
            try
            {
                book.Replace(SubscriptionFile.Read(options.Subscriptions, options.Outbound.AllowLocal));
                Taken(log, book.All.Count);
            }
            catch (ConfigurationException error)
            {
                Refused(log, error.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "took in changed subscriptions: {Count}")]
    private static partial void Taken(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "the changed subscriptions are not taken in, those before go on: {Problem}")]
    private static partial void Refused(ILogger log, string problem);
}
