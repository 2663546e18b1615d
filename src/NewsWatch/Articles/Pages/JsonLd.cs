using System.Text;
using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// The page's JSON-LD objects, flat and in document order. Broken JSON is repaired where the repair is certain
/// (raw line breaks in strings, comment wrappers, trailing commas and semicolons); else what can be cut out of it is read.
/// </summary>
internal static class JsonLd
{
    private const int MaxObjects = 2_000;
    private const int MaxDepth = 24;

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    /// <summary>Keys worth saving out of a document that does not parse.</summary>
    private static readonly string[] Saved =
        ["@type", "headline", "datePublished", "dateCreated", "dateModified", "articleBody", "inLanguage", "isAccessibleForFree"];

    /// <summary>Properties that hold other articles, comments and reviews, with dates and authors of their own.</summary>
    private static readonly string[] OfOthers =
        ["itemListElement", "comment", "comments", "review", "reviews", "mentions", "isRelatedTo", "citation", "hasPart", "relatedLink", "potentialAction", "subjectOf"];

    public static IReadOnlyList<JsonElement> Read(PageTree tree)
    {
        var objects = new List<JsonElement>();
        foreach (var node in tree.Nodes)
        {
            if (node.Tag != "script" || string.IsNullOrWhiteSpace(node.Text))
                continue;

            if (Parse(node.Text) is { } root)
                Collect(root, objects, 0);
        }

        return objects;
    }

    /// <summary>True where the object's <c>@type</c> is, or is one of several and, what <paramref name="match"/> asks.</summary>
    public static bool IsType(JsonElement item, Func<string, bool> match)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("@type", out var type))
            return false;

        return type.ValueKind switch
        {
            JsonValueKind.String => match(TypeName(type)),
            JsonValueKind.Array => type.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && match(TypeName(one))),
            _ => false,
        };
    }

    /// <summary>The property as text: a string, a number, the first of an array, or the <c>@value</c>, <c>name</c> or <c>@id</c> of an object.</summary>
    public static string? TextOf(JsonElement item, string property)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(property, out var value))
            return null;

        for (var depth = 0; depth < 4; depth++)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    return value.GetString();
                case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False:
                    return value.GetRawText();
                case JsonValueKind.Array when value.GetArrayLength() > 0:
                    value = value[0];
                    break;
                case JsonValueKind.Object when value.TryGetProperty("@value", out var inner) || value.TryGetProperty("name", out inner)
                    || value.TryGetProperty("url", out inner) || value.TryGetProperty("@id", out inner):
                    value = inner;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The name of the person or organisation in a property, looked up by <c>@id</c> where only that is given.</summary>
    public static string? NameOf(JsonElement item, string property, IReadOnlyList<JsonElement> objects)
    {
        if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty(property, out var value))
            return null;

        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
            value = value[0];

        return value.ValueKind == JsonValueKind.String ? value.GetString() : NameOf(value, objects);
    }

    /// <summary>The name of a person or organisation, looked up by <c>@id</c> where only that is given.</summary>
    public static string? NameOf(JsonElement item, IReadOnlyList<JsonElement> objects)
    {
        if (item.ValueKind != JsonValueKind.Object)
            return null;
        if (item.TryGetProperty("name", out var name))
            return name.ValueKind == JsonValueKind.String ? name.GetString() : TextOf(item, "name");
        if (!item.TryGetProperty("@id", out var id) || id.ValueKind != JsonValueKind.String)
            return null;

        foreach (var other in objects)
            if (other.TryGetProperty("@id", out var otherId) && otherId.ValueKind == JsonValueKind.String && otherId.GetString() == id.GetString()
                && other.TryGetProperty("name", out name) && name.ValueKind == JsonValueKind.String)
                return name.GetString();

        return null;
    }

    private static string TypeName(JsonElement type)
    {
        var name = type.GetString() ?? "";
        return name[(name.LastIndexOfAny(['/', ':', '#']) + 1)..];
    }

    private static JsonElement? Parse(string text)
    {
        var json = Unwrapped(text);
        return Try(json) ?? Try(Repaired(json)) ?? Rescued(json);
    }

    private static JsonElement? Try(string json)
    {
        try
        {
            return JsonDocument.Parse(json, Options).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>From the first bracket to the last: comment and CDATA wrappers and a closing semicolon go.</summary>
    private static string Unwrapped(string text)
    {
        var start = text.AsSpan().IndexOfAny('{', '[');
        if (start > 0 && text.AsSpan(0, start).Contains("CDATA[", StringComparison.Ordinal) && text[start] == '[')
            start = text.IndexOfAny(['{', '['], start + 1);

        var end = text.AsSpan().LastIndexOfAny('}', ']');
        while (end > start && text[end] == ']' && text.AsSpan(end).StartsWith("]>", StringComparison.Ordinal))
            end = text.LastIndexOfAny(['}', ']'], end - 1);

        return start >= 0 && end > start ? text[start..(end + 1)] : text;
    }

    /// <summary>Raw control characters and unknown escapes inside strings are escaped; empty array slots and objects set side by side are joined.</summary>
    private static string Repaired(string json)
    {
        var repaired = new StringBuilder(json.Length + 64);
        var inString = false;
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            if (!inString)
            {
                inString = c == '"';
                repaired.Append(char.IsControl(c) ? ' ' : c);
                continue;
            }

            switch (c)
            {
                case '\\' when i + 1 < json.Length && json[i + 1] is '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't' or 'u':
                    repaired.Append(c).Append(json[++i]);
                    break;
                case '\\':
                    repaired.Append("\\\\");
                    break;
                case '"' when !EndsString(json, i):
                    repaired.Append("\\\"");
                    break;
                case '"':
                    inString = false;
                    repaired.Append(c);
                    break;
                case < ' ':
                    repaired.Append(' ');
                    break;
                default:
                    repaired.Append(c);
                    break;
            }
        }

        return repaired.ToString();
    }

    /// <summary>A quote ends its string where a comma, colon or closing bracket follows; else it is one that nobody escaped.</summary>
    private static bool EndsString(string json, int quote)
    {
        var next = quote + 1;
        while (next < json.Length && next < quote + 200 && char.IsWhiteSpace(json[next]))
            next++;

        return next >= json.Length || json[next] is ',' or ':' or '}' or ']';
    }

    private static JsonElement? Rescued(string json)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in Saved)
        {
            var at = json.IndexOf($"\"{key}\"", StringComparison.Ordinal);
            if (at < 0)
                continue;

            var rest = json.AsSpan(at + key.Length + 2).TrimStart();
            if (rest is not [':', ..] || rest[1..].TrimStart() is not ['"', ..] quoted)
                continue;

            var end = 1;
            while (end < quoted.Length && quoted[end] != '"')
                end += quoted[end] == '\\' ? 2 : 1;

            if (end < quoted.Length && Try(Repaired(quoted[..(end + 1)].ToString())) is { ValueKind: JsonValueKind.String } value)
                found[key] = value.GetString()!;
        }

        return found.Count > 1 ? JsonSerializer.SerializeToElement(found) : null;
    }

    private static void Collect(JsonElement value, List<JsonElement> objects, int depth)
    {
        if (depth > MaxDepth || objects.Count >= MaxObjects)
            return;

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                Collect(item, objects, depth + 1);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            objects.Add(value);
            foreach (var property in value.EnumerateObject())
                if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && !OfOthers.Contains(property.Name))
                    Collect(property.Value, objects, depth + 1);
        }
    }
}
