using System.Text.Json;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>What a document is counted by, in the one field that is read for each match.</summary>
internal static class FacetBytes
{
    public static byte[] Write(DocumentFacets facets) => JsonSerializer.SerializeToUtf8Bytes(facets);

    public static DocumentFacets Read(byte[] bytes) => JsonSerializer.Deserialize<DocumentFacets>(bytes) ?? DocumentFacets.None;
}
