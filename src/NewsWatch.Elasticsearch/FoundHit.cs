using System.Text.Json;
using System.Text.Json.Nodes;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>Reads a hit of a search.</summary>
internal static class FoundHit
{
    /// <summary>What of the stored document is needed: nothing as a rule, its words for ranking, its words and keys to ask the query again.</summary>
    public static JsonNode SourceOf(bool withWords, bool exact) => (withWords, exact) switch
    {
        (_, false) => new JsonArray(IndexShape.Title, IndexShape.Body, IndexShape.Keys),
        (true, _) => new JsonArray(IndexShape.Title, IndexShape.Body),
        _ => JsonValue.Create(false),
    };

    public static Found Read(JsonElement hit, bool withWords)
    {
        var fields = hit.GetProperty("fields");
        return new Found(
            hit.GetProperty("_id").GetString()!,
            hit.GetProperty("sort")[0].GetInt64(),
            DateTimeOffset.FromUnixTimeMilliseconds(fields.GetProperty(IndexShape.Time)[0].GetInt64()),
            fields.GetProperty(IndexShape.Sources)[0].GetInt32(),
            FacetBytes.Read(fields.GetProperty(IndexShape.Facets)[0].GetBytesFromBase64()),
            withWords ? Text(hit, IndexShape.Title) : "",
            withWords ? Text(hit, IndexShape.Body) : "");
    }

    /// <summary>The document again, as the in-memory matcher asks it.</summary>
    public static IndexedDocument Document(JsonElement hit, Found match) => IndexedDocument.OfWords(
        new SearchDocument
        {
            ArticleId = match.ArticleId,
            Title = "",
            Text = "",
            Keys = hit.GetProperty("_source").GetProperty(IndexShape.Keys).EnumerateArray().Select(key => key.GetString()!).ToHashSet(StringComparer.Ordinal),
            Time = match.Time,
            Sources = match.Sources,
        },
        match.TitleWords,
        match.TextWords);

    private static string Text(JsonElement hit, string field) => hit.GetProperty("_source").GetProperty(field).GetString()!;
}
