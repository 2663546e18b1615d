namespace NewsWatch.Articles;

/// <summary>One page at one outlet, as last read. Edited pages keep their id and gain a version.</summary>
public sealed record Article
{
    /// <summary>Derived from <see cref="CanonicalUrl"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Absolute http(s) address with tracking parameters removed.</summary>
    public required string CanonicalUrl { get; init; }

    public required string OutletId { get; init; }

    /// <summary>The outlet's name as people say it: from the registry, else from the page.</summary>
    public required string OutletName { get; init; }

    public required string Title { get; init; }

    /// <summary>Plain text; paragraphs are parted by one newline.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>When the outlet says it was published; null where it does not say. Never invented.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When we found it: the order of the world as seen from here.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>The language that the page or feed claims, as a BCP 47 tag; a prior for detection, not a verdict.</summary>
    public string? ClaimedLanguage { get; init; }

    /// <summary>1 for the first text seen; each edit that changes words adds one.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Links inside the article's text: where "via" and "source" point.</summary>
    public IReadOnlyList<ArticleLink> Links { get; init; } = [];

    /// <summary>Whether it came with a feed that is about AI throughout.</summary>
    public bool Topical { get; init; }

    /// <summary>True when it came with a feed's first poll: stored and searchable, but no news.</summary>
    public bool Backfill { get; init; }

    /// <summary>The article's time in its story: publication, or finding where that is unknown or later than finding.</summary>
    public DateTimeOffset Time => Published is { } published && published < FoundAt ? published : FoundAt;
}

/// <summary>A link in an article's text: an absolute http(s) address and the words it stands on.</summary>
public sealed record ArticleLink(string Address, string Words);
