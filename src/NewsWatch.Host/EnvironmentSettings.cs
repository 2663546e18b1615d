using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsWatch.Host;

/// <summary>
/// Settings from environment variables, as containers are given them: <c>NEWSWATCH_CONFIG_BUS</c> is the key <c>bus</c>,
/// <c>NEWSWATCH_CONFIG_MAIL__SMTP</c> the key <c>mail.smtp</c>. A value is taken as written; where the key wants more than
/// a word, as JSON (<c>{…}</c>, <c>30</c>), or as words with commas between them for a list.
/// </summary>
internal sealed class EnvironmentSettings(IReadOnlyDictionary<string, string> variables)
{
    public const string Prefix = "NEWSWATCH_CONFIG_";

    private static readonly JsonDocumentOptions Tolerant = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static EnvironmentSettings Now() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Where(row => ((string)row.Key).StartsWith(Prefix, StringComparison.Ordinal) && row.Value is string { Length: > 0 })
        .ToDictionary(row => (string)row.Key, row => (string)row.Value!, StringComparer.Ordinal));

    /// <param name="file">The file's text, which can be read.</param>
    /// <param name="options">What it says.</param>
    /// <exception cref="ConfigurationException">A variable names no key, or its value is none for it.</exception>
    public NewsWatchOptions Over(string file, NewsWatchOptions options)
    {
        if (variables.Count == 0)
            return options;

        var json = (JsonObject)JsonNode.Parse(file, null, Tolerant)!;
        foreach (var (name, value) in variables.OrderBy(row => row.Key, StringComparer.Ordinal))
            (json, options) = With(json, name, value);

        return options;
    }

    private static (JsonObject Json, NewsWatchOptions Options) With(JsonObject json, string name, string value)
    {
        JsonException? wrong = null;
        foreach (var form in Forms(value))
        {
            var changed = (JsonObject)json.DeepClone();
            Put(changed, name[Prefix.Length..].Split("__"), form);
            try
            {
                return (changed, changed.Deserialize<NewsWatchOptions>(NewsWatchOptions.Strict)!);
            }
            catch (JsonException error)
            {
                wrong = error;
            }
        }

        // What was written may be a password: it is not said again.
        throw new ConfigurationException(
            name, null,
            wrong!.Message.StartsWith("The JSON property", StringComparison.Ordinal)
                ? $"is no key of the configuration; correct its name or remove it (config/newswatch.json names all keys; '__' stands for a dot)"
                : "has a value that its key does not take; correct it (see config/newswatch.json for its form)",
            wrong);
    }

    private static IEnumerable<JsonNode?> Forms(string value)
    {
        yield return JsonValue.Create(value);
        JsonNode? parsed = null;
        try
        {
            parsed = JsonNode.Parse(value, null, Tolerant);
        }
        catch (JsonException)
        {
            // A word, then.
        }

        if (parsed is not null)
            yield return parsed;

        yield return new JsonArray([.. value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(word => JsonValue.Create(word))]);
    }

    private static void Put(JsonObject json, string[] keys, JsonNode? value)
    {
        var at = json;
        foreach (var key in keys[..^1])
        {
            var known = Name(at, key);
            if (at[known] is not JsonObject)
                at[known] = new JsonObject();

            at = (JsonObject)at[known]!;
        }

        at[Name(at, keys[^1])] = value;
    }

    /// <summary>As the file spells it: two spellings of one key would be two keys.</summary>
    private static string Name(JsonObject json, string key) =>
        json.Select(row => row.Key).FirstOrDefault(known => string.Equals(known, key, StringComparison.OrdinalIgnoreCase)) ?? key;
}
