using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds;

/// <summary>A polled address with its schedule and HTTP validators.</summary>
public sealed record Feed
{
    /// <summary>Derived from <see cref="Address"/>; stays when the feed moves.</summary>
    public required string Id { get; init; }

    /// <summary>The address as its list names it. Where it is fetched today: <see cref="FeedState.Url"/>.</summary>
    public required Uri Address { get; init; }

    public string? Title { get; init; }

    /// <summary>The folders it stands in, outermost first, parted by <c>/</c>; null at the top.</summary>
    public string? Group { get; init; }

    /// <summary>Whether all it carries is about AI: a list marks such a feed with the category <c>ai</c>. The words of its articles need not prove it.</summary>
    public bool Topical { get; init; }

    /// <summary>When it was put on the list. What it published before is no news.</summary>
    public required DateTimeOffset AddedAt { get; init; }

    /// <summary>What else its list says of it, by attribute name: kept so that the list can be written again.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Others { get; init; } = [];

    /// <summary>Since when people have it paused; null where they have not. A feed that paused itself says so in its state.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    public required FeedState State { get; init; }

    /// <summary>The feed that a row of a list names.</summary>
    public static Feed Of(OpmlFeed row, DateTimeOffset now, PollOptions options) =>
        New(row.Address, row.Title, row.Group, now, options) with { Topical = row.IsTopical, Others = row.Others };

    /// <summary>A feed not polled yet: due at once.</summary>
    public static Feed New(Uri address, string? title, string? group, DateTimeOffset now, PollOptions options) => new()
    {
        Id = Ids.Derive("feed", address.AbsoluteUri),
        Address = address,
        Title = title,
        Group = group,
        AddedAt = now,
        State = new FeedState { Url = address, NextPollAt = now, Interval = options.Default },
    };
}
