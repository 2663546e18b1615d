namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Reads a feed out of XML. The containers (rss, RDF, feed, channel) are open doors: what a feed says is understood at any of
/// their levels, so that items beside the channel, as in RSS 1.0, and items inside it, as in RSS 2.0, are one case.
/// </summary>
internal sealed class XmlFeed(XmlElement element, FeedBuilder feed, Scope scope)
{
    private readonly XmlScanner _scanner = element.Scanner;

    public string Format { get; private set; } = "unknown";

    /// <summary>The name of the document's element; null where there is none.</summary>
    public string? Root { get; private set; }

    /// <summary>Reads the whole document. False where its element is no feed's.</summary>
    public bool Read()
    {
        while (_scanner.NextChild(0))
        {
            element.Enter(scope);
            if (Root is not null)
            {
                // What follows the end of the document's element counts where it is more of a feed: the element was ended too soon.
                if (IsEntry())
                    ReadEntry();
                else if (element.Name is "channel" or "rss" or "feed")
                    ReadInside();
                continue;
            }

            Root = element.Name.ToString();
            Format = FeedFormat.Of(element);
            if (element.Vocabulary == Vocabulary.Other && Format != "unknown")
                element.Adopt(Format.StartsWith("atom", StringComparison.Ordinal) ? Vocabulary.Atom : Vocabulary.Rss);
            if (Format is "unknown" or "html" or "opml")
                return false;
            if (IsEntry())
                ReadEntry();
            else
                ReadInside();
        }

        return Root is not null;
    }

    private void ReadInside()
    {
        var (depth, inner) = (_scanner.Depth, element.Scope);
        if (Languages.Tag(element.Attribute("xml:lang")) is { } language)
            feed.Language ??= language;
        if (element.Vocabulary == Vocabulary.Rss && element.Name is "channel" && element.Attribute("about") is { Length: > 0 } about)
            feed.Id ??= about.Trim();
        while (_scanner.NextChild(depth))
        {
            element.Enter(inner);
            if (IsEntry())
            {
                ReadEntry();
            }
            else if (IsContainer())
            {
                if (Format.StartsWith("rss", StringComparison.Ordinal))
                    Format = FeedFormat.Refine(Format, element);
                ReadInside();
            }
            else
            {
                FeedElements.Read(element, feed);
                element.LastResort ??= Links.Base(feed.Self, null) ?? Links.Base(feed.Link, null);
            }
        }
    }

    private bool IsEntry() => element.Name is "item" or "entry" && element.Vocabulary is Vocabulary.Rss or Vocabulary.Atom or Vocabulary.Atom03 or Vocabulary.Other
        || (element.Vocabulary is Vocabulary.Sitemap or Vocabulary.Rss && element.Name is "url" or "sitemap" && Format.StartsWith("sitemap", StringComparison.Ordinal));

    private bool IsContainer() => element.Name is "channel" or "rss" or "rdf" or "feed" && element.Vocabulary is not Vocabulary.Itunes and not Vocabulary.Media;

    // The entry in which the document breaks off is half a text: it is left for the next time, unless there is no other.
    private void ReadEntry()
    {
        var entry = Format.StartsWith("sitemap", StringComparison.Ordinal) ? SitemapReader.Read(element) : EntryReader.Read(element);
        if (!_scanner.Truncated || _scanner.TruncatedAt <= _scanner.Depth || feed.Count == 0)
            feed.Add(entry);
        else
            _scanner.Repairs.Note(_scanner.Token.Start, "The entry that the document breaks off in was left out.");
    }
}
