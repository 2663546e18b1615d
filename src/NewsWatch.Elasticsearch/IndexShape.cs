using System.Text.Json.Nodes;

namespace NewsWatch.Elasticsearch;

/// <summary>
/// Settings and mapping of the index, strict: what is not named here is refused. Words come split by the product, so the
/// analyzer for every language splits at spaces and does nothing else. An analyzer that stems would find more in one index
/// than alerts and SQLite find, and one query has one meaning.
/// </summary>
internal static class IndexShape
{
    /// <summary>Larger with every change of the mapping; an index of an older one is made again by <c>newswatch index rebuild</c>.</summary>
    public const int Version = 2;

    public const string Title = "title";
    public const string Body = "body";
    public const string Keys = "keys";
    public const string Time = "time";
    public const string Sources = "sources";
    public const string Sequence = "sequence";
    public const string Place = "place";
    public const string Hit = "hit";

    public static JsonObject Template(IndexNames names) => new()
    {
        ["index_patterns"] = new JsonArray($"{names.Indexes}*"),
        ["version"] = Version,
        ["priority"] = 500,
        ["template"] = new JsonObject { ["settings"] = Settings(), ["mappings"] = Mappings() },
    };

    /// <summary>What an index says of itself.</summary>
    /// <param name="whole">Whether a rebuild made it; otherwise it holds only what came since.</param>
    public static JsonObject Meta(bool whole) => new() { ["version"] = Version, ["whole"] = whole };

    /// <summary>Of the index that holds the state: one document, no field searched.</summary>
    public static JsonObject State() => new()
    {
        ["settings"] = new JsonObject { ["number_of_shards"] = 1, ["auto_expand_replicas"] = "0-1" },
        ["mappings"] = new JsonObject
        {
            ["dynamic"] = "strict",
            ["properties"] = new JsonObject { ["last"] = Of("long"), ["building"] = Of("keyword") },
        },
    };

    private static JsonObject Settings() => new()
    {
        // One shard: a million articles are some gigabytes, and documents become visible in the order in which they came.
        ["number_of_shards"] = 1,
        ["auto_expand_replicas"] = "0-1",
        ["refresh_interval"] = "1s",

        // Newest first is the index's own order: a search stops when it has enough, however common the word.
        ["index.sort.field"] = Place,
        ["index.sort.order"] = "desc",
    };

    private static JsonObject Mappings() => new()
    {
        ["_meta"] = Meta(whole: false),
        ["dynamic"] = "strict",
        ["properties"] = new JsonObject
        {
            [Title] = Words(),
            [Body] = Words(),
            [Keys] = new JsonObject { ["type"] = "keyword", ["doc_values"] = false, ["norms"] = false },
            [Time] = Of("long"),
            [Sources] = Of("integer"),
            [Sequence] = Of("long"),
            [Place] = Of("long"),

            // Read for each of a thousand matches: beside the sorted numbers, not in the stored text.
            [Hit] = new JsonObject { ["type"] = "binary", ["doc_values"] = true },
        },
    };

    private static JsonObject Words() => new() { ["type"] = "text", ["analyzer"] = "whitespace", ["norms"] = false };

    private static JsonObject Of(string type) => new() { ["type"] = type };
}
