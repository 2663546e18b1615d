namespace NewsWatch.Feeds.Reading;

/// <summary>Reads atom:source: the feed that an entry was copied from.</summary>
internal static class SourceElement
{
    public static void Read(XmlElement element, EntryBuilder entry)
    {
        var (depth, scope) = (element.Scanner.Depth, element.Scope);
        string? title = null, link = null, self = null, id = null;
        FeedAuthor? author = null;
        while (element.Scanner.NextChild(depth))
        {
            element.Enter(scope);
            switch (element.Name)
            {
                case "title":
                    title = element.Line(AtomText.Kind(element));
                    break;
                case "id":
                    id = AtomText.ResolveId(element.Id(), element.Scope.Base);
                    break;
                case "link" when element.Attribute("rel") is null or "" or "alternate":
                    link ??= element.LinkIn("href");
                    break;
                case "link" when element.Attribute("rel") is "self":
                    self ??= element.LinkIn("href");
                    break;
                case "author":
                    author ??= PersonElement.Read(element);
                    break;
            }
        }

        // RFC 4287: an entry without authors has its source's.
        entry.SpareAuthor ??= author;
        if (title is not null || link is not null || id is not null || self is not null)
            entry.Source = new FeedSource(title, link ?? self, id);
    }
}
