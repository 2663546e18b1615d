namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Reads one item or entry, whatever mixture of vocabularies it is written in. Ranks: 9 the format's own element,
/// 6 Dublin Core, 4 an extension that repeats it, 2 a podcast's.
/// </summary>
internal static class EntryReader
{
    private const int Own = 9;
    private const int DublinCore = 6;
    private const int Extension = 4;
    private const int Podcast = 2;

    /// <summary>Reads the entry just entered, to behind its end tag.</summary>
    public static FeedEntry Read(XmlElement element)
    {
        var scanner = element.Scanner;
        var (depth, scope) = (scanner.Depth, element.Scope);
        var entry = new EntryBuilder { Id = element.Attribute("about") is { Length: > 0 } about ? about.Trim() : null };
        var language = Stated(element);
        var guid = new Guid();
        element.EntryDepth = depth;
        while (scanner.NextChild(depth))
        {
            element.Enter(scope);
            if (element.Name is "item" or "entry" && element.Vocabulary is Vocabulary.Rss or Vocabulary.Atom or Vocabulary.Atom03)
            {
                scanner.EndBefore(depth);
                break;
            }

            ReadChild(element, entry, ref guid);
        }

        element.EntryDepth = 0;
        entry.Language ??= language;
        if (guid.IsPermalink && entry.Link is null)
            entry.SetLink(Links.Absolute(AtomText.ResolveId(entry.Id, scope.Base ?? element.LastResort), null), 1);
        return entry.Build();
    }

    private static void ReadChild(XmlElement element, EntryBuilder entry, ref Guid guid)
    {
        switch (element.Vocabulary)
        {
            case Vocabulary.Rss:
                Rss(element, entry, ref guid);
                break;
            case Vocabulary.Atom or Vocabulary.Atom03:
                Atom(element, entry);
                break;
            case Vocabulary.Dc or Vocabulary.DcTerms or Vocabulary.Prism:
                Dc(element, entry);
                break;
            case Vocabulary.Content when element.Name is "encoded":
                entry.SetContent(element.Body(TextKind.Html), Own);
                break;
            case Vocabulary.Xhtml when element.Name is "body" or "div":
                entry.SetContent(element.Body(TextKind.Markup), Own);
                break;
            case Vocabulary.Media:
                MediaElements.Read(element, entry);
                break;
            case Vocabulary.Itunes:
                Itunes(element, entry);
                break;
        }
    }

    private static void Rss(XmlElement element, EntryBuilder entry, ref Guid guid)
    {
        switch (element.Name)
        {
            case "title":
                entry.SetTitle(element.Line(TextKind.Html), Own);
                break;
            case "link":
                // Atom's way of linking, in a feed without namespaces.
                if (element.Attribute("href") is not null)
                    AtomLink(element, entry);
                else
                    entry.SetLink(element.Link(), Own);
                break;
            case "guid":
                guid = new Guid(!string.Equals(element.Attribute("ispermalink")?.Trim(), "false", StringComparison.OrdinalIgnoreCase));
                entry.Id = element.Id() ?? entry.Id;
                break;
            case "id":
                entry.Id = element.Id() ?? entry.Id;
                break;
            case "description":
                // A summary beside a description: the description is then the whole text.
                if (entry.HasOwnSummary)
                    entry.SetContent(element.Body(TextKind.Html), Extension);
                else
                    entry.SetSummary(element.Body(TextKind.Html), Own);
                break;
            case "summary":
                entry.SetOwnSummary(element.Body(TextKind.Html));
                break;
            case "fullitem" or "content" or "body" or "encoded" or "content_encoded":
                entry.SetContent(element.Body(TextKind.Html), DublinCore);
                break;
            case "pubdate" or "published" or "issued":
                entry.SetPublished(element.Date(), Own);
                break;
            case "date":
                AnyDate(element.Date(), entry);
                break;
            case "updated" or "modified" or "lastbuilddate":
                entry.SetUpdated(element.Date(), Own);
                break;
            case "author":
                entry.Add(PersonElement.Read(element));
                break;
            case "category":
                Category(element, entry);
                break;
            case "enclosure":
                Enclose(element, entry, element.LinkIn("url") ?? element.LinkIn("href"));
                break;
            case "comments":
                entry.Comments = element.Link() ?? entry.Comments;
                break;
            case "image":
                entry.SetImage(ImageElement.Read(element), Extension);
                break;
            case "source":
                RssSource(element, entry);
                break;
            case "language":
                entry.Language = Languages.Tag(element.Line(TextKind.Plain)) ?? entry.Language;
                break;
        }
    }

    private static void Atom(XmlElement element, EntryBuilder entry)
    {
        switch (element.Name)
        {
            case "id":
                entry.Id = Resolved(element.Id(), element.Scope) ?? entry.Id;
                break;
            case "title":
                entry.SetTitle(element.Line(AtomText.Kind(element)), Own);
                break;
            case "link":
                AtomLink(element, entry);
                break;
            case "summary":
                entry.Language ??= Stated(element);
                entry.SetOwnSummary(element.Body(AtomText.BodyKind(element)));
                break;
            case "content":
                entry.Language ??= Stated(element);
                entry.SetLink(element.LinkIn("src"), 2);
                entry.SetContent(element.Body(AtomText.BodyKind(element)), Own);
                break;
            case "published" or "issued":
                entry.SetPublished(element.Date(), Own);
                break;
            case "created":
                entry.SetPublished(element.Date(), Extension);
                break;
            case "updated" or "modified":
                entry.SetUpdated(element.Date(), Own);
                break;
            case "author":
                entry.Add(PersonElement.Read(element));
                break;
            case "category":
                Category(element, entry);
                break;
            case "source":
                SourceElement.Read(element, entry);
                break;
        }
    }

    private static void Dc(XmlElement element, EntryBuilder entry)
    {
        switch (element.Name)
        {
            case "title":
                entry.SetTitle(element.Line(TextKind.Html), DublinCore);
                break;
            case "description" or "abstract":
                entry.SetSummary(element.Body(TextKind.Html), DublinCore);
                break;
            case "creator" or "author":
                entry.Add(PersonElement.Read(element));
                break;
            case "subject":
                Category(element, entry);
                break;
            case "identifier":
                entry.Id ??= element.Id();
                break;
            case "date" or "publicationdate":
                AnyDate(element.Date(), entry);
                break;
            case "issued" or "available":
                entry.SetPublished(element.Date(), DublinCore);
                break;
            case "created":
                entry.SetPublished(element.Date(), Extension);
                break;
            case "modified" or "modificationdate":
                entry.SetUpdated(element.Date(), DublinCore);
                break;
            case "language":
                entry.Language = Languages.Tag(element.Line(TextKind.Plain)) ?? entry.Language;
                break;
        }
    }

    private static void Itunes(XmlElement element, EntryBuilder entry)
    {
        switch (element.Name)
        {
            case "title":
                entry.SetTitle(element.Line(TextKind.Html), Podcast);
                break;
            case "subtitle":
                entry.SetSummary(element.Body(TextKind.Html), 1);
                break;
            case "summary" or "description":
                entry.SetSummary(element.Body(TextKind.Html), Podcast);
                break;
            case "author":
                entry.SpareAuthor ??= AuthorText.Parse(element.Line(TextKind.Html));
                break;
            case "image" or "link":
                entry.SetImage(ImageElement.Read(element), DublinCore);
                break;
            case "category":
                entry.Add(new FeedCategory(element.Label("text") ?? "", null, "http://www.itunes.com/") is { Term.Length: > 0 } category ? category : null);
                break;
            case "keywords":
                foreach (var word in Lists.Words(element.Line(TextKind.Html)))
                    entry.Add(new FeedCategory(word, null, "http://www.itunes.com/"));
                break;
        }
    }

    private static void AtomLink(XmlElement element, EntryBuilder entry)
    {
        var rel = element.Attribute("rel")?.Trim().ToLowerInvariant();
        var link = element.LinkIn("href") ?? (element.Attribute("href") is null ? element.Link() : null);
        switch (rel)
        {
            case null or "" or "alternate" or "http://www.iana.org/assignments/relation/alternate":
                var type = element.Attribute("type");
                entry.SetLink(link, type is null || type.Contains("html", StringComparison.OrdinalIgnoreCase) ? Own : Extension);
                break;
            case "enclosure":
                Enclose(element, entry, link);
                break;
            case "replies":
                entry.Comments ??= element.Attribute("type") is not { } replies || replies.Contains("html", StringComparison.OrdinalIgnoreCase) ? link : null;
                break;
            case "self":
                entry.SetLink(link, 1);
                break;
        }
    }

    private static void Category(XmlElement element, EntryBuilder entry) => entry.Add(CategoryElement.Read(element));

    private static void Enclose(XmlElement element, EntryBuilder entry, string? link)
    {
        if (link is not null)
            entry.Add(new Enclosure(link, element.Label("type"), MediaElements.Length(element.Attribute("length"))));
    }

    private static void RssSource(XmlElement element, EntryBuilder entry)
    {
        var link = element.LinkIn("url");
        var title = element.Line(TextKind.Html);
        if (title is not null || link is not null)
            entry.Source = new FeedSource(title, link);
    }

    // A date that says neither: the entry was published then as far as the feed tells, and last changed then.
    private static void AnyDate(DateTimeOffset? date, EntryBuilder entry)
    {
        entry.SetPublished(date, Extension);
        entry.SetUpdated(date, Extension);
    }

    private static string? Stated(XmlElement element) => Languages.Tag(element.Attribute("xml:lang"));

    private static string? Resolved(string? id, Scope scope) => AtomText.ResolveId(id, scope.Base);

    private readonly record struct Guid(bool IsPermalink);
}
