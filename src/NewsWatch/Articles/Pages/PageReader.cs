using System.Collections.ObjectModel;

namespace NewsWatch.Articles.Pages;

/// <summary>Reads an article page: bytes in, plain text and what the page says of itself out.</summary>
public static class PageReader
{
    /// <summary>Stands for the address of a page that has none.</summary>
    private static readonly Uri Unknown = new("http://unknown.invalid/");

    /// <summary>Never throws for any bytes. Time and memory grow with the page and stop at fixed limits (<see cref="PageEncoding"/>, <see cref="HtmlGuard"/>).</summary>
    /// <param name="body">The page as sent, decompressed; what is beyond 8 MiB is not read.</param>
    /// <param name="contentType">The HTTP header, for its charset, or null.</param>
    /// <param name="address">Where the page was fetched, after redirects. Where it is not absolute http(s) the page's own claim stands in.</param>
    /// <param name="now">A page from after tomorrow is not believed.</param>
    public static ParsedPage Read(ReadOnlyMemory<byte> body, string? contentType, Uri address, DateTimeOffset now)
    {
        var page = PageSource.Of(PageEncoding.Decode(body.Span, contentType), CanonicalAddress.TryOf(address) ?? Unknown, now);
        var rules = new Dictionary<string, string>(StringComparer.Ordinal);
        var title = Note(rules, "title", TitleFinder.Find(page));
        var layout = PageLayout.Of(page.Tree, title);
        var article = ArticleText.Find(layout, title);
        var text = article.Text;
        rules["text"] = article.Rule;
        var authors = AuthorFinder.Find(page, layout);
        if (authors is { } byline)
            rules["authors"] = byline.Rule;

        var published = DateFinder.Published(page, layout);
        if (published is { } day)
            rules["published"] = day.Rule;

        return new ParsedPage
        {
            Address = page.Address,
            Title = title,
            Authors = authors?.Names ?? [],
            Published = published?.Date.Value,
            Updated = DateFinder.Updated(page)?.Date.Value,
            Language = Note(rules, "language", page.Language),
            Text = text,
            Kind = text.Length > 250 ? PageKind.Article : PageKind.Other,
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
