using System.Collections.Frozen;

namespace NewsWatch.Feeds.Reading;

/// <summary>The vocabularies that feeds are written in. Told apart by namespace, whatever the prefix.</summary>
internal enum Vocabulary
{
    /// <summary>RSS of any version, or no namespace at all.</summary>
    Rss,
    Atom,
    Atom03,
    Rdf,
    Content,
    Dc,
    DcTerms,
    Media,
    Itunes,
    Syndication,
    Wfw,
    Xhtml,
    Sitemap,
    News,
    SitemapImage,
    Admin,
    Prism,

    /// <summary>Known to no reader here: passed over.</summary>
    Other,
}

internal static class Vocabularies
{
    private static readonly FrozenDictionary<string, Vocabulary> ByNamespace = new Dictionary<string, Vocabulary>(StringComparer.OrdinalIgnoreCase)
    {
        [""] = Vocabulary.Rss,
        ["http://purl.org/rss/1.0"] = Vocabulary.Rss,
        ["http://my.netscape.com/rdf/simple/0.9"] = Vocabulary.Rss,
        ["http://channel.netscape.com/rdf/simple/0.9"] = Vocabulary.Rss,
        ["http://purl.org/net/rss1.1#"] = Vocabulary.Rss,
        ["http://backend.userland.com/rss"] = Vocabulary.Rss,
        ["http://backend.userland.com/rss2"] = Vocabulary.Rss,
        ["http://blogs.law.harvard.edu/tech/rss"] = Vocabulary.Rss,
        ["http://cyber.law.harvard.edu/rss"] = Vocabulary.Rss,
        ["http://www.w3.org/2005/Atom"] = Vocabulary.Atom,
        ["http://purl.org/atom/ns#"] = Vocabulary.Atom03,
        ["http://example.com/newformat#"] = Vocabulary.Atom03,
        ["http://example.com/necho"] = Vocabulary.Atom03,
        ["http://purl.org/echo"] = Vocabulary.Atom03,
        ["http://purl.org/pie"] = Vocabulary.Atom03,
        ["uri/of/echo/namespace#"] = Vocabulary.Atom03,
        ["http://www.w3.org/1999/02/22-rdf-syntax-ns#"] = Vocabulary.Rdf,
        ["http://purl.org/rss/1.0/modules/content"] = Vocabulary.Content,
        ["http://purl.org/dc/elements/1.1"] = Vocabulary.Dc,
        ["http://purl.org/dc/elements/1.0"] = Vocabulary.Dc,
        ["http://purl.org/dc/terms"] = Vocabulary.DcTerms,
        ["http://search.yahoo.com/mrss"] = Vocabulary.Media,
        ["https://search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://tools.search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://video.search.yahoo.com/mrss"] = Vocabulary.Media,
        ["http://www.itunes.com/DTDs/PodCast-1.0.dtd"] = Vocabulary.Itunes,
        ["http://example.com/DTDs/PodCast-1.0.dtd"] = Vocabulary.Itunes,
        ["http://www.google.com/schemas/play-podcasts/1.0"] = Vocabulary.Itunes,
        ["http://purl.org/rss/1.0/modules/syndication"] = Vocabulary.Syndication,
        ["http://wellformedweb.org/CommentAPI"] = Vocabulary.Wfw,
        ["http://www.w3.org/1999/xhtml"] = Vocabulary.Xhtml,
        ["http://www.sitemaps.org/schemas/sitemap/0.9"] = Vocabulary.Sitemap,
        ["http://www.google.com/schemas/sitemap/0.84"] = Vocabulary.Sitemap,
        ["http://www.google.com/schemas/sitemap/0.9"] = Vocabulary.Sitemap,
        ["http://www.google.com/schemas/sitemap-news/0.9"] = Vocabulary.News,
        ["http://www.google.com/schemas/sitemap-image/1.1"] = Vocabulary.SitemapImage,
        ["http://webns.net/mvcb"] = Vocabulary.Admin,
        ["http://prismstandard.org/namespaces/basic/2.0"] = Vocabulary.Prism,
        ["http://prismstandard.org/namespaces/1.2/basic"] = Vocabulary.Prism,
        ["http://purl.org/rss/1.0/modules/prism"] = Vocabulary.Prism,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The vocabulary of a namespace; case, a final slash and http or https make no difference.</summary>
    public static Vocabulary OfNamespace(ReadOnlySpan<char> uri)
    {
        uri = uri.Trim().TrimEnd('/');
        var found = ByNamespace.GetAlternateLookup<ReadOnlySpan<char>>();
        if (found.TryGetValue(uri, out var vocabulary))
            return vocabulary;
        return uri.StartsWith("https://") && uri.Length < 100 && found.TryGetValue(string.Concat("http", uri[5..]), out vocabulary)
            ? vocabulary
            : Vocabulary.Other;
    }

    /// <summary>What a prefix nobody declared is commonly for.</summary>
    public static Vocabulary OfPrefix(ReadOnlySpan<char> prefix) => prefix switch
    {
        "atom" or "atom10" or "a10" => Vocabulary.Atom,
        "rdf" or "RDF" => Vocabulary.Rdf,
        "content" => Vocabulary.Content,
        "dc" => Vocabulary.Dc,
        "dcterms" => Vocabulary.DcTerms,
        "media" => Vocabulary.Media,
        "itunes" => Vocabulary.Itunes,
        "sy" => Vocabulary.Syndication,
        "wfw" => Vocabulary.Wfw,
        "xhtml" => Vocabulary.Xhtml,
        "news" => Vocabulary.News,
        "image" => Vocabulary.SitemapImage,
        _ => Vocabulary.Other,
    };
}
