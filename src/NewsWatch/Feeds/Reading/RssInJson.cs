using System.Text.Json;

namespace NewsWatch.Feeds.Reading;

/// <summary>Reads RSS 2.0 whose elements were written as JSON members: an element's text is its value, or the member "#value".</summary>
internal sealed class RssInJson(FeedBuilder feed, JsonValues values)
{
    /// <summary>Reads what the member "rss" holds. Returns the format; null where it is no feed.</summary>
    public string? Read(JsonElement rss)
    {
        var channel = JsonValues.Get(rss, "channel");
        if (channel.ValueKind != JsonValueKind.Object)
            return null;
        feed.SetTitle(values.Line(Value(channel, "title")), 1);
        feed.SetLink(values.Link(Value(channel, "link")), 1);
        values.LastResort ??= Links.Base(feed.Link, null);
        feed.SetDescription(values.Body(Value(channel, "description")), 1);
        feed.Language = Languages.Tag(JsonValues.Text(Value(channel, "language")));
        feed.Published = values.Date(Value(channel, "pubDate"));
        feed.Updated = values.Date(Value(channel, "lastBuildDate"));
        feed.Generator = values.Line(Value(channel, "generator"));
        feed.Rights = values.Line(Value(channel, "copyright"));
        feed.Ttl = int.TryParse(JsonValues.Text(Value(channel, "ttl")), out var minutes) && minutes > 0 ? TimeSpan.FromMinutes(minutes) : null;
        feed.Add(AuthorText.Parse(values.Line(Value(channel, "managingEditor"))));
        foreach (var item in Items(channel))
            feed.Add(Item(item));
        return "rss2.0";
    }

    private static IEnumerable<JsonElement> Items(JsonElement channel) =>
        JsonValues.Get(channel, "item") is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : JsonValues.Each(JsonValues.Get(channel, "item"));

    private FeedEntry Item(JsonElement item)
    {
        var guid = JsonValues.Get(item, "guid");
        var entry = new EntryBuilder { Id = values.Id(Value(item, "guid")), Comments = values.Link(Value(item, "comments")) };
        entry.SetTitle(values.Line(Value(item, "title")), 1);
        entry.SetLink(values.Link(Value(item, "link")), 2);
        if (entry.Link is null && JsonValues.Text(JsonValues.Get(guid, "isPermaLink")) is not "false")
            entry.SetLink(Links.Absolute(entry.Id, null), 1);
        entry.SetSummary(values.Body(Value(item, "description")), 1);
        entry.SetContent(values.Body(Value(item, "content:encoded")), 1);
        entry.SetPublished(values.Date(Value(item, "pubDate")), 1);
        entry.Add(AuthorText.Parse(values.Line(Value(item, "author"))));
        foreach (var category in JsonValues.Each(JsonValues.Get(item, "category")))
            entry.Add(values.Line(Inner(category)) is { } term ? new FeedCategory(term) : null);
        foreach (var file in JsonValues.Each(JsonValues.Get(item, "enclosure")))
        {
            if (values.Link(JsonValues.Get(file, "url")) is { } url)
                entry.Add(new Enclosure(url, values.Line(JsonValues.Get(file, "type")), MediaElements.Length(JsonValues.Text(JsonValues.Get(file, "length")))));
        }

        return entry.Build();
    }

    private static JsonElement Value(JsonElement parent, string name) => Inner(JsonValues.Get(parent, name));

    private static JsonElement Inner(JsonElement value) => value.ValueKind == JsonValueKind.Object ? JsonValues.Get(value, "#value") : value;
}
