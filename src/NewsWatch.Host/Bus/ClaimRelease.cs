using Microsoft.Extensions.Hosting;
using NewsWatch.Delivery;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Bus;

/// <summary>
/// Where one process does everything, whatever is claimed when it starts was claimed by one that died: it need not wait for
/// the leases to run out.
/// </summary>
internal sealed class ClaimRelease(IFeedStore feeds, IDeliveryStore deliveries, TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await feeds.FreeClaims(cancellationToken);
        await deliveries.FreeClaims(clock.GetUtcNow(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
