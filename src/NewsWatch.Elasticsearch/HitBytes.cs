using System.Text.Json;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>
/// What is read of each match, in one field beside the sorted numbers: a thousand documents' stored texts are unpacked only
/// where their words are wanted, and not for their ids either.
/// </summary>
/// <param name="Id">The article.</param>
/// <param name="Time">Its time, in milliseconds since 1970.</param>
/// <param name="Sources">The independent sources of its story.</param>
/// <param name="Facets">What it is counted by.</param>
internal sealed record HitBytes(string Id, long Time, int Sources, DocumentFacets Facets)
{
    public static HitBytes Of(SearchDocument document) => new(document.ArticleId, document.Time.ToUnixTimeMilliseconds(), document.Sources, document.Facets);

    /// <summary>Of a hit; null where its index is of a version without it.</summary>
    /// <param name="hit">A hit of a search.</param>
    /// <param name="stored">Whether it came with the stored document, else with the field alone.</param>
    public static HitBytes? Of(JsonElement hit, bool stored) =>
        hit.TryGetProperty(stored ? "_source" : "fields", out var fields) && fields.TryGetProperty(IndexShape.Hit, out var field)
            ? JsonSerializer.Deserialize<HitBytes>((stored ? field : field[0]).GetBytesFromBase64())
            : null;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);
}
