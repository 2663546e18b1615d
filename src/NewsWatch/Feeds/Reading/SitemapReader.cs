namespace NewsWatch.Feeds.Reading;

/// <summary>Reads one url of a sitemap, with what Google's news and image vocabularies add, or one sitemap of an index.</summary>
internal static class SitemapReader
{
    private const int Rank = 9;

    public static FeedEntry Read(XmlElement element)
    {
        var entry = new EntryBuilder();
        element.EntryDepth = 0;
        ReadInside(element, entry);
        return entry.Build();
    }

    private static void ReadInside(XmlElement element, EntryBuilder entry)
    {
        var (depth, scope) = (element.Scanner.Depth, element.Scope);
        while (element.Scanner.NextChild(depth))
        {
            element.Enter(scope);
            switch (element.Vocabulary)
            {
                case Vocabulary.Sitemap or Vocabulary.Rss:
                    Url(element, entry);
                    break;
                case Vocabulary.News:
                    News(element, entry);
                    break;
                case Vocabulary.SitemapImage when element.Name is "image":
                    ReadInside(element, entry);
                    break;
                case Vocabulary.SitemapImage when element.Name is "loc":
                    entry.SetImage(element.Link(), Rank);
                    break;
            }
        }
    }

    private static void Url(XmlElement element, EntryBuilder entry)
    {
        switch (element.Name)
        {
            case "loc":
                entry.SetLink(element.Link(), Rank);
                break;
            case "lastmod":
                entry.SetUpdated(element.Date(), Rank);
                break;
        }
    }

    private static void News(XmlElement element, EntryBuilder entry)
    {
        switch (element.Name)
        {
            case "news" or "publication":
                ReadInside(element, entry);
                break;
            case "name":
                entry.Source = element.Line(TextKind.Html) is { } name ? new FeedSource(name) : entry.Source;
                break;
            case "language":
                entry.Language = Languages.Tag(element.Line(TextKind.Plain)) ?? entry.Language;
                break;
            case "publication_date":
                entry.SetPublished(element.Date(), Rank);
                break;
            case "title":
                entry.SetTitle(element.Line(TextKind.Html), Rank);
                break;
            case "keywords" or "genres":
                foreach (var word in Lists.Words(element.Line(TextKind.Html)))
                    entry.Add(new FeedCategory(word));
                break;
        }
    }
}
