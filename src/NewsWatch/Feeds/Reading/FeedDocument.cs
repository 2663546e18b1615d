using System.Text;
using System.Text.Unicode;

namespace NewsWatch.Feeds.Reading;

/// <summary>One document on its way from bytes to a feed: what is it, in which encoding, and who reads it.</summary>
internal sealed class FeedDocument(ReadOnlyMemory<byte> body, ServedAs served, DateTimeOffset now) : IDisposable
{
    private readonly Repairs _repairs = new();
    private readonly HtmlText _html = new();
    private readonly FeedBuilder _feed = new();
    private DecodedDocument? _decoded;

    public ParsedFeed Read()
    {
        var bytes = body.Span[..Math.Min(body.Length, FeedLimits.Bytes)];
        if (body.Length > FeedLimits.Bytes)
            _repairs.Note(-1, $"The document is longer than {FeedLimits.Bytes / (1024 * 1024)} MiB; the rest was left out.");
        if (NoFeed.Kind(bytes) is { } kind)
            return Failed("unknown", kind);
        return IsJson(bytes) ? ReadJson(bytes) : ReadXml(bytes);
    }

    public void Dispose()
    {
        _decoded?.Dispose();
        _html.Dispose();
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        start = start.TrimStart(" \t\r\n\0"u8);
        // UTF-16 and UTF-32 begin with a mark or a zero; both are trimmed or passed here and decoded later.
        start = start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? start[2..].TrimStart((byte)0) : start;
        return start is [(byte)'{' or (byte)'[', ..];
    }

    private ParsedFeed ReadJson(ReadOnlySpan<byte> bytes)
    {
        var encoding = "utf-8";
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (!Utf8.IsValid(bytes) || bytes.Contains((byte)0))
        {
            _decoded = DecodedDocument.Of(bytes, served.Charset, _repairs);
            encoding = _decoded.Encoding;
            bytes = Encoding.UTF8.GetBytes(_decoded.Text.Span.ToArray());
        }

        var json = new JsonFeed(_feed, new JsonValues(_html, _repairs, served.Base, now), _repairs);
        return json.Read(bytes) is { } error ? Failed("unknown", error) : Done(json.Format, encoding);
    }

    private ParsedFeed ReadXml(ReadOnlySpan<byte> bytes)
    {
        _decoded = DecodedDocument.Of(bytes, served.Charset, _repairs);
        var text = _decoded.Text;
        if (!text.Span.Contains('<'))
            return Failed("unknown", NoFeed.Words(text.Span));

        var start = 0;
        for (var attempt = 0; ; attempt++)
        {
            using var element = new XmlElement(new XmlScanner(_decoded.Characters, text.Length, _repairs, start), _html, now);
            var feed = new XmlFeed(element, _feed, new Scope(served.Base, null));
            if (feed.Read())
                return Done(feed.Format, _decoded.Encoding);

            // A server's own words before the feed ("Warning: …") are passed over once.
            var later = attempt == 0 && feed.Format != "html" ? NoFeed.FeedWithin(text.Span) : -1;
            if (later <= start)
                return NotAFeed(feed, text.Span);
            start = later;
            _repairs.Note(0, "What stands before the feed's own element was left out.");
        }
    }

    private ParsedFeed NotAFeed(XmlFeed feed, ReadOnlySpan<char> text)
    {
        var isPage = feed.Format == "html" || (feed.Format != "opml" && NoFeed.IsPage(text));
        if (!isPage)
            return Failed(feed.Format, NoFeed.Element(feed.Format, feed.Root)) with { Discovered = NoFeed.Listed(feed.Format, text, served.Base) };
        var discovered = PageLinks.Find(text, served.Base, _html);
        return Failed("html", NoFeed.Page(discovered)) with { Discovered = discovered };
    }

    private ParsedFeed Done(string format, string encoding)
    {
        if (served.IsMisleading)
            _repairs.Note(-1, "It was served as \"{0}\" and read for what it is.", served.MediaType);
        _feed.Language ??= served.Language;
        _feed.Hub ??= served.Hub;
        _feed.Self ??= served.Self;
        var entries = _feed.Entries(_repairs);
        return new ParsedFeed
        {
            Format = format,
            Encoding = encoding,
            Feed = _feed.Build(),
            Entries = entries,
            Warnings = _repairs.ToWarnings(_decoded is null ? default : _decoded.Text.Span),
        };
    }

    // What is no feed has no repairs worth a note.
    private ParsedFeed Failed(string format, string error) => new() { Format = format, Error = error, Encoding = _decoded?.Encoding ?? "utf-8" };
}
