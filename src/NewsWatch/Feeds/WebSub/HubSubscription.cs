namespace NewsWatch.Feeds.WebSub;

/// <summary>Where a subscription at a hub stands.</summary>
public enum HubState
{
    /// <summary>We asked; the hub has not come back to ask whether we meant it.</summary>
    Asked,

    /// <summary>The hub asked, and we said yes.</summary>
    Verified,

    /// <summary>The hub said no.</summary>
    Denied,

    /// <summary>The feed was removed, and we ask the hub to stop.</summary>
    Leaving,

    /// <summary>The hub took it, or was asked often enough.</summary>
    Left,
}

/// <summary>A feed's subscription at the hub that it names (W3C WebSub). Its secret never leaves the store but for the hub.</summary>
public sealed record HubSubscription
{
    public required string FeedId { get; init; }

    public required Uri Hub { get; init; }

    /// <summary>The feed's own address as it states it: what the hub knows it by, character for character.</summary>
    public required string Topic { get; init; }

    /// <summary>The last part of our callback's address: not to be guessed, so that nobody else can answer for us.</summary>
    public required string Token { get; init; }

    /// <summary>What pushes are signed with.</summary>
    public required string Secret { get; init; }

    public HubState State { get; init; }

    /// <summary>When we last asked; a verification that we are waiting for must come within a day.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether a request of ours is not answered by a verification yet: the first or a renewal.</summary>
    public bool Pending { get; init; }

    /// <summary>How often in a row asking failed or was not followed by a verification.</summary>
    public int Failures { get; init; }

    public string? LastError { get; init; }

    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The end of the lease that the hub granted.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastPushAt { get; init; }

    /// <summary>When a poll last found what the hub had not brought.</summary>
    public DateTimeOffset? MissedAt { get; init; }

    /// <summary>Whether pushes are to be expected and trusted: verified, not run out, and nothing missed since the last push.</summary>
    public bool IsFresh(DateTimeOffset now) => State == HubState.Verified && ExpiresAt > now && (MissedAt is null || LastPushAt > MissedAt);
}
