using MassTransit;
using Microsoft.Extensions.Hosting;

namespace NewsWatch.Feeds;

/// <summary>Stage "schedule": claims the feeds whose time has come and announces each.</summary>
public sealed class FeedScheduler(IFeedStore store, IBus bus, TimeProvider clock) : BackgroundService
{
    /// <summary>The longest nap: feeds added meanwhile wait no longer than this.</summary>
    private static readonly TimeSpan LongestNap = TimeSpan.FromMinutes(3);

    /// <summary>The shortest: what is due now but held back by its host's limits is looked at again after it.</summary>
    private static readonly TimeSpan ShortestNap = TimeSpan.FromSeconds(1);

    /// <summary>Ten times the longest fetch: a poll that takes longer died with its process.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    private const int Batch = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await store.NextDue(stoppingToken) <= clock.GetUtcNow())
                foreach (var fact in await store.Claim(clock.GetUtcNow(), Lease, Batch, stoppingToken))
                    await bus.Publish(fact, stoppingToken);

            await Task.Delay(await Nap(stoppingToken), clock, stoppingToken);
        }
    }

    private async Task<TimeSpan> Nap(CancellationToken cancellation)
    {
        var wait = await store.NextDue(cancellation) - clock.GetUtcNow() ?? LongestNap;
        return wait < ShortestNap ? ShortestNap : wait > LongestNap ? LongestNap : wait;
    }
}
