namespace NewsWatch.Delivery;

/// <summary>A delivery among those that wait for one recipient.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="State">Pending, claimed, retry or unknown.</param>
/// <param name="DueAt">When it may be tried; of a claimed one, when its lease ends.</param>
/// <param name="FirstAttemptAt">When it was first tried.</param>
public sealed record DeliveryPlace(string Id, DeliveryState State, DateTimeOffset DueAt, DateTimeOffset? FirstAttemptAt);

/// <summary>
/// One recipient is sent to in the order in which deliveries were written, one at a time. One that waits to be tried again
/// holds up those behind it for an hour; then they pass, so that one message which a receiver chokes on does not silence it.
/// </summary>
public static class DeliveryOrder
{
    /// <summary>How many that wait are looked at: behind so many that were passed over, order means nothing any more.</summary>
    public const int Looked = 200;

    /// <summary>How long one that fails holds up the others.</summary>
    public static readonly TimeSpan HoldsUp = TimeSpan.FromHours(1);

    /// <summary>Whose turn it is.</summary>
    /// <param name="waiting">All that are open for one recipient, first written first.</param>
    /// <param name="now">Now.</param>
    /// <returns>The delivery to try; null where one is being tried, or the first has to wait.</returns>
    public static string? Next(IEnumerable<DeliveryPlace> waiting, DateTimeOffset now)
    {
        foreach (var place in waiting)
        {
            if (place.DueAt <= now)
                return place.Id;
            if (place.State is DeliveryState.Claimed)
                return null;

            // What was never tried waits for the end of quiet hours, which are its own subscription's.
            if (place.FirstAttemptAt is { } first && now - first < HoldsUp)
                return null;
        }

        return null;
    }
}
