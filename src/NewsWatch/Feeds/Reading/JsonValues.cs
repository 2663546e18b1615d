using System.Text.Json;

namespace NewsWatch.Feeds.Reading;

/// <summary>Takes what a feed needs out of JSON values of any type: none of these throws over a value that is of another.</summary>
internal sealed class JsonValues(HtmlText html, Repairs repairs, Uri? origin, DateTimeOffset now)
{
    /// <summary>The base of relative links where the document was fetched from nowhere.</summary>
    public Uri? LastResort { get; set; }

    /// <summary>A member of an object; an undefined element where it has none or is no object. Of two of one name, the last.</summary>
    public static JsonElement Get(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) ? member : default;

    /// <summary>The elements of an array; a value that should be an array of one; nothing where there is none.</summary>
    public static IEnumerable<JsonElement> Each(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Take(FeedLimits.List),
        JsonValueKind.Undefined or JsonValueKind.Null => [],
        _ => [value],
    };

    /// <summary>A string, or a number or truth value as written; null for anything else.</summary>
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Printable.Of(value.GetString()!),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    public string? Line(JsonElement value) => Text(value) is { } text ? html.Line(text) : null;

    public string? Body(JsonElement value) => Text(value) is { } text ? html.Paragraphs(text) : null;

    public string? Plain(JsonElement value) => Text(value) is { } text ? html.PlainParagraphs(text) : null;

    public string? Id(JsonElement value) => Text(value) is { } text ? html.PlainLine(text, FeedLimits.Address) : null;

    public string? Link(JsonElement value)
    {
        if (Text(value) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        var link = Links.Absolute(text, origin ?? LastResort);
        if (link is null)
            repairs.Note(-1, "\"{0}\" is no web address and was left out.", text);
        return link;
    }

    public DateTimeOffset? Date(JsonElement value)
    {
        if (Text(value) is not { } text || string.IsNullOrWhiteSpace(text))
            return null;
        var date = FeedDate.Parse(text);
        if (date is null)
            repairs.Note(-1, "The date \"{0}\" is not understood.", text);
        else if (FeedLimits.Settle(date.Value, now) is var settled && settled != date)
            (date, _) = (settled, Noted(text));
        return date;
    }

    private bool Noted(string text)
    {
        repairs.Note(-1, "The date \"{0}\" lies in the future.", text);
        return true;
    }
}
