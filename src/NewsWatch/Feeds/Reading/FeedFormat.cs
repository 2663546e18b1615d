namespace NewsWatch.Feeds.Reading;

/// <summary>Names the format of a document by its element.</summary>
internal static class FeedFormat
{
    public static string Of(XmlElement element) => element.Name switch
    {
        "rss" => Rss(element.Attribute("version")?.Trim()),
        "rdf" => Rdf(element),
        "feed" => element.Vocabulary == Vocabulary.Atom03 || element.Attribute("version")?.Trim() == "0.3" ? "atom0.3" : "atom1.0",
        "entry" => element.Vocabulary == Vocabulary.Atom03 ? "atom0.3" : "atom1.0",
        "channel" or "item" => "rss",
        "urlset" => "sitemap",
        "sitemapindex" => "sitemapindex",
        "html" or "body" or "head" => "html",
        "opml" => "opml",
        _ => "unknown",
    };

    /// <summary>RDF is RSS 1.0 or 0.90 by what its channel is written in.</summary>
    public static string Refine(string format, XmlElement element)
    {
        if (format != "rss1.0" || element.Name is not "channel")
            return format;
        return element.IsNetscape ? "rss0.90" : format;
    }

    private static string Rss(string? version) => version switch
    {
        null or "" => "rss",
        "0.90" or "0.9" => "rss0.90",
        "0.91" or "0.92" or "0.93" or "0.94" or "1.0" => "rss" + version,
        _ when version.StartsWith('2') => "rss2.0",
        _ when version.StartsWith("0.91", StringComparison.Ordinal) => "rss0.91",
        _ => "rss",
    };

    private static string Rdf(XmlElement element) => element.IsNetscape ? "rss0.90" : "rss1.0";
}
