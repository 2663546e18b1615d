using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace NewsWatch.Host.Demo;

/// <summary>Writes a sample outlet's feed as it stands at a moment, in the outlet's format and with its bad habits.</summary>
internal static class SampleFeedWriter
{
    private const int Longest = 20;
    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string Rss1 = "http://purl.org/rss/1.0/";
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static string ContentType(FeedFormat format) => format switch
    {
        FeedFormat.Atom => "application/atom+xml; charset=utf-8",
        FeedFormat.Rss1 => "application/rdf+xml; charset=utf-8",
        FeedFormat.Json => "application/feed+json; charset=utf-8",
        _ => "application/rss+xml; charset=utf-8",
    };

    public static string Write(SampleFeed feed, DateTimeOffset now)
    {
        var items = feed.Articles.Where(article => article.Published <= now)
            .OrderByDescending(article => article.Published).Take(Longest).Select(article => new Item(feed, article, now)).ToList();
        return feed.Format switch
        {
            FeedFormat.Json => Json(feed, items),
            FeedFormat.Atom => Xml(xml => WriteAtom(xml, feed, items)),
            FeedFormat.Rss1 => Xml(xml => WriteRss1(xml, feed, items)),
            _ => Xml(xml => WriteRss2(xml, feed, items)),
        };
    }

    private static void WriteRss2(XmlWriter xml, SampleFeed feed, List<Item> items)
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteStartElement("channel");
        xml.WriteElementString("title", feed.Title);
        xml.WriteElementString("link", $"http://{feed.Outlet.Hosts[0]}/");
        xml.WriteElementString("description", feed.Title);
        xml.WriteElementString("language", feed.Outlet.Language ?? "en");
        foreach (var item in items)
        {
            xml.WriteStartElement("item");
            xml.WriteElementString("title", item.Title);
            xml.WriteElementString("link", item.Link);
            if (item.Guid is { } guid)
            {
                xml.WriteStartElement("guid");
                xml.WriteAttributeString("isPermaLink", feed.Guids == GuidHabit.Link ? "true" : "false");
                xml.WriteString(guid);
                xml.WriteEndElement();
            }

            xml.WriteElementString("pubDate", item.Published.ToString("R", CultureInfo.InvariantCulture));
            foreach (var author in item.Authors)
                xml.WriteElementString("creator", DublinCore, author);

            xml.WriteElementString("description", item.Summary);
            if (item.Html is { } html)
                xml.WriteElementString("encoded", Content, html);

            xml.WriteEndElement();
        }
    }

    private static void WriteRss1(XmlWriter xml, SampleFeed feed, List<Item> items)
    {
        xml.WriteStartElement("rdf", "RDF", Rdf);
        xml.WriteAttributeString("xmlns", Rss1);
        xml.WriteAttributeString("xmlns", "dc", null, DublinCore);
        xml.WriteAttributeString("xmlns", "content", null, Content);
        xml.WriteStartElement("channel", Rss1);
        xml.WriteAttributeString("about", Rdf, feed.Address.AbsoluteUri);
        xml.WriteElementString("title", Rss1, feed.Title);
        xml.WriteElementString("link", Rss1, $"http://{feed.Outlet.Hosts[0]}/");
        xml.WriteElementString("language", DublinCore, feed.Outlet.Language ?? "en");
        xml.WriteEndElement();
        foreach (var item in items)
        {
            xml.WriteStartElement("item", Rss1);
            xml.WriteAttributeString("about", Rdf, item.Link);
            xml.WriteElementString("title", Rss1, item.Title);
            xml.WriteElementString("link", Rss1, item.Link);
            xml.WriteElementString("description", Rss1, item.Summary);
            xml.WriteElementString("date", DublinCore, Iso(item.Edited ?? item.Published));
            foreach (var author in item.Authors)
                xml.WriteElementString("creator", DublinCore, author);

            if (item.Html is { } html)
                xml.WriteElementString("encoded", Content, html);

            xml.WriteEndElement();
        }
    }

    private static void WriteAtom(XmlWriter xml, SampleFeed feed, List<Item> items)
    {
        xml.WriteStartElement("feed", Atom);
        xml.WriteAttributeString("lang", "http://www.w3.org/XML/1998/namespace", feed.Outlet.Language ?? "en");
        xml.WriteElementString("id", Atom, feed.Address.AbsoluteUri);
        xml.WriteElementString("title", Atom, feed.Title);
        xml.WriteElementString("updated", Atom, Iso(items.Count > 0 ? items.Max(item => item.Edited ?? item.Published) : default));
        foreach (var item in items)
        {
            xml.WriteStartElement("entry", Atom);
            xml.WriteElementString("id", Atom, item.Guid ?? item.Link);
            xml.WriteElementString("title", Atom, item.Title);
            xml.WriteStartElement("link", Atom);
            xml.WriteAttributeString("href", item.Link);
            xml.WriteEndElement();
            xml.WriteElementString("published", Atom, Iso(item.Published));
            xml.WriteElementString("updated", Atom, Iso(item.Edited ?? item.Published));
            foreach (var author in item.Authors)
            {
                xml.WriteStartElement("author", Atom);
                xml.WriteElementString("name", Atom, author);
                xml.WriteEndElement();
            }

            xml.WriteElementString("summary", Atom, item.Summary);
            if (item.Html is { } html)
            {
                xml.WriteStartElement("content", Atom);
                xml.WriteAttributeString("type", "html");
                xml.WriteString(html);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }
    }

    private static string Json(SampleFeed feed, List<Item> items) =>
        JsonSerializer.Serialize(new
        {
            version = "https://jsonfeed.org/version/1.1",
            title = feed.Title,
            home_page_url = $"http://{feed.Outlet.Hosts[0]}/",
            feed_url = feed.Address.AbsoluteUri,
            language = feed.Outlet.Language ?? "en",
            items = items.Select(item => new
            {
                id = item.Guid ?? item.Link,
                url = item.Link,
                title = item.Title,
                summary = item.Summary,
                content_html = item.Html,
                date_published = Iso(item.Published),
                date_modified = Iso(item.Edited ?? item.Published),
                authors = item.Authors.Select(name => new { name }),
            }),
        });

    private static string Xml(Action<XmlWriter> write)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, OmitXmlDeclaration = true }))
        {
            write(xml);
            xml.WriteEndDocument();
        }

        return $"""<?xml version="1.0" encoding="utf-8"?>{"\n"}{text}""";
    }

    private static string Iso(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed class Item(SampleFeed feed, SampleArticle article, DateTimeOffset now)
    {
        private readonly (string Title, string Body, DateTimeOffset? Edited) _now = article.At(now);

        public string Title => _now.Title;

        public DateTimeOffset Published => article.Published;

        public DateTimeOffset? Edited => _now.Edited;

        public IReadOnlyList<string> Authors => article.Authors;

        public string Summary => article.Summary;

        public string? Html => feed.FullText || article.Pdf ? SamplePageWriter.Body(_now.Body) : null;

        public string Link => feed.Tokens
            ? $"{article.Address}?utm_source=feed&utm_campaign={now.ToUnixTimeSeconds()}"
            : article.Address.AbsoluteUri;

        public string? Guid => feed.Guids switch
        {
            GuidHabit.Link => article.Address.AbsoluteUri,
            GuidHabit.Missing => null,
            GuidHabit.Shifting => $"{(now.Hour % 2 == 0 ? "http" : "https")}://{article.Outlet.Hosts[0]}/?p={article.Id}",
            _ => $"tag:{article.Outlet.Hosts[0]},2026:{article.Id}",
        };
    }
}
