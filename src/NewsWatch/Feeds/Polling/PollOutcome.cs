namespace NewsWatch.Feeds.Polling;

/// <summary>What happened at a poll.</summary>
public enum PollEvent
{
    /// <summary>A body came and was read.</summary>
    Read,

    /// <summary>A body came, the same as last time.</summary>
    SameBody,
    NotModified,
    TooManyRequests,
    ServerError,
    ClientError,
    Gone,
    Unreachable,
    NotAFeed,

    /// <summary>A body came, but not all of it.</summary>
    Incomplete,
}

/// <summary>A server asked to be left alone: nothing of this domain is fetched until then.</summary>
/// <param name="Domain">See <see cref="RegistrableDomain"/>.</param>
/// <param name="Until">The first moment at which to ask again.</param>
public sealed record HostHold(string Domain, DateTimeOffset Until);

/// <summary>What a poll changes: a value, applied in one place by the store.</summary>
/// <param name="Event">What happened.</param>
/// <param name="State">The feed's whole next state.</param>
public sealed record PollOutcome(PollEvent Event, FeedState State)
{
    /// <summary>The host to leave alone, or null.</summary>
    public HostHold? Hold { get; init; }

    /// <summary>Why no answer came; null where one did.</summary>
    public Outbound.FetchFailure? Unreached { get; init; }

    /// <summary>The worst that is the matter with the feed after this poll; null where all is well.</summary>
    public Health.HealthFinding? Worst { get; init; }

    /// <summary>The address learnt at this poll, already in <see cref="State"/>; null otherwise.</summary>
    public Uri? LearntAddress { get; init; }
}
