using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary>Writes feeds as JSON lines, in the shape that `newswatch feeds parse --json` promises. Absent values are null, never left out.</summary>
internal sealed class FeedJsonWriter(Stream output) : IDisposable
{
    private readonly Utf8JsonWriter _json = new(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    public void Write(string file, ParsedFeed parsed)
    {
        _json.WriteStartObject();
        _json.WriteString("file", file);
        _json.WriteString("format", parsed.Format);
        _json.WriteString("error", parsed.Error);
        _json.WriteStartArray("warnings");
        foreach (var warning in parsed.Warnings)
        {
            _json.WriteStartObject();
            _json.WriteString("message", warning.Message);
            _json.WriteNumber("line", warning.Line);
            _json.WriteNumber("position", warning.Position);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        WriteFeed(parsed.Feed);
        _json.WriteStartArray("entries");
        foreach (var entry in parsed.Entries)
            WriteEntry(entry);
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        output.WriteByte((byte)'\n');
        output.Flush();
    }

    public void Dispose() => _json.Dispose();

    private void WriteFeed(FeedInfo feed)
    {
        _json.WriteStartObject("feed");
        _json.WriteString("title", feed.Title);
        _json.WriteString("link", feed.Link);
        _json.WriteString("self", feed.Self);
        _json.WriteString("description", feed.Description);
        _json.WriteString("language", feed.Language);
        _json.WriteString("id", feed.Id);
        WriteTime("published", feed.Published);
        WriteTime("updated", feed.Updated);
        _json.WriteString("image", feed.Image);
        WriteAuthors(feed.Authors);
        WriteCategories(feed.Categories);
        if (feed.Ttl is { } ttl)
            _json.WriteNumber("ttl_minutes", (long)Math.Round(ttl.TotalMinutes));
        else
            _json.WriteNull("ttl_minutes");
        _json.WriteString("hub", feed.Hub);
        _json.WriteString("generator", feed.Generator);
        _json.WriteString("rights", feed.Rights);
        _json.WriteEndObject();
    }

    private void WriteEntry(FeedEntry entry)
    {
        _json.WriteStartObject();
        _json.WriteString("id", entry.Id);
        _json.WriteString("title", entry.Title);
        _json.WriteString("link", entry.Link);
        WriteTime("published", entry.Published);
        WriteTime("updated", entry.Updated);
        _json.WriteString("summary", entry.Summary);
        _json.WriteString("content", entry.Content);
        WriteAuthors(entry.Authors);
        WriteCategories(entry.Categories);
        _json.WriteStartArray("enclosures");
        foreach (var enclosure in entry.Enclosures)
        {
            _json.WriteStartObject();
            _json.WriteString("url", enclosure.Url);
            _json.WriteString("type", enclosure.Type);
            if (enclosure.Length is { } length)
                _json.WriteNumber("length", length);
            else
                _json.WriteNull("length");
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteString("image", entry.Image);
        _json.WriteString("comments", entry.Comments);
        _json.WriteString("language", entry.Language);
        _json.WriteString("source", entry.Source?.Title ?? entry.Source?.Link ?? entry.Source?.Id);
        _json.WriteEndObject();
    }

    private void WriteAuthors(IReadOnlyList<FeedAuthor> authors)
    {
        _json.WriteStartArray("authors");
        foreach (var author in authors)
        {
            _json.WriteStartObject();
            _json.WriteString("name", author.Name);
            _json.WriteString("email", author.Email);
            _json.WriteString("uri", author.Uri);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void WriteCategories(IReadOnlyList<FeedCategory> categories)
    {
        _json.WriteStartArray("categories");
        foreach (var category in categories)
            _json.WriteStringValue(category.Term);
        _json.WriteEndArray();
    }

    private void WriteTime(string name, DateTimeOffset? time) =>
        _json.WriteString(name, time?.UtcDateTime.ToString(time.Value.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", System.Globalization.CultureInfo.InvariantCulture));
}
