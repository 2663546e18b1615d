namespace NewsWatch.Articles.Pages;

/// <summary>
/// The headline as readers see it. Headings are held against what the page claims (og:title, JSON-LD, title element): the heading that
/// both agree on wins; without one, the claim does, less the site's name that was appended to it.
/// </summary>
internal static class TitleFinder
{
    private const int MaxLength = 400;

    private static readonly string[] Separators = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " // ", " · ", " • ", "|", " : ", " > ", " ~ "];

    public static Found? Find(PageSource page)
    {
        var names = page.Names;
        var claims = Claims(page).ToList();
        var headings = Headings(page).Where(heading => !names.Is(heading.Text)).ToList();

        if (Agreed(headings, claims) is { } agreed)
            return agreed with { Value = WithoutNames(agreed.Value, names) ?? agreed.Value };

        var cleaned = claims.Select(claim => new Found(WithoutSite(claim.Value, names), claim.Rule)).Where(claim => claim.Value.Length > 1).ToList();
        if (Agreed(headings, cleaned) is { } cleanly)
            return cleanly;

        // A heading that only the part taken off a claim repeats is the site's.
        headings.RemoveAll(heading => IsSiteHeading(heading.Text, claims, cleaned));
        if (Nearest(headings, cleaned) is { } near)
            return near;

        return cleaned.FirstOrDefault() ?? headings.Select(heading => new Found(heading.Text, heading.Node.Tag)).FirstOrDefault() ?? claims.FirstOrDefault();
    }

    private static IEnumerable<Found> Claims(PageSource page)
    {
        foreach (var name in new[] { "og:title", "twitter:title" })
            if (page.Meta.First(name) is { } value)
                yield return new Found(Limited(value), name);

        foreach (var article in page.Articles)
            if ((JsonLd.TextOf(article, "headline") ?? JsonLd.TextOf(article, "name")) is { Length: > 3 } headline)
                yield return new Found(Limited(headline), "json-ld headline");

        foreach (var name in new[] { "citation_title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "title", "headline" })
            if (page.Meta.First(name) is { } value)
                yield return new Found(Limited(value), $"meta {name}");

        if (page.Tree.Nodes.FirstOrDefault(node => node.Tag == "title") is { } element && page.Tree.TextOf(element, MaxLength) is { Length: > 0 } title)
            yield return new Found(title, "title element");
    }

    private static List<(PageNode Node, string Text)> Headings(PageSource page)
    {
        var headings = new List<(PageNode, string)>();
        foreach (var node in page.Tree.Nodes)
        {
            var isHeading = node.Tag is "h1" or "h2" or "h3";
            if (!isHeading && !IsNamedTitle(node))
                continue;

            if (node["content"] is { Length: > 3 and < MaxLength } || HeadingText.Of(page.Tree, node, MaxLength) is not { Length: > 3 and < MaxLength } text || SiteNames.IsHomeLink(page, node))
                continue;

            headings.Add((node, text));
            if (headings.Count > 400)
                break;
        }

        return headings;
    }

    private static bool IsNamedTitle(PageNode node) =>
        node["itemprop"] == "headline"
        || (node["class"] is { Length: < 200 } names
            && Hints.WordsOf(names).Any(word => word is "headline" or "title" or "titel" or "titre" or "titulo" or "titolo"));

    /// <summary>The heading that says exactly what a claim says, h1 before others.</summary>
    private static Found? Agreed(List<(PageNode Node, string Text)> headings, List<Found> claims)
    {
        var plain = claims.Select(claim => SiteNames.Plain(claim.Value)).ToHashSet(StringComparer.Ordinal);
        var found = headings.Where(heading => plain.Contains(SiteNames.Plain(heading.Text))).OrderBy(heading => heading.Node.Tag == "h1" ? 0 : 1).FirstOrDefault();
        return found.Node is null ? null : new Found(found.Text, found.Node.Tag);
    }

    /// <summary>
    /// The heading that shares most words with the claims. Where a claim is the heading less a kicker before it, the claim is the headline;
    /// an h1 that shares nothing is believed where it is the only one.
    /// </summary>
    private static Found? Nearest(List<(PageNode Node, string Text)> headings, List<Found> claims)
    {
        var ones = headings.Where(heading => heading.Node.Tag == "h1").ToList();
        foreach (var (node, text) in ones)
        {
            var plain = SiteNames.Plain(text);
            foreach (var claim in claims)
            {
                var said = SiteNames.Plain(claim.Value);
                if (said.Length >= 12 && said.Length * 2 > plain.Length && plain.Length > said.Length && plain.EndsWith(said, StringComparison.Ordinal))
                    return claim;
                if (plain.Length >= 12 && plain.Length * 2 > said.Length && said.Contains(plain, StringComparison.Ordinal))
                    return new Found(text, node.Tag);
            }
        }

        var best = headings
            .Select(heading => (heading.Node, heading.Text, Share: BestShare(heading.Text, claims) + (heading.Node.Tag == "h1" ? 0.15 : 0)))
            .OrderByDescending(heading => heading.Share)
            .FirstOrDefault();
        if (best.Node is not null && best.Share >= 0.65)
            return Within(best.Text, claims) ?? new Found(best.Text, best.Node.Tag);

        if (ones.Count == 1)
            return new Found(ones[0].Text, "h1");

        var stated = headings.Where(heading => heading.Node["itemprop"] == "headline").ToList();
        return stated.Count == 1 ? new Found(stated[0].Text, "microdata headline") : null;
    }

    /// <summary>The claim that makes up most of a heading, where a date or a kicker stands in the heading too.</summary>
    private static Found? Within(string heading, List<Found> claims)
    {
        var plain = SiteNames.Plain(heading);
        return claims.FirstOrDefault(claim => SiteNames.Plain(claim.Value) is { Length: >= 12 } said
            && said.Length < plain.Length && said.Length * 3 > plain.Length * 2 && plain.EndsWith(said, StringComparison.Ordinal));
    }

    private static double BestShare(string heading, List<Found> claims) => claims.Count == 0 ? 0 : claims.Max(claim => Shared(heading, claim.Value));

    /// <summary>Words in common over words in either.</summary>
    private static double Shared(string a, string b)
    {
        var one = Hints.WordsOf(a).ToHashSet(StringComparer.Ordinal);
        var other = Hints.WordsOf(b).ToHashSet(StringComparer.Ordinal);
        var common = one.Count(other.Contains);
        return common == 0 ? 0 : (double)common / (one.Count + other.Count - common);
    }

    private static bool IsSiteHeading(string heading, List<Found> claims, List<Found> cleaned)
    {
        var plain = SiteNames.Plain(heading);
        return claims.Any(claim => SiteNames.Plain(claim.Value).Contains(plain, StringComparison.Ordinal))
            && !cleaned.Any(claim => SiteNames.Plain(claim.Value).Contains(plain, StringComparison.Ordinal));
    }

    /// <summary>The title less leading and trailing parts that are the site's name; null where there are none.</summary>
    private static string? WithoutNames(string title, SiteNames names)
    {
        foreach (var separator in Separators)
        {
            var parts = title.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length < 2)
                continue;

            var first = 0;
            var last = parts.Length - 1;
            while (last > first && names.Is(parts[last]))
                last--;
            while (first < last && names.Is(parts[first]))
                first++;

            if (first > 0 || last < parts.Length - 1)
                return string.Join(separator.Length == 1 ? $" {separator} " : separator, parts[first..(last + 1)]);
        }

        return null;
    }

    private static string WithoutSite(string title, SiteNames names)
    {
        if (WithoutNames(title, names) is { } known)
            return known;

        // A name that nothing on the page claims: the last of the parts, where it is the shorter.
        foreach (var separator in new[] { " | ", " » ", " :: ", " – ", " — ", " - " })
        {
            var at = title.LastIndexOf(separator, StringComparison.Ordinal);
            if (at > 15 && title.Length - at - separator.Length < Math.Min(40, at))
                return title[..at].Trim();
        }

        return title;
    }

    private static string Limited(string text) => PlainText.Of(text.Length > MaxLength ? text[..MaxLength] : text);
}
