using System.Diagnostics.CodeAnalysis;

namespace NewsWatch.Delivery;

/// <summary>What a delivery carries.</summary>
public enum SubjectKind
{
    Alert,
    Digest,

    /// <summary>What the operator has to know of the feeds.</summary>
    Notice,
}

/// <summary>Where a delivery stands.</summary>
public enum DeliveryState
{
    /// <summary>Never tried.</summary>
    Pending,

    /// <summary>Somebody is trying, until the lease ends.</summary>
    Claimed,

    /// <summary>The receiver took it.</summary>
    Sent,

    /// <summary>It failed and will be tried again.</summary>
    Retry,

    /// <summary>The receiver's answer was lost: it may have taken it. Tried again under the same id, and counted.</summary>
    Unknown,

    /// <summary>It will not be tried again unless somebody asks.</summary>
    Dead,
}

/// <summary>Where the sending of one alert or digest on one channel to one recipient stands. A row before it is an attempt.</summary>
public record DeliveryStanding
{
    /// <summary>Derived from subject, channel and recipient: the same on every attempt, and what receivers know repeats by.</summary>
    public required string Id { get; init; }

    public required SubjectKind SubjectKind { get; init; }

    public required string SubjectId { get; init; }

    public required string SubscriptionId { get; init; }

    /// <summary>The channel's name, see <see cref="Alerts.ChannelNames"/>.</summary>
    public required string Channel { get; init; }

    public required string Recipient { get; init; }

    public DeliveryState State { get; init; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; init; }

    /// <summary>Times that it was tried again after an answer was lost: what a receiver may have got twice.</summary>
    public int PossibleRepeats { get; init; }

    /// <summary>The attempt that holds the lease; only its outcome counts.</summary>
    public string? AttemptId { get; init; }

    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Not to be tried before; null in a state that is not tried.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When the first attempt began: the two days of retries count from here.</summary>
    public DateTimeOffset? FirstAttemptAt { get; init; }

    /// <summary>When the last attempt ended.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Why the last attempt failed, in words for people.</summary>
    public string? LastError { get; init; }

    /// <summary>When something is to be done about it: it may be tried, or its lease ends. Null in a state that is not tried.</summary>
    public DateTimeOffset? DueAt => NextAttemptAt ?? LeaseUntil;
}

/// <summary>A delivery: where it stands, and what it carries, which never changes.</summary>
[SuppressMessage("Design", "MA0049:Type name should not match containing namespace", Justification = "Both are the domain's one word for it.")]
public sealed record Delivery : DeliveryStanding
{
    public Delivery()
    {
    }

    /// <summary>What was read apart, put together again.</summary>
    /// <param name="standing">Where it stands.</param>
    /// <param name="message">What it carries.</param>
    [SetsRequiredMembers]
    public Delivery(DeliveryStanding standing, OutgoingMessage message)
        : base(standing) => Message = message;

    public required OutgoingMessage Message { get; init; }

    public static string IdOf(SubjectKind kind, string subjectId, string channel, string recipient) =>
        Ids.Derive(
            "delivery",
            kind switch
            {
                SubjectKind.Alert => "alert",
                SubjectKind.Digest => "digest",
                _ => "notice",
            },
            subjectId, channel, recipient);

    /// <summary>A new delivery, due at <paramref name="due"/>.</summary>
    public static Delivery Of(
        SubjectKind kind, string subjectId, string subscriptionId, Alerts.Channel channel, OutgoingMessage message, DateTimeOffset due) => new()
        {
            Id = IdOf(kind, subjectId, channel.Name, channel.Recipient),
            SubjectKind = kind,
            SubjectId = subjectId,
            SubscriptionId = subscriptionId,
            Channel = channel.Name,
            Recipient = channel.Recipient,
            Message = channel.SendsMail ? message : message with { Html = "" },
            NextAttemptAt = due,
        };
}
