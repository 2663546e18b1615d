namespace NewsWatch.Feeds;

/// <summary>One item of one feed, as the feed last carried it.</summary>
public sealed record Entry
{
    /// <summary>Derived from the feed and <see cref="Address"/>.</summary>
    public required string Id { get; init; }

    public required string FeedId { get; init; }

    /// <summary>The feed's own title: a first guess at the outlet's name.</summary>
    public string? FeedTitle { get; init; }

    public string? Guid { get; init; }

    /// <summary>The article's address, canonical; for an entry without a link, the feed's address with the entry's guid as fragment.</summary>
    public required string Address { get; init; }

    /// <summary>Whether <see cref="Address"/> can be fetched.</summary>
    public required bool HasPage { get; init; }

    public required string Title { get; init; }

    /// <summary>The longest text that the feed carries: content, else summary; paragraphs parted by one newline.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    public string? Language { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>1 at first; each change of title, text or update time adds one.</summary>
    public required long Revision { get; init; }

    /// <summary>See <see cref="Feed.Topical"/>.</summary>
    public bool Topical { get; init; }

    /// <summary>Whether it came with the feed's first poll: stored and searchable, but no news.</summary>
    public bool Backfill { get; init; }
}

/// <summary>What is remembered of an entry to know it again.</summary>
/// <param name="Id">See <see cref="Entry.Id"/>.</param>
/// <param name="Guid">As the feed last gave it.</param>
/// <param name="Address">See <see cref="Entry.Address"/>.</param>
/// <param name="HasPage">See <see cref="Entry.HasPage"/>.</param>
/// <param name="Title">As the feed last gave it.</param>
/// <param name="Hash">Of all that counts as a change; see <see cref="EntryReconciler.HashOf"/>.</param>
/// <param name="Revision">See <see cref="Entry.Revision"/>.</param>
/// <param name="FoundAt">See <see cref="Entry.FoundAt"/>.</param>
/// <param name="Backfill">See <see cref="Entry.Backfill"/>.</param>
public sealed record KnownEntry(
    string Id, string? Guid, string Address, bool HasPage, string Title, string Hash, long Revision, DateTimeOffset FoundAt, bool Backfill);
