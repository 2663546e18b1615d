namespace NewsWatch.Delivery;

/// <summary>Keeps deliveries: a row before it is an attempt, and the outcome of every attempt.</summary>
public interface IDeliveryStore
{
    /// <summary>Adds those that are not there yet: one for each subject, channel and recipient.</summary>
    Task Add(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation);

    /// <summary>Where all deliveries of one alert or digest stand.</summary>
    Task<IReadOnlyList<DeliveryStanding>> Of(SubjectKind kind, string subjectId, CancellationToken cancellation);

    /// <summary>Where all deliveries of several alerts or digests stand.</summary>
    async Task<IReadOnlyList<DeliveryStanding>> Of(SubjectKind kind, IReadOnlyCollection<string> subjectIds, CancellationToken cancellation)
    {
        var all = new List<DeliveryStanding>(subjectIds.Count);
        foreach (var subject in subjectIds)
            all.AddRange(await Of(kind, subject, cancellation));

        return all;
    }

    /// <summary>
    /// The delivery whose turn it is at one recipient, by <see cref="DeliveryOrder"/>; null where none may be tried now. Where
    /// the recipient is gone, what waits for it is given up.
    /// </summary>
    Task<string?> Next(string channel, string recipient, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Begins an attempt, by <see cref="DeliveryAttempt"/>'s rules; a delivery whose attempt was abandoned is freed first.
    /// </summary>
    /// <returns>The delivery with the attempt begun and saved; null where none may begin now.</returns>
    Task<Delivery?> Begin(string deliveryId, string attemptId, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Holds a delivery for the attempt under way until then. False where the attempt lost it.</summary>
    Task<bool> Extend(string deliveryId, string attemptId, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Saves an attempt's outcome; an attempt that lost its lease changes nothing. A recipient that is gone is remembered.</summary>
    Task End(string deliveryId, string attemptId, DeliveryResult result, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Saves the outcome of an attempt at a recipient and begins the next attempt there, by the rules of <see cref="Next"/>,
    /// <see cref="Begin"/> and <see cref="End"/>, in one transaction: what waits for one recipient costs one commit each.
    /// </summary>
    /// <returns>The delivery that is tried next; null where none may be tried now.</returns>
    Task<Delivery?> EndAndBegin(EndedAttempt ended, string attemptId, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation);

    /// <summary>Ends all attempts under way as cut off. Only for a process that knows itself the only one, when it starts.</summary>
    Task FreeClaims(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Deliveries in one of these states, latest written first.</summary>
    Task<IReadOnlyList<Delivery>> List(IReadOnlyCollection<DeliveryState> states, int limit, CancellationToken cancellation);

    /// <summary>The deliveries whose ids begin so.</summary>
    Task<IReadOnlyList<Delivery>> Find(string idBegins, CancellationToken cancellation);

    /// <summary>Makes a dead delivery due again. False where it is not dead.</summary>
    Task<bool> Revive(string deliveryId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>The recipients that said they are gone.</summary>
    Task<IReadOnlyList<GoneRecipient>> Gone(CancellationToken cancellation);

    /// <summary>Sends to a recipient again that was gone. False where it was not.</summary>
    Task<bool> Readmit(string channel, string recipient, CancellationToken cancellation);

    /// <summary>What went into a subscription's own feed, latest first.</summary>
    Task<IReadOnlyList<Delivery>> InFeed(string subscriptionId, int limit, CancellationToken cancellation);

    /// <summary>Deliveries by state, and how many may have arrived twice.</summary>
    Task<DeliveryCounts> Counts(CancellationToken cancellation);
}

/// <summary>An attempt that is over, and what came of it.</summary>
public sealed record EndedAttempt(Delivery Delivery, string AttemptId, DeliveryResult Result);

/// <param name="ByState">How many deliveries stand in each state.</param>
/// <param name="PossibleRepeats">How many attempts followed one whose answer was lost.</param>
public sealed record DeliveryCounts(IReadOnlyDictionary<DeliveryState, int> ByState, int PossibleRepeats);

/// <summary>A receiver that answered 410: nothing is sent there until somebody turns it on again.</summary>
public sealed record GoneRecipient(string Channel, string Recipient, string Reason, DateTimeOffset At);
