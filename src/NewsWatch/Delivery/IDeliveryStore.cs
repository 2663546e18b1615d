namespace NewsWatch.Delivery;

/// <summary>Keeps deliveries: a row before it is an attempt, and the outcome of every attempt.</summary>
public interface IDeliveryStore
{
    /// <summary>Adds those that are not there yet: one for each subject, channel and recipient.</summary>
    Task Add(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation);

    /// <summary>All deliveries of one alert or digest.</summary>
    Task<IReadOnlyList<Delivery>> Of(SubjectKind kind, string subjectId, CancellationToken cancellation);

    /// <summary>
    /// Begins an attempt, by <see cref="DeliveryAttempt"/>'s rules; a delivery whose attempt was abandoned is freed first.
    /// </summary>
    /// <returns>The delivery with the attempt begun and saved; null where none may begin now.</returns>
    Task<Delivery?> Begin(string deliveryId, string attemptId, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Saves an attempt's outcome; an attempt that lost its lease changes nothing.</summary>
    Task End(string deliveryId, string attemptId, DeliveryResult result, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Ends all attempts under way as cut off. Only for a process that knows itself the only one, when it starts.</summary>
    Task FreeClaims(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Deliveries by state, and how many may have arrived twice.</summary>
    Task<DeliveryCounts> Counts(CancellationToken cancellation);
}

/// <param name="ByState">How many deliveries stand in each state.</param>
/// <param name="PossibleRepeats">How many attempts followed one whose answer was lost.</param>
public sealed record DeliveryCounts(IReadOnlyDictionary<DeliveryState, int> ByState, int PossibleRepeats);
