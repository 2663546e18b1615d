using System.Globalization;
using System.Text.Json;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Reading;

namespace NewsWatch.Evaluation.Feeds;

/// <summary>
/// One expectation of the feedparser suite and whether our reading meets it. Paths are feedparser's names; what our shape has no
/// field for (bases, languages of single texts, contributors, text inputs …) is outside of it and not counted.
/// </summary>
internal sealed record FeedparserClause(JsonElement[] Path, string Op, JsonElement Value)
{
    /// <summary>What our shape holds at this path; <see cref="Outside"/> where it has no field for it.</summary>
    public static readonly object Outside = new();

    public string Name => string.Join('.', Path.Select(p => p.ToString()));

    /// <summary>True or false; null where the clause is outside of our shape.</summary>
    public bool? Holds(ParsedFeed feed)
    {
        var actual = FeedparserPaths.Find(feed, [.. Path.Select(p => p.ValueKind == JsonValueKind.Number ? p.GetInt32() : (object)p.GetString()!)]);
        if (ReferenceEquals(actual, Outside))
            return null;
        return Op switch
        {
            "true" => Truth(actual),
            "false" => !Truth(actual),
            "len==" => actual is int count && count == Value.GetInt32(),
            "!=" => !Same(actual),
            "contains" => actual is string text && text.Contains(Value.GetString()!, StringComparison.Ordinal),
            _ => Same(actual),
        };
    }

    private static bool Truth(object? actual) => actual switch
    {
        bool truth => truth,
        string text => text.Length > 0,
        _ => actual is not null,
    };

    private bool Same(object? actual) => Value.ValueKind switch
    {
        JsonValueKind.Null => actual is null,
        JsonValueKind.Array => actual is DateTimeOffset date && Value.EnumerateArray().Take(6).Select(v => v.GetInt32())
            .SequenceEqual([date.Year, date.Month, date.Day, date.Hour, date.Minute, date.Second]),
        JsonValueKind.String when actual is DateTimeOffset date => FeedDate.Parse(Value.GetString()) is { } expected
            && Math.Abs((expected - date).TotalSeconds) < 1,
        JsonValueKind.String => string.Equals(AsText(Value.GetString()!), actual as string ?? "", StringComparison.Ordinal)
            || string.Equals(Value.GetString(), actual as string ?? "", StringComparison.Ordinal),
        JsonValueKind.Number => actual is int number && number == Value.GetInt32(),
        _ => false,
    };

    // feedparser gives HTML; the text of its HTML is what ours must be.
    private static string AsText(string html)
    {
        using var text = new HtmlText();
        return text.Paragraphs(html) ?? "";
    }
}
