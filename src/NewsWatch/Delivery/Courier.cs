namespace NewsWatch.Delivery;

/// <summary>Sends what is due: claims a delivery in the store, tries its channel once, saves what came of it.</summary>
public sealed class Courier(IDeliveryStore store, IEnumerable<IDeliveryChannel> channels, TimeProvider clock)
{
    /// <summary>Longer than any channel tries (a mail server may take minutes to accept); after it a silent attempt counts as cut off.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, IDeliveryChannel> _channels = channels.ToDictionary(channel => channel.Name);

    /// <summary>Tries every due delivery of one alert or digest.</summary>
    /// <returns>When to come back; null when nothing is left to try.</returns>
    public async Task<DateTimeOffset?> Deliver(SubjectKind kind, string subjectId, CancellationToken cancellation)
    {
        // Side by side: a slow receiver delays no other.
        await Task.WhenAll((await store.Of(kind, subjectId, cancellation)).Select(delivery => Attempt(delivery, cancellation)));
        var open = await store.Of(kind, subjectId, cancellation);
        return open.Select(delivery => delivery.State is DeliveryState.Claimed ? delivery.LeaseUntil : delivery.NextAttemptAt).Min();
    }

    private async Task Attempt(Delivery delivery, CancellationToken cancellation)
    {
        var attempt = Ids.Derive("attempt", delivery.Id, (delivery.Attempts + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (await store.Begin(delivery.Id, attempt, clock.GetUtcNow(), Lease, cancellation) is not { } begun)
            return;

        var result = await Try(begun, cancellation);
        await store.End(begun.Id, attempt, result, clock.GetUtcNow(), CancellationToken.None);
    }

    private async Task<DeliveryResult> Try(Delivery delivery, CancellationToken cancellation) =>
        _channels.TryGetValue(delivery.Channel, out var channel)
            ? await channel.Send(delivery, delivery.Message, cancellation)
            : new DeliveryResult.Failed(
                Retryable: true, $"the channel '{delivery.Channel}' is not set up here; add what it needs to newswatch.json");
}
