using NewsWatch.Articles;

namespace NewsWatch.Stories;

/// <summary>What the window takes in of an article: who, where and when, and its reading; never its text.</summary>
internal sealed record Recollection
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string OutletId { get; init; }

    public required string OutletName { get; init; }

    public required string Title { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required DateTimeOffset? Published { get; init; }

    /// <summary>Its address as links to it are compared.</summary>
    public required ulong AddressKey { get; init; }

    /// <summary>The addresses that it links to, in the same form.</summary>
    public required ulong[] LinkKeys { get; init; }

    public required Reading Reading { get; init; }

    public static Recollection Of(Article article, Reading reading) => new()
    {
        Id = article.Id,
        Version = article.Version,
        OutletId = article.OutletId,
        OutletName = article.OutletName,
        Title = article.Title,
        Time = article.Time,
        Published = article.Published,
        AddressKey = KeyOf(article.CanonicalUrl),
        LinkKeys = LinksOf(article),
        Reading = reading,
    };

    public static ulong[] LinksOf(Article article) =>
        article.Links.Count == 0 ? [] : [.. article.Links.Take(StoryParameters.LinksFollowed).Select(link => KeyOf(link.Address))];

    /// <summary>An address without what differs between two links to one page, as 64 bits of its hash: addresses are long, articles many.</summary>
    private static ulong KeyOf(string address)
    {
        var start = address.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme ? scheme + 3 : 0;
        var end = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var fragment ? fragment : address.Length;
        var key = address.AsSpan(Math.Min(start, end), Math.Max(0, end - start)).TrimEnd('/');
        var hash = 14695981039346656037ul;
        foreach (var letter in key.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? key[4..] : key)
            hash = (hash ^ letter) * 1099511628211ul;

        return hash;
    }
}
