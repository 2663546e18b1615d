using System.Text.Json;
using System.Text.Json.Serialization;

namespace NewsWatch.Host.Indexing;

/// <summary>Where search looks: in the store's own database, or in an Elasticsearch.</summary>
/// <param name="Elasticsearch">Null: in the store's own database.</param>
[JsonConverter(typeof(SearchSettingsReader))]
internal sealed record SearchSettings(ElasticsearchSettings? Elasticsearch)
{
    /// <summary>The word for the store's own database.</summary>
    public const string Embedded = "embedded";

    /// <summary>From one line: <c>embedded</c>, or the addresses of nodes with commas between them.</summary>
    public static SearchSettings Of(string line) => line == Embedded
        ? new SearchSettings((ElasticsearchSettings?)null)
        : new SearchSettings(new ElasticsearchSettings { Nodes = line.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) });
}

/// <summary>An Elasticsearch with more to say than an address.</summary>
internal sealed record ElasticsearchSettings
{
    /// <summary><c>http(s)://host:port</c>; any of them will do.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    public string? User { get; init; }

    /// <summary>The password, or <c>env:NAME</c>.</summary>
    public string? Password { get; init; }

    /// <summary>An API key instead of user and password, or <c>env:NAME</c>.</summary>
    public string? ApiKey { get; init; }

    /// <summary>A PEM file: the authority that signed the nodes' certificates.</summary>
    public string? Authority { get; init; }

    /// <summary>What the names of indexes begin with.</summary>
    public string Index { get; init; } = "newswatch";

    /// <summary>The longest that one answer may take.</summary>
    public int TimeoutSeconds { get; init; } = 15;
}

/// <summary>Reads either form.</summary>
internal sealed class SearchSettingsReader : JsonConverter<SearchSettings>
{
    public override SearchSettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => SearchSettings.Of(reader.GetString()!),
        _ => new SearchSettings(JsonSerializer.Deserialize<ElasticsearchSettings>(ref reader, options)),
    };

    public override void Write(Utf8JsonWriter writer, SearchSettings value, JsonSerializerOptions options) => throw new NotSupportedException("Configuration is read, not written.");
}
