using System.Collections.ObjectModel;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// Reads an article page: bytes in, plain text and what the page says of itself out. The only way into this folder.
/// bytes → characters (<see cref="PageEncoding"/>) → tamed HTML (<see cref="HtmlGuard"/>) → flat tree (<see cref="PageTree"/>)
/// → statements (<see cref="PageSource"/>) and layout (<see cref="PageLayout"/>) → a finder for each field.
/// </summary>
public static class PageReader
{
    /// <summary>Stands for the address of a page that has none.</summary>
    private static readonly Uri Unknown = new("http://unknown.invalid/");

    /// <summary>Never throws for any bytes. Time and memory grow with the page and stop at fixed limits: 8 MiB, 200,000 nodes.</summary>
    /// <param name="body">The page as sent, decompressed; what is beyond 8 MiB is not read.</param>
    /// <param name="contentType">The HTTP header, for its charset, or null.</param>
    /// <param name="address">Where the page was fetched, after redirects. Where it is not absolute http(s) the page's own claim stands in.</param>
    /// <param name="now">A page from after tomorrow is not believed.</param>
    public static ParsedPage Read(ReadOnlyMemory<byte> body, string? contentType, Uri address, DateTimeOffset now)
    {
        var fetched = CanonicalAddress.TryOf(address);
        var page = PageSource.Of(PageEncoding.Decode(body.Span, contentType), fetched ?? Unknown, now);
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        var title = Note(rules, "title", TitleFinder.Find(page));
        var layout = PageLayout.Of(page.Tree, title);
        var text = ArticleText.Find(page, layout, title);
        rules["text"] = text.Rule;

        var authors = AuthorFinder.Find(page, layout);
        if (authors is { } byline)
            rules["authors"] = byline.Rule;

        var published = DateFinder.Published(page, layout);
        if (published is { } first)
            rules["published"] = first.Rule;

        var updated = DateFinder.Updated(page);
        if (updated?.Date.Value <= published?.Date.Value)
            updated = null;
        if (updated is { } last)
            rules["updated"] = last.Rule;

        var (kind, kindRule) = KindFinder.Find(page, layout, text, title, published is not null);
        rules["kind"] = kindRule;

        return new ParsedPage
        {
            Address = new Uri(Note(rules, "address", AddressFinder.Find(page, fetched is not null))!),
            Title = title,
            Authors = authors?.Names ?? [],
            Published = published?.Date.Value,
            Updated = updated?.Date.Value,
            Language = Note(rules, "language", page.Language),
            Outlet = Note(rules, "outlet", page.Names.Outlet),
            Text = text.Text,
            Kind = kind,
            Image = Note(rules, "image", PageLinks.Image(page)),
            Links = PageLinks.InText(page, text.Blocks),
            Feeds = PageLinks.Feeds(page),
            Rules = new ReadOnlyDictionary<string, string>(rules),
        };
    }

    private static string? Note(Dictionary<string, string> rules, string field, Found? found)
    {
        if (found is not null)
            rules[field] = found.Rule;

        return found?.Value;
    }
}
