using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsWatch.Host.Replay;

/// <summary>One article of a replay file.</summary>
internal sealed record ReplayRow
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    [JsonConverter(typeof(TextOrNumber))]
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    public string? Published { get; init; }

    public string? Site { get; init; }

    public string? Url { get; init; }

    [JsonIgnore]
    public DateTimeOffset? PublishedAt =>
        DateTimeOffset.TryParse(Published, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>The rows of a file, in the order of publication; a row without a time keeps its place after the row before it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="refuse">Told of each line that is no article; the others are read.</param>
    /// <exception cref="ConfigurationException">The file cannot be read.</exception>
    public static IReadOnlyList<ReplayRow> Read(string file, Action<ConfigurationException> refuse)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(file, null, $"cannot be read ({error.Message}); name a file of JSON lines", error);
        }

        var rows = new List<ReplayRow>(lines.Length);
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i]))
                continue;

            try
            {
                var row = Parse(file, i + 1, lines[i]);
                if (!ids.Add(row.Id!))
                    throw new ConfigurationException(file, i + 1, $"a second article has the id '{row.Id}'; give each its own");

                rows.Add(row);
            }
            catch (ConfigurationException error)
            {
                refuse(error);
            }
        }

        return rows;
    }

    private static ReplayRow Parse(string file, int line, string text)
    {
        try
        {
            return JsonSerializer.Deserialize<ReplayRow>(text, Lenient) is { Id.Length: > 0 } row
                ? row
                : throw new ConfigurationException(file, line, "the article has no 'id'");
        }
        catch (JsonException error)
        {
            throw new ConfigurationException(file, line, $"is no JSON object of the expected form ({error.Message})", error);
        }
    }

    /// <summary>Ids are texts; files in use also write them as numbers.</summary>
    private sealed class TextOrNumber : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number
                ? System.Text.Encoding.UTF8.GetString(reader.ValueSpan)
                : reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
