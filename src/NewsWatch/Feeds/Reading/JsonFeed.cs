using System.Text.Json;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Reads JSON Feed 1.0 and 1.1, and RSS written as JSON. The document is streamed and each item is taken by itself,
/// so that one that breaks off keeps the items before the break. Wrong types are read for what they can mean, or passed over.
/// </summary>
internal sealed class JsonFeed(FeedBuilder feed, JsonValues values, Repairs repairs)
{
    private static readonly JsonReaderOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = FeedLimits.Depth,
    };

    private bool _hasItems;

    public string Format { get; private set; } = "unknown";

    /// <summary>Reads the document. Null where it is a feed; else why it is none.</summary>
    public string? Read(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(JsonSurrogates.Mend(utf8, repairs), Options);
        string? broken = null;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return "This is JSON, but not a feed: it is no object.";
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                ReadMember(ref reader);
        }
        catch (JsonException e)
        {
            broken = $"JSON breaks off at line {e.LineNumber + 1}, position {e.BytePositionInLine + 1}: {(e.Message.Contains("depth", StringComparison.Ordinal) ? $"it is nested deeper than {FeedLimits.Depth}" : "it is not well formed")}";
        }

        if (Format == "unknown" && _hasItems)
            Format = "json";
        if (Format == "unknown" || (broken is not null && feed.Count == 0))
            return broken is null ? "This is JSON, but not a feed: it has no items and names no version of JSON Feed." : $"The {broken}.";
        if (broken is not null)
            repairs.Note(-1, $"The {broken}; what came before was kept.");
        return null;
    }

    private void ReadMember(ref Utf8JsonReader reader)
    {
        var name = reader.GetString() ?? "";
        if (!reader.Read())
            throw new JsonException();
        if (name == "items" && reader.TokenType == JsonTokenType.StartArray)
        {
            _hasItems = true;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                using var item = JsonDocument.ParseValue(ref reader);
                if (item.RootElement.ValueKind == JsonValueKind.Object)
                    feed.Add(Item(item.RootElement));
                else
                    repairs.Note(-1, "An item is no object and was left out.");
            }

            return;
        }

        using var member = JsonDocument.ParseValue(ref reader);
        if (name == "rss" && member.RootElement.ValueKind == JsonValueKind.Object)
            Format = new RssInJson(feed, values).Read(member.RootElement) ?? Format;
        else
            Member(name, member.RootElement);
    }

    private void Member(string name, JsonElement value)
    {
        switch (name)
        {
            case "version" when JsonValues.Text(value) is { } version && version.Contains("jsonfeed.org", StringComparison.OrdinalIgnoreCase):
                Format = version.TrimEnd('/').EndsWith("1.1", StringComparison.Ordinal) ? "json1.1" : "json1.0";
                break;
            case "title":
                feed.SetTitle(values.Line(value), 1);
                break;
            case "home_page_url":
                feed.SetLink(values.Link(value), 1);
                values.LastResort ??= Links.Base(feed.Link, null);
                break;
            case "feed_url":
                feed.Self = values.Link(value);
                values.LastResort ??= Links.Base(feed.Self, null);
                break;
            case "description":
                feed.SetDescription(values.Body(value), 1);
                break;
            case "language":
                feed.Language = Languages.Tag(JsonValues.Text(value));
                break;
            case "icon":
                feed.SetImage(values.Link(value), 2);
                break;
            case "favicon":
                feed.SetImage(values.Link(value), 1);
                break;
            case "author" or "authors":
                foreach (var author in JsonValues.Each(value))
                    feed.Add(Author(author));
                break;
            case "hubs":
                foreach (var hub in JsonValues.Each(value))
                    feed.Hub ??= values.Link(JsonValues.Get(hub, "url"));
                break;
        }
    }

    private FeedEntry Item(JsonElement item)
    {
        var entry = new EntryBuilder { Id = values.Id(JsonValues.Get(item, "id")) };
        entry.SetLink(values.Link(JsonValues.Get(item, "url")), 3);
        entry.SetLink(values.Link(JsonValues.Get(item, "external_url")), 2);
        if (entry.Link is null)
            entry.SetLink(Links.Absolute(entry.Id, null), 1);
        entry.SetTitle(values.Line(JsonValues.Get(item, "title")), 1);
        entry.SetSummary(values.Body(JsonValues.Get(item, "summary")), 1);
        entry.SetContent(values.Plain(JsonValues.Get(item, "content_text")), 1);
        entry.SetContent(values.Body(JsonValues.Get(item, "content_html")), 2);
        entry.SetPublished(values.Date(JsonValues.Get(item, "date_published")), 1);
        entry.SetUpdated(values.Date(JsonValues.Get(item, "date_modified")), 1);
        entry.SetImage(values.Link(JsonValues.Get(item, "image")), 2);
        entry.SetImage(values.Link(JsonValues.Get(item, "banner_image")), 1);
        entry.Language = Languages.Tag(JsonValues.Text(JsonValues.Get(item, "language")));
        var authors = JsonValues.Get(item, "authors");
        foreach (var author in JsonValues.Each(authors.ValueKind == JsonValueKind.Undefined ? JsonValues.Get(item, "author") : authors))
            entry.Add(Author(author));
        foreach (var tag in JsonValues.Each(JsonValues.Get(item, "tags")))
            entry.Add(values.Line(tag) is { } term ? new FeedCategory(term) : null);
        foreach (var file in JsonValues.Each(JsonValues.Get(item, "attachments")))
        {
            if (values.Link(JsonValues.Get(file, "url")) is { } url)
                entry.Add(new Enclosure(url, values.Line(JsonValues.Get(file, "mime_type")), MediaElements.Length(JsonValues.Text(JsonValues.Get(file, "size_in_bytes")))));
        }

        return entry.Build();
    }

    private FeedAuthor? Author(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
            return AuthorText.Parse(values.Line(value));
        var (name, url) = (values.Line(JsonValues.Get(value, "name")), JsonValues.Get(value, "url"));
        var mail = JsonValues.Text(url) is { } text && text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : null;
        var uri = mail is null ? values.Link(url) : null;
        return name is null && uri is null && mail is null ? null : new FeedAuthor(name, mail, uri);
    }
}
