namespace NewsWatch.Delivery;

/// <summary>
/// A delivery as a row of a store's table. What it carries is a column of its own, so that a step of the sending, two for each that goes
/// out, writes a line and not a whole mail.
/// </summary>
public sealed record DeliveryRow
{
    /// <summary>The columns of <see cref="ToStanding"/>, under the names of this row's properties.</summary>
    public const string Standing =
        """
        id, subject_kind AS SubjectKind, subject_id AS SubjectId, subscription_id AS SubscriptionId, channel, recipient, state, attempts,
        possible_repeats AS PossibleRepeats, attempt_id AS AttemptId, next_at AS NextAt, first_attempt_at AS FirstAttemptAt,
        last_attempt_at AS LastAttemptAt, last_error AS LastError
        """;

    /// <summary>The columns of <see cref="ToDelivery"/>.</summary>
    public const string Whole = Standing + ", message";

    /// <summary>In SQL: what is tried, or may be.</summary>
    public const string Open = "state IN ('Pending', 'Claimed', 'Retry', 'Unknown')";

    public required string Id { get; init; }

    public required string SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required string SubscriptionId { get; init; }

    public required string Channel { get; init; }

    public required string Recipient { get; init; }

    public required string State { get; init; }

    public required int Attempts { get; init; }

    public required int PossibleRepeats { get; init; }

    public string? AttemptId { get; init; }

    /// <summary>In milliseconds, as all moments here. Of a claimed one the lease's end, of one that waits the next attempt's moment, else 0.</summary>
    public required long NextAt { get; init; }

    public long? FirstAttemptAt { get; init; }

    public long? LastAttemptAt { get; init; }

    public string? LastError { get; init; }

    /// <summary>What it carries, as JSON; null where it was not asked for.</summary>
    public string? Message { get; init; }

    /// <summary>Where a delivery stands, as a row without what it carries.</summary>
    public static DeliveryRow Of(DeliveryStanding delivery) => new()
    {
        Id = delivery.Id,
        SubjectKind = delivery.SubjectKind.ToString(),
        SubjectId = delivery.SubjectId,
        SubscriptionId = delivery.SubscriptionId,
        Channel = delivery.Channel,
        Recipient = delivery.Recipient,
        State = delivery.State.ToString(),
        Attempts = delivery.Attempts,
        PossibleRepeats = delivery.PossibleRepeats,
        AttemptId = delivery.AttemptId,
        NextAt = delivery.DueAt?.ToUnixTimeMilliseconds() ?? 0,
        FirstAttemptAt = delivery.FirstAttemptAt?.ToUnixTimeMilliseconds(),
        LastAttemptAt = delivery.LastAttemptAt?.ToUnixTimeMilliseconds(),
        LastError = delivery.LastError,
    };

    /// <summary>A whole delivery as a row.</summary>
    public static DeliveryRow Of(Delivery delivery) => Of((DeliveryStanding)delivery) with { Message = Json.Write(delivery.Message) };

    /// <summary>Where it stands.</summary>
    public DeliveryStanding ToStanding()
    {
        var state = Enum.Parse<DeliveryState>(State);
        return new DeliveryStanding
        {
            Id = Id,
            SubjectKind = Enum.Parse<SubjectKind>(SubjectKind),
            SubjectId = SubjectId,
            SubscriptionId = SubscriptionId,
            Channel = Channel,
            Recipient = Recipient,
            State = state,
            Attempts = Attempts,
            PossibleRepeats = PossibleRepeats,
            AttemptId = AttemptId,
            LeaseUntil = state is DeliveryState.Claimed ? Moment(NextAt) : null,
            NextAttemptAt = state is DeliveryState.Pending or DeliveryState.Retry or DeliveryState.Unknown ? Moment(NextAt) : null,
            FirstAttemptAt = Moment(FirstAttemptAt),
            LastAttemptAt = Moment(LastAttemptAt),
            LastError = LastError,
        };
    }

    /// <summary>The whole delivery.</summary>
    public Delivery ToDelivery() => new(ToStanding(), Json.Read<OutgoingMessage>(Message)!);

    private static DateTimeOffset? Moment(long? at) => at is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
