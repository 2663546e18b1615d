using Microsoft.Extensions.Hosting;
using NewsWatch.Alerts;
using NewsWatch.Feeds.Health;

namespace NewsWatch.Delivery.Operator;

/// <summary>The channels on which the operator wants to be told; none: by log line, page and command only.</summary>
public sealed record OperatorChannels(IReadOnlyList<Channel> Channels)
{
    /// <summary>What stands in deliveries where a subscription's id stands otherwise.</summary>
    public const string Id = "operator";
}

/// <summary>
/// Tells the operator of feeds that need somebody: once when that begins and once when it ends. Feeds that turn within a minute are one
/// message. It goes out as every delivery does: a row, in the transaction that notes the incidents as told, before it is an attempt.
/// </summary>
public sealed class OperatorDesk(IIncidentStore store, OperatorChannels operators, Courier courier, PageAddresses pages, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>How long the first of several waits for the others.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(1);

    /// <summary>The most in one message, of which it names some and counts the rest.</summary>
    private const int Most = 10_000;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (operators.Channels.Count == 0)
            return;

        while (!stoppingToken.IsCancellationRequested)
        {
            await Look(stoppingToken);
            await Task.Delay(Interval, clock, stoppingToken);
        }
    }

    /// <summary>Tells what is to be told by now, and tries again what could not be sent.</summary>
    internal async Task Look(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var untold = await store.Untold(Most, cancellation);
        if (untold.Any(incident => now - (incident.EndedAt ?? incident.OpenedAt) >= Gathering))
            await store.Tell(untold, Rows(untold, now), cancellation);

        foreach (var notice in await store.Undelivered(now, cancellation))
            await courier.Deliver(SubjectKind.Notice, notice, cancellation);
    }

    private List<Delivery> Rows(IReadOnlyList<FeedIncident> incidents, DateTimeOffset now)
    {
        // The same incidents in the same state are the same notice: told again after a crash, it is sent once.
        var subject = Ids.Derive("notice", [.. incidents.Select(incident => incident.EndedAt is null ? incident.Id : incident.Id + " ended")]);
        var message = OperatorNotice.Compose(incidents, pages, now);
        return [.. operators.Channels.Select(channel => Delivery.Of(SubjectKind.Notice, subject, OperatorChannels.Id, channel, message, now))];
    }
}
