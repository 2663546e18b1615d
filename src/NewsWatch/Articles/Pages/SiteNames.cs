using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>What the site calls itself: to name the outlet, and to take its name off titles and bylines.</summary>
internal sealed class SiteNames
{
    private static readonly string[] MetaNames =
        ["og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher", "publisher", "copyright", "twitter:site"];

    private const int MaxHeading = 200;

    private readonly HashSet<string> _plain = new(StringComparer.Ordinal);
    private readonly string _host;

    private SiteNames(PageSource page)
    {
        _host = Plain(page.Address.IdnHost);
        Outlet = Find(page);
        foreach (var name in Claims(page))
            _plain.Add(Plain(name.Value));
        foreach (var node in page.Tree.Nodes)
            if (node.Tag == "h1" && IsHomeLink(page, node) && Plain(page.Tree.TextOf(node, MaxHeading)) is { Length: > 2 } name)
                _plain.Add(name);
    }

    /// <summary>The publisher's name as the page gives it, or null.</summary>
    public Found? Outlet { get; }

    public static SiteNames Of(PageSource page) => new(page);

    /// <summary>True for a heading that is all link to the site's front page: the site's name, not an article's headline.</summary>
    public static bool IsHomeLink(PageSource page, PageNode heading)
    {
        foreach (var inner in page.Tree.Inside(heading))
            if (inner is { IsText: true } && !string.IsNullOrWhiteSpace(inner.Text))
                return false;
            else if (inner.Tag == "a" && inner["href"] is { Length: < CanonicalAddress.MaxLength } href)
                return Uri.TryCreate(page.Base, href.Trim(), out var target) && IsFrontPage(target) && page.Tree.TextOf(inner, MaxHeading) == page.Tree.TextOf(heading, MaxHeading);

        return false;
    }

    /// <summary>No path and no query, also behind the address of an archive: <c>https://archive.example/web/2014/http://harbourpost.example/</c>.</summary>
    private static bool IsFrontPage(Uri address)
    {
        var path = address.AbsolutePath;
        var copied = path.LastIndexOf("://", StringComparison.Ordinal);
        var rest = copied >= 0 ? path.AsSpan(copied + 3) : path.AsSpan(1);
        var slash = rest.IndexOf('/');
        return address.Scheme is "http" or "https" && address.Query.Length == 0 && (copied >= 0 ? slash < 0 || slash == rest.Length - 1 : rest.Length == 0) && address.Fragment.Length == 0;
    }

    /// <summary>True where the words are the site's name, or its host written as words ("La Stampa" of lastampa.it).</summary>
    public bool Is(string words)
    {
        var plain = Plain(words);
        if (plain.Length == 0)
            return false;
        if (_plain.Contains(plain) || (plain.Length >= 3 && _host.Contains(plain, StringComparison.Ordinal)))
            return true;

        // "The Harbour Post Online" is The Harbour Post.
        return plain.Length > 8 && _plain.Any(name => name.Length > 5 && plain.Length < name.Length + 12 && plain.StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>Letters and digits only, in lower case.</summary>
    public static string Plain(string words)
    {
        var plain = new StringBuilder(words.Length);
        foreach (var c in words)
            if (char.IsLetterOrDigit(c))
                plain.Append(char.ToLowerInvariant(c));

        return plain.ToString();
    }

    private static Found? Find(PageSource page) =>
        Claims(page).FirstOrDefault(claim => claim.Value.Length is > 1 and < 80 && !claim.Value.Contains("://", StringComparison.Ordinal));

    private static IEnumerable<Found> Claims(PageSource page)
    {
        // A person who publishes a site of their own is no outlet, and writes there.
        var people = page.Objects.Where(item => JsonLd.IsType(item, type => type == "Person")).Select(item => JsonLd.TextOf(item, "name")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var article in page.Articles)
            if (JsonLd.NameOf(article, "publisher", page.Objects) is { } publisher && !people.Contains(publisher))
                yield return new Found(PlainText.Of(publisher), "json-ld publisher");

        foreach (var name in MetaNames)
            if (page.Meta.First(name) is { } value)
                yield return new Found(PlainText.Of(value).TrimStart('@', '©', ' '), name.StartsWith("og:", StringComparison.Ordinal) ? name : $"meta {name}");

        foreach (var site in page.Objects.Where(item => JsonLd.IsType(item, type => type is "WebSite" or "Organization" or "NewsMediaOrganization")))
            if (JsonLd.TextOf(site, "name") is { Length: > 1 } value && !people.Contains(value))
                yield return new Found(PlainText.Of(value), "json-ld organization");
    }
}
