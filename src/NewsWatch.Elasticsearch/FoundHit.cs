using System.Text.Json;
using System.Text.Json.Nodes;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>Asks for and reads the hits of a search.</summary>
internal static class FoundHit
{
    /// <summary>
    /// Says what a hit brings. Without words one field beside the sorted numbers, and no stored document is opened, not even for
    /// its id. With words the stored document as it is: picking fields out of it costs the server more than sending all.
    /// </summary>
    public static void Want(JsonObject search, bool words)
    {
        search["_source"] = words;
        if (words)
            return;

        search["stored_fields"] = "_none_";
        search["docvalue_fields"] = new JsonArray(IndexShape.Hit);
    }

    /// <exception cref="UnavailableException">The index is of a version that does not have it.</exception>
    public static Found Read(JsonElement hit, bool words)
    {
        var source = words ? hit.GetProperty("_source") : default;
        var known = HitBytes.Of(hit, words) ?? throw new UnavailableException(
            "the index is of another version of NewsWatch: a process with the role core is making it again, or run `newswatch index rebuild`. Search again then");
        return new Found(
            known.Id,
            hit.GetProperty("sort")[0].GetInt64(),
            DateTimeOffset.FromUnixTimeMilliseconds(known.Time),
            known.Sources,
            known.Facets,
            words ? source.GetProperty(IndexShape.Title).GetString()! : "",
            words ? source.GetProperty(IndexShape.Body).GetString()! : "");
    }

    /// <summary>The document again, as the in-memory matcher asks it.</summary>
    /// <param name="hit">A hit with words.</param>
    /// <param name="match">What was read of it.</param>
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
}
