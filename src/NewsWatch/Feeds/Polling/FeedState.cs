using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Polling;

/// <summary>All that is kept of a feed between two polls. Each poll's outcome carries the whole next state.</summary>
public sealed record FeedState
{
    /// <summary>Where the feed is fetched: its listed address, or the one it has moved to for good.</summary>
    public required Uri Url { get; init; }

    /// <summary>Never polled before this, also after a restart.</summary>
    public required DateTimeOffset NextPollAt { get; init; }

    /// <summary>The present time between polls, before jitter and failures.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>What the last whole, good answer said of its version.</summary>
    public Validators? Validators { get; init; }

    /// <summary>Until then this feed is asked without conditions, because it said "not modified" when it was.</summary>
    public DateTimeOffset? ValidatorsDistrustedUntil { get; init; }

    /// <summary>The last whole, good body's hash; see <see cref="FeedReading.HashOf"/>.</summary>
    public string? BodyHash { get; init; }

    /// <summary>When a body last came that was asked for without conditions.</summary>
    public DateTimeOffset? LastUnconditionalAt { get; init; }

    public DateTimeOffset? LastPollAt { get; init; }

    /// <summary>When the feed last answered well, changed or not.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>When its body last differed from the one before.</summary>
    public DateTimeOffset? LastChangedAt { get; init; }

    /// <summary>The publication times of its newest entries (when found, where the feed gives none), newest first.</summary>
    public IReadOnlyList<DateTimeOffset> RecentEntryTimes { get; init; } = [];

    /// <summary>What its document last said of its schedule.</summary>
    public ScheduleHints Hints { get; init; } = ScheduleHints.None;

    /// <summary>What went wrong at the last poll, in words; null when it went well.</summary>
    public string? LastError { get; init; }

    /// <summary>Since when every poll failed; null when the last went well.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The failures in a row by weight: hard 1, soft ½, temporary ¼. A good answer clears it.</summary>
    public double FailureWeight { get; init; }

    /// <summary>How often in a row its server asked us to slow down.</summary>
    public int BusyCount { get; init; }

    /// <summary>How often in a row it was said to be gone for good (410).</summary>
    public int GoneCount { get; init; }

    /// <summary>Where it says it has moved for good, since when and how often in a row: believed once it has been said long enough.</summary>
    public Uri? MovedTo { get; init; }

    public DateTimeOffset? MovedSince { get; init; }

    public int MovedCount { get; init; }

    /// <summary>Until when a hub that has proved itself announces what is new, so that polls may be rarer; null where none does.</summary>
    public DateTimeOffset? PushedUntil { get; init; }

    /// <summary>Where it was fetched last, when that is not <see cref="Url"/>.</summary>
    public Uri? RedirectsTo { get; init; }

    /// <summary>What it brought in the last weeks, newest first.</summary>
    public IReadOnlyList<WeekVolume> Weeks { get; init; } = [];

    /// <summary>How many entries of its last document were dated in the future.</summary>
    public int FutureDates { get; init; }

    /// <summary>Not polled until somebody resumes it; <see cref="PausedReason"/> says why.</summary>
    public bool Paused { get; init; }

    public string? PausedReason { get; init; }
}
