namespace NewsWatch.Feeds;

/// <summary>What a feed says about itself. Links are absolute http(s) or null; times are as stated, none invented.</summary>
public sealed record FeedInfo
{
    public string? Title { get; init; }

    /// <summary>The page that the feed belongs to.</summary>
    public string? Link { get; init; }

    /// <summary>The feed's own address, as it states it.</summary>
    public string? Self { get; init; }

    public string? Description { get; init; }

    public string? Language { get; init; }

    public string? Id { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? Image { get; init; }

    public IReadOnlyList<FeedAuthor> Authors { get; init; } = [];

    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];

    /// <summary>How long the publisher asks to keep this document before asking again.</summary>
    public TimeSpan? Ttl { get; init; }

    /// <summary>The WebSub hub that announces changes of this feed.</summary>
    public string? Hub { get; init; }

    public string? Generator { get; init; }

    public string? Rights { get; init; }

    /// <summary>Hours of the day, UTC, in which the publisher asks not to be polled.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];

    /// <summary>Days, UTC, on which the publisher asks not to be polled.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];

    /// <summary>The rhythm stated by sy:updatePeriod and sy:updateFrequency.</summary>
    public TimeSpan? UpdatePeriod { get; init; }
}
