namespace NewsWatch.Articles.Pages;

/// <summary>The address that a page gives for itself.</summary>
internal static class AddressFinder
{
    /// <summary>
    /// The canonical address, in canonical spelling. A claim is believed on the page's own site, and elsewhere where it is no front page:
    /// pages that name their home as canonical are a common mistake.
    /// </summary>
    public static Found Find(PageSource page, bool isKnown)
    {
        if (Claimed(page) is not { } claimed || (isKnown && !IsBelievable(claimed, page.Address)))
            return new Found(page.Address.AbsoluteUri, "address fetched");

        return new Found(claimed.AbsoluteUri, page.Tree.Nodes.Any(IsCanonicalLink) ? "link canonical" : "og:url");
    }

    /// <summary>What the canonical link, else <c>og:url</c>, says; null where neither is an absolute http(s) address.</summary>
    public static Uri? Claimed(PageSource page)
    {
        var link = page.Tree.Nodes.FirstOrDefault(IsCanonicalLink);
        return CanonicalAddress.TryOf(link?["href"], page.Address) ?? CanonicalAddress.TryOf(page.Meta.First("og:url"), page.Address);
    }

    private static bool IsCanonicalLink(PageNode node) =>
        node.Tag == "link" && string.Equals(node["rel"]?.Trim(), "canonical", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(node["href"]);

    private static bool IsBelievable(Uri claimed, Uri fetched)
    {
        if (claimed.AbsolutePath == "/" && claimed.Query.Length == 0 && (fetched.AbsolutePath != "/" || fetched.Query.Length > 0))
            return false;

        return Site(claimed) == Site(fetched) || claimed.Segments.Length > 2;
    }

    private static string Site(Uri address)
    {
        var parts = address.Host.Split('.');
        return string.Join('.', parts.TakeLast(2));
    }
}
