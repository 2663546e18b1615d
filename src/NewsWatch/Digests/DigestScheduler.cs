using Microsoft.Extensions.Hosting;
using NewsWatch.Alerts;
using NewsWatch.Delivery;

namespace NewsWatch.Digests;

/// <summary>Stage "digest": composes each period's digest once, and sends it as every delivery is sent.</summary>
public sealed class DigestScheduler(
    IDigestStore store, SubscriptionBook subscriptions, DigestWriter writer, MessageLinks links, Courier courier, TimeProvider clock) : BackgroundService
{
    /// <summary>How often it looks: a digest is at most so late, and so is a delivery that is tried again.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var subscription in subscriptions.All.Where(subscription => subscription is { Paused: false, Cadence: not Cadence.Instant }))
                await ComposeDue(subscription, stoppingToken);

            foreach (var digest in await store.Undelivered(clock.GetUtcNow(), stoppingToken))
                await courier.Deliver(SubjectKind.Digest, digest, stoppingToken);

            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    private async Task ComposeDue(Subscription subscription, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var schedule = DigestSchedule.Of(subscription);
        var recorded = await store.CoveredUntil(subscription.Id, now, cancellation);
        var covered = DigestPeriod.Believed(schedule, recorded, now);
        if (covered != recorded)
            await store.Correct(subscription.Id, covered, cancellation);

        if (DigestPeriod.Due(schedule, covered, now) is not { } period)
            return;

        var digest = writer.Write(subscription, period, await store.Moved(period, cancellation));
        var id = period.DigestIdFor(subscription.Id);
        var due = subscription.QuietHours?.NextAllowed(now, subscription.Zone) ?? now;
        await store.Save(
            id,
            subscription.Id,
            period,
            digest is null
                ? []
                :
                [
                    .. (await links.Of(subscription, null, cancellation)).Select(reader => Delivery.Delivery.Of(
                        SubjectKind.Digest, id, subscription.Id, reader.Channel, DigestText.Compose(digest with { Links = reader.Links }), due)),
                ],
            cancellation);
    }
}
