namespace NewsWatch.Feeds.Reading;

/// <summary>Says what a document is that is no feed, so that whoever reads the error knows what to do.</summary>
internal static class NoFeed
{
    /// <summary>How far into a document its own element may be looked for behind other words.</summary>
    private const int Preamble = 64 * 1024;

    /// <summary>The error for bytes that are nothing to be read as text; null where they may be.</summary>
    public static string? Kind(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [] => "The document is empty.",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "This is a PDF document, not a feed.",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "This is a picture, not a feed.",
        [0x1F, 0x8B, ..] => "This is compressed data, not a feed: the server compressed it without saying so, or twice.",
        [(byte)'P', (byte)'K', 3, 4, ..] => "This is a ZIP archive, not a feed.",
        _ => bytes.Trim(" \t\r\n\0"u8).IsEmpty ? "The document is empty." : null,
    };

    public static string Words(ReadOnlySpan<char> text)
    {
        var shown = text.Trim();
        shown = shown[..Math.Min(shown.Length, 60)];
        var start = shown.IndexOfAny('\r', '\n') is >= 0 and var end ? shown[..end] : shown;
        return $"This is neither XML nor JSON, so no feed; it begins with \"{start.ToString().Replace('<', ' ').Replace('"', '\'')}\".";
    }

    public static string Element(string format, string? root) => format == "opml"
        ? "This is a list of feeds (OPML), not a feed: import it instead."
        : root is null ? "The document holds no element, so no feed."
        : $"The document's element is \"{root}\", which is no feed's.";

    public static string Page(IReadOnlyList<DiscoveredFeed> discovered) => discovered.Count == 0
        ? "This is an HTML page, not a feed, and it points to none."
        : $"This is an HTML page, not a feed; it points to {discovered[0].Url}" + (discovered.Count > 1 ? $" and {discovered.Count - 1} more." : ".");

    /// <summary>The feeds that an OPML list names.</summary>
    public static IReadOnlyList<DiscoveredFeed> Listed(string format, ReadOnlySpan<char> text, Uri? origin)
    {
        var feeds = new List<DiscoveredFeed>();
        for (var at = 0; format == "opml" && text[at..].IndexOf("xmlUrl=", StringComparison.OrdinalIgnoreCase) is >= 0 and var next && feeds.Count < FeedLimits.Entries;)
        {
            at += next + "xmlUrl=".Length;
            if (at >= text.Length || text[at] is not ('"' or '\''))
                continue;
            var value = text[(at + 1)..];
            var close = value[..Math.Min(value.Length, FeedLimits.Address)].IndexOf(text[at]);
            if (close > 0 && Links.Absolute(value[..close], origin) is { } url)
                feeds.Add(new DiscoveredFeed(url, null, null));
        }

        return feeds;
    }

    /// <summary>True where the text is an HTML page that does not begin as one should.</summary>
    public static bool IsPage(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, 4096)];
        return head.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase) || head.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || head.Contains("<head>", StringComparison.OrdinalIgnoreCase) || head.Contains("<body", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Where a feed's own element begins behind other markup; -1 where none does.</summary>
    public static int FeedWithin(ReadOnlySpan<char> text)
    {
        var head = text[..Math.Min(text.Length, Preamble)];
        var first = -1;
        foreach (var start in (ReadOnlySpan<string>)["<?xml ", "<rss", "<feed", "<rdf:RDF", "<urlset"])
        {
            var at = head.IndexOf(start);
            if (at >= 0 && (first < 0 || at < first))
                first = at;
        }

        return first;
    }
}
