namespace NewsWatch.Delivery;

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
    public static string? Next(IEnumerable<DeliveryStanding> waiting, DateTimeOffset now)
    {
        foreach (var delivery in waiting)
        {
            if (delivery.DueAt <= now)
                return delivery.Id;
            if (delivery.State is DeliveryState.Claimed)
                return null;

            // What was never tried waits for the end of quiet hours, which are its own subscription's.
            if (delivery.FirstAttemptAt is { } first && now - first < HoldsUp)
                return null;
        }

        return null;
    }
}
