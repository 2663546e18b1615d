namespace NewsWatch.Articles.Pages;

/// <summary>Where a page points: links in its text, its feeds, its lead image. Absolute http(s) addresses only.</summary>
internal static class PageLinks
{
    private const int MaxLinks = 500;
    private const int MaxWords = 300;
    private const int MaxFeeds = 20;

    private static readonly string[] FeedTypes = ["rss", "atom", "feed+json"];

    /// <summary>Links inside the given blocks, in order, each address once; links to the page itself are left out.</summary>
    public static IReadOnlyList<ArticleLink> InText(PageSource page, IReadOnlyList<Block> blocks)
    {
        var links = new List<ArticleLink>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { page.Address.AbsoluteUri };
        foreach (var block in blocks)
        {
            // A block inside one wide link starts after the link does.
            for (var above = block.Node; above is not null && links.Count < MaxLinks; above = above.Parent)
                Add(page, above, links, seen);

            for (var i = block.First; i < block.End && links.Count < MaxLinks; i++)
                Add(page, page.Tree.Nodes[i], links, seen);
        }

        return links;
    }

    public static IReadOnlyList<Uri> Feeds(PageSource page)
    {
        var feeds = new List<Uri>();
        foreach (var node in page.Tree.Nodes)
        {
            if (node.Tag != "link" || !IsFeed(node) || !Uri.TryCreate(page.Base, node["href"]!.Trim(), out var address) || address.Scheme is not ("http" or "https"))
                continue;
            if (feeds.Count < MaxFeeds && !feeds.Contains(address))
                feeds.Add(address);
        }

        return feeds;
    }

    public static Found? Image(PageSource page)
    {
        foreach (var name in new[] { "og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src" })
            if (Absolute(page, page.Meta.First(name)) is { } image)
                return new Found(image, name);

        foreach (var article in page.Articles)
            if (Absolute(page, JsonLd.TextOf(article, "image")) is { } image)
                return new Found(image, "json-ld image");

        return null;
    }

    private static void Add(PageSource page, PageNode node, List<ArticleLink> links, HashSet<string> seen)
    {
        if (node.Tag != "a" || CanonicalAddress.TryOf(node["href"], page.Base) is not { } address || !seen.Add(address.AbsoluteUri))
            return;

        links.Add(new ArticleLink(address.AbsoluteUri, page.Tree.TextOf(node, MaxWords)));
    }

    private static bool IsFeed(PageNode node) =>
        node["rel"] is { } rel && rel.Contains("alternate", StringComparison.OrdinalIgnoreCase)
        && node["href"] is { Length: > 0 and < CanonicalAddress.MaxLength }
        && node["type"] is { } type && FeedTypes.Any(word => type.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static string? Absolute(PageSource page, string? link) =>
        link is { Length: > 0 and < CanonicalAddress.MaxLength } && Uri.TryCreate(page.Base, link.Trim(), out var address) && address.Scheme is "http" or "https" ? address.AbsoluteUri : null;
}
