using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace NewsWatch.Feeds;

/// <summary>Reads a feed document of any format out of its bytes. Never throws, whatever the bytes.</summary>
public static partial class FeedReader
{
    /// <summary>
    /// Reads <paramref name="body"/>. <paramref name="address"/> is where it was fetched and the base of relative links;
    /// <paramref name="now"/> bounds dates in the future; <paramref name="headers"/> may give Content-Location and Content-Language.
    /// </summary>
    public static ParsedFeed Read(
        ReadOnlyMemory<byte> body,
        string? contentType,
        Uri? address,
        DateTimeOffset now,
        IReadOnlyDictionary<string, string>? headers = null)
    {
        try
        {
            var first = body.Span.TrimStart(" \t\r\n\uFEFF"u8);
            return first.Length > 0 && first[0] == (byte)'{' ? ReadJson(body, address) : ReadXml(body, address);
        }
        catch (Exception e) when (e is XmlException or JsonException or InvalidOperationException)
        {
            return new ParsedFeed { Format = "unknown", Error = $"This is no feed that can be read: {e.Message}" };
        }
    }

    private static ParsedFeed ReadXml(ReadOnlyMemory<byte> body, Uri? address)
    {
        using var stream = new MemoryStream(body.ToArray());
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        var root = XDocument.Load(reader).Root!;
        var channel = root.Elements().FirstOrDefault(e => e.Name.LocalName == "channel") ?? root;
        var items = root.Descendants().Where(e => e.Name.LocalName is "item" or "entry");
        return new ParsedFeed
        {
            Format = root.Name.LocalName switch { "rss" => "rss2.0", "RDF" => "rss1.0", "feed" => "atom1.0", _ => "unknown" },
            Feed = new FeedInfo
            {
                Title = Text(channel, "title"),
                Link = Link(channel, address),
                Description = Text(channel, "description", "subtitle"),
                Language = Text(channel, "language"),
            },
            Entries = [.. items.Select(i => new FeedEntry
            {
                Id = Text(i, "guid", "id"),
                Title = Text(i, "title"),
                Link = Link(i, address),
                Published = Date(Text(i, "pubDate", "published", "date")),
                Updated = Date(Text(i, "updated", "date")),
                Summary = Text(i, "description", "summary"),
                Content = Text(i, "encoded", "content"),
                Authors = [.. i.Elements().Where(e => e.Name.LocalName is "author" or "creator")
                    .Select(e => new FeedAuthor(Text(e, "name") ?? e.Value.Trim()))],
                Categories = [.. i.Elements().Where(e => e.Name.LocalName is "category" or "subject")
                    .Select(e => new FeedCategory((string?)e.Attribute("term") ?? e.Value.Trim()))],
            })],
        };
    }

    private static ParsedFeed ReadJson(ReadOnlyMemory<byte> body, Uri? address)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return new ParsedFeed
        {
            Format = "json1.1",
            Feed = new FeedInfo { Title = String(root, "title"), Link = String(root, "home_page_url"), Self = String(root, "feed_url") },
            Entries = [.. root.GetProperty("items").EnumerateArray().Select(i => new FeedEntry
            {
                Id = String(i, "id"),
                Title = String(i, "title"),
                Link = Absolute(String(i, "url"), address),
                Published = Date(String(i, "date_published")),
                Updated = Date(String(i, "date_modified")),
                Summary = String(i, "summary"),
                Content = Strip(String(i, "content_html")) ?? String(i, "content_text"),
            })],
        };
    }

    private static string? String(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Text(XElement parent, params string[] names) => names
        .Select(n => parent.Elements().FirstOrDefault(e => e.Name.LocalName == n))
        .Where(e => e is not null).Select(e => Strip(e!.Value)).FirstOrDefault();

    private static string? Strip(string? html) => html is null ? null : WebUtility.HtmlDecode(Tags().Replace(html, " ")).Trim();

    private static string? Link(XElement parent, Uri? address) => parent.Elements()
        .Where(e => e.Name.LocalName == "link" && (string?)e.Attribute("rel") is null or "alternate")
        .Select(e => Absolute((string?)e.Attribute("href") ?? e.Value.Trim(), address)).FirstOrDefault(l => l is not null);

    private static string? Absolute(string? link, Uri? address) =>
        link is not null && (address is null ? Uri.TryCreate(link, UriKind.Absolute, out var uri) : Uri.TryCreate(address, link, out uri))
        && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    [GeneratedRegex("<[^>]*>", RegexOptions.NonBacktracking)]
    private static partial Regex Tags();
}
