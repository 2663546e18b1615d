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

    public static HitBytes Read(JsonElement base64) =>
        JsonSerializer.Deserialize<HitBytes>(base64.GetBytesFromBase64()) ?? throw new JsonException($"a document's field '{IndexShape.Hit}' is empty");

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);
}
