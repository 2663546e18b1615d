using Microsoft.Extensions.Hosting;

namespace NewsWatch.Feeds.WebSub;

/// <summary>Looks now and then for removed feeds whose hubs are to be told. Beside the scheduler, which must not wait for a hub.</summary>
public sealed class HubFarewells(HubSubscriber hubs) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await hubs.LeaveRemoved(stoppingToken);

            // Real time: it concerns the network, and nobody waits for it.
            await Task.Delay(Interval, TimeProvider.System, stoppingToken);
        }
    }
}
