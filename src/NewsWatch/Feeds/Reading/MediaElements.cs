using System.Globalization;

namespace NewsWatch.Feeds.Reading;

/// <summary>Reads Media RSS: groups and contents hold titles, texts, credits and pictures for the entry they are in.</summary>
internal static class MediaElements
{
    private const int Rank = 4;

    public static void Read(XmlElement element, EntryBuilder entry)
    {
        switch (element.Name)
        {
            case "group":
                ReadInside(element, entry);
                break;
            case "content":
                ReadContent(element, entry);
                break;
            case "thumbnail":
                entry.SetImage(element.LinkIn("url"), Rank);
                break;
            case "title":
                entry.SetTitle(element.Line(Kind(element)), Rank);
                break;
            case "description":
                entry.SetSummary(element.Body(Kind(element)), Rank);
                break;
            case "category":
                entry.Add(CategoryElement.Read(element));
                break;
            case "keywords":
                foreach (var word in Lists.Words(element.Line(TextKind.Html)))
                    entry.Add(new FeedCategory(word));
                break;
            case "credit" when element.Attribute("role")?.Trim().ToLowerInvariant() is "author" or "writer" or "journalist":
                entry.SpareAuthor ??= AuthorText.Parse(element.Line(TextKind.Html));
                break;
        }
    }

    /// <summary>A length in bytes; null where it is not a number that can be one.</summary>
    public static long? Length(string? text) =>
        long.TryParse(text?.Trim().Replace(",", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    // A picture is the entry's image; sound and film belong to it as files.
    private static void ReadContent(XmlElement element, EntryBuilder entry)
    {
        if (element.LinkIn("url") is { } link)
        {
            var (type, medium) = (element.Label("type"), element.Attribute("medium")?.Trim().ToLowerInvariant());
            if (medium == "image" || type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true || (medium is null && type is null))
                entry.SetImage(link, Rank - 1);
            else if (medium is "audio" or "video" || type is not null)
                entry.Add(new Enclosure(link, type, Length(element.Attribute("filesize"))));
        }

        ReadInside(element, entry);
    }

    private static void ReadInside(XmlElement element, EntryBuilder entry)
    {
        var (depth, scope) = (element.Scanner.Depth, element.Scope);
        while (element.Scanner.NextChild(depth))
        {
            element.Enter(scope);
            if (element.Vocabulary == Vocabulary.Media)
                Read(element, entry);
        }
    }

    private static TextKind Kind(XmlElement element) =>
        element.Attribute("type")?.Trim().Equals("plain", StringComparison.OrdinalIgnoreCase) == true ? TextKind.Plain : TextKind.Html;
}
