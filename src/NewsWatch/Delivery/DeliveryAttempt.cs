namespace NewsWatch.Delivery;

/// <summary>
/// The steps that a delivery takes, as values: the store keeps what these return. An attempt that lost its lease changes nothing.
/// They need only know where it stands; whoever gives a whole delivery gets a whole one.
/// </summary>
public static class DeliveryAttempt
{
    /// <summary>Whether an attempt may begin: due and held by nobody.</summary>
    public static bool MayBegin(DeliveryStanding delivery, DateTimeOffset now) =>
        delivery.State is DeliveryState.Pending or DeliveryState.Retry or DeliveryState.Unknown
        && delivery.NextAttemptAt is { } due && due <= now;

    /// <summary>Whether its attempt was begun and never ended: the process died, or stands still past its lease.</summary>
    public static bool IsAbandoned(DeliveryStanding delivery, DateTimeOffset now) =>
        delivery.State is DeliveryState.Claimed && delivery.LeaseUntil <= now;

    /// <summary>Begins an attempt: saved before anything is sent.</summary>
    public static T Begin<T>(T delivery, string attemptId, DateTimeOffset now, TimeSpan lease)
        where T : DeliveryStanding => delivery with
        {
            State = DeliveryState.Claimed,
            Attempts = delivery.Attempts + 1,
            PossibleRepeats = delivery.PossibleRepeats + (delivery.State is DeliveryState.Unknown ? 1 : 0),
            AttemptId = attemptId,
            LeaseUntil = now + lease,
            NextAttemptAt = null,
            FirstAttemptAt = delivery.FirstAttemptAt ?? now,
        };

    /// <summary>Holds the delivery longer for its attempt. Where the attempt no longer holds it, nothing changes.</summary>
    public static T Extend<T>(T delivery, string attemptId, DateTimeOffset until)
        where T : DeliveryStanding =>
        Holds(delivery, attemptId) ? delivery with { LeaseUntil = until } : delivery;

    /// <summary>
    /// Ends an attempt with its result. Where the attempt no longer holds the delivery, nothing changes: whoever holds it now
    /// ends it.
    /// </summary>
    public static T End<T>(T delivery, string attemptId, DeliveryResult result, DateTimeOffset now)
        where T : DeliveryStanding
    {
        if (!Holds(delivery, attemptId))
            return delivery;

        delivery = delivery with { LastAttemptAt = now };
        return result switch
        {
            DeliveryResult.Sent => Settled(delivery, DeliveryState.Sent, null),
            DeliveryResult.Failed { Retryable: true } failed => Again(delivery, DeliveryState.Retry, failed.Reason, now, failed.After),
            DeliveryResult.Failed failed => Settled(delivery, DeliveryState.Dead, failed.Reason),
            DeliveryResult.Unknown unknown => Again(delivery, DeliveryState.Unknown, unknown.Reason, now, null),
            DeliveryResult.Gone gone => Settled(delivery, DeliveryState.Dead, gone.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(result), result, "A result of no known kind."),
        };
    }

    /// <summary>
    /// Takes a delivery from an attempt whose lease ran out. Nobody knows whether it went out, so it is tried again as one whose
    /// answer was lost.
    /// </summary>
    public static T Abandon<T>(T delivery, DateTimeOffset now)
        where T : DeliveryStanding =>
        IsAbandoned(delivery, now) ? Again(delivery, DeliveryState.Unknown, "the attempt was cut off before it ended", now, null) : delivery;

    /// <summary>Gives up on a delivery that nobody is trying, without trying again.</summary>
    public static T GiveUp<T>(T delivery, string reason)
        where T : DeliveryStanding =>
        delivery.State is DeliveryState.Pending or DeliveryState.Retry or DeliveryState.Unknown ? Settled(delivery, DeliveryState.Dead, reason) : delivery;

    /// <summary>A dead delivery made due again, because somebody asked.</summary>
    public static T Revive<T>(T delivery, DateTimeOffset now)
        where T : DeliveryStanding => delivery.State is not DeliveryState.Dead
        ? delivery
        : delivery with { State = DeliveryState.Retry, NextAttemptAt = now, FirstAttemptAt = null };

    private static bool Holds(DeliveryStanding delivery, string attemptId) =>
        delivery.AttemptId == attemptId && delivery.State is DeliveryState.Claimed;

    private static T Again<T>(T delivery, DeliveryState state, string reason, DateTimeOffset now, TimeSpan? asked)
        where T : DeliveryStanding =>
        RetryPolicy.Next(delivery.Id, delivery.Attempts, delivery.FirstAttemptAt ?? now, now, asked) is { } next
            ? Settled(delivery, state, reason) with { NextAttemptAt = next }
            : Settled(delivery, DeliveryState.Dead, $"given up after {delivery.Attempts} attempts in two days; the last: {reason}");

    private static T Settled<T>(T delivery, DeliveryState state, string? reason)
        where T : DeliveryStanding => delivery with
        {
            State = state,
            AttemptId = null,
            LeaseUntil = null,
            NextAttemptAt = null,
            LastError = reason,
        };
}
