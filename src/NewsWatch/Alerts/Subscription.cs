using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>How soon a subscriber is told.</summary>
public enum Cadence
{
    /// <summary>An alert for each development, as it is found.</summary>
    Instant,
    Hourly,
    Daily,
    Weekly,
}

/// <summary>Who wants what: a query, the channels to tell them on, and when.</summary>
public sealed record Subscription
{
    /// <summary>A short stable word: it is part of the ids of this subscription's alerts.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>In the query language (docs/query-language.md), as its owner wrote it.</summary>
    public required string Query { get; init; }

    public IReadOnlyList<Channel> Channels { get; init; } = [];

    public Cadence Cadence { get; init; }

    /// <summary>The zone that quiet hours, digests and the times in texts are in.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    public QuietHours? QuietHours { get; init; }

    /// <summary>The developments worth an alert to this subscriber.</summary>
    public IReadOnlySet<DevelopmentKind> Developments { get; init; } = AllDevelopments;

    /// <summary>BCP 47 primary language that articles must be in; null for any.</summary>
    public string? Language { get; init; }

    public bool Paused { get; init; }

    /// <summary>The most alerts within an hour; what comes beyond is held back. Null: no such bound.</summary>
    public int? Burst { get; init; }

    /// <summary>Outlets, by id or name as <see cref="Search.Tokens.Key"/> gives them, whose articles are not told.</summary>
    public IReadOnlySet<string> Muted { get; init; } = new HashSet<string>();

    /// <summary>Stories that are not told until a moment.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Snoozed { get; init; } = new Dictionary<string, DateTimeOffset>();

    public static IReadOnlySet<DevelopmentKind> AllDevelopments { get; } = new HashSet<DevelopmentKind>(Enum.GetValues<DevelopmentKind>());
}
