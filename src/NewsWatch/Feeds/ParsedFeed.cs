namespace NewsWatch.Feeds;

/// <summary>What one feed document says, whatever its format was. Made by <see cref="FeedReader"/>; all text in it is plain text.</summary>
public sealed record ParsedFeed
{
    /// <summary>rss0.90 … rss2.0, rss1.0, atom0.3, atom1.0, json1.0, json1.1, sitemap, sitemapindex, html or unknown.</summary>
    public required string Format { get; init; }

    /// <summary>Why this is no feed, in a sentence; null when it is one. A feed with repairs has warnings, not an error.</summary>
    public string? Error { get; init; }

    /// <summary>The character encoding that the bytes were read in, by its usual name.</summary>
    public string Encoding { get; init; } = "utf-8";

    /// <summary>What was repaired, in document order; capped, the last one then saying how many more there were.</summary>
    public IReadOnlyList<ParseWarning> Warnings { get; init; } = [];

    public FeedInfo Feed { get; init; } = new();

    /// <summary>In document order, at most <see cref="FeedLimits.Entries"/>: where there were more, the newest.</summary>
    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];

    /// <summary>Feeds that an HTML page in place of a feed points to, best first.</summary>
    public IReadOnlyList<DiscoveredFeed> Discovered { get; init; } = [];
}

/// <summary>Something repaired or left out. Line and position count from 1; 0 where the place is the whole document.</summary>
public sealed record ParseWarning(string Message, int Line = 0, int Position = 0);

/// <summary>A feed address that an HTML page points to.</summary>
public sealed record DiscoveredFeed(string Url, string? Type, string? Title);
