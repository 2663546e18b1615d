namespace NewsWatch.Feeds;

/// <summary>One item of one feed document. Text is plain, paragraphs parted by one line feed; links are absolute http(s) or null.</summary>
public sealed record FeedEntry
{
    /// <summary>The publisher's id (guid, atom:id, rdf:about), as written; null where it gives none.</summary>
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Link { get; init; }

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? Summary { get; init; }

    public string? Content { get; init; }

    public IReadOnlyList<FeedAuthor> Authors { get; init; } = [];

    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];

    public IReadOnlyList<Enclosure> Enclosures { get; init; } = [];

    public string? Image { get; init; }

    /// <summary>The address of the page of comments.</summary>
    public string? Comments { get; init; }

    public string? Language { get; init; }

    /// <summary>The feed or outlet that this entry was taken from, where it says so.</summary>
    public FeedSource? Source { get; init; }
}

/// <summary>A person or body named as author; at least one of the three is there.</summary>
public sealed record FeedAuthor(string? Name, string? Email = null, string? Uri = null);

/// <summary>A category: its term, the label shown for it and the vocabulary it is from.</summary>
public sealed record FeedCategory(string Term, string? Label = null, string? Scheme = null);

/// <summary>A file that belongs to an entry. Length in bytes, as stated.</summary>
public sealed record Enclosure(string Url, string? Type = null, long? Length = null);

/// <summary>Where an entry was taken from.</summary>
public sealed record FeedSource(string? Title, string? Link = null, string? Id = null);
