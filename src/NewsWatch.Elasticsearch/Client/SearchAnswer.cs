using System.Text.Json;

namespace NewsWatch.Elasticsearch.Client;

/// <summary>What a search gave. Whoever has it disposes it.</summary>
internal sealed class SearchAnswer(JsonDocument json) : IDisposable
{
    /// <summary>The hits, each with <c>_id</c> and what was asked for; where there are none, the answer does not mention them.</summary>
    public JsonElement.ArrayEnumerator Hits => Of("hits") is { } hits ? hits.EnumerateArray() : default;

    /// <summary>How many match, as far as was counted; 0 where it was not asked for.</summary>
    public int Total => Of("total") is { } total ? total.GetProperty("value").GetInt32() : 0;

    private JsonElement? Of(string property) =>
        json.RootElement.TryGetProperty("hits", out var outer) && outer.TryGetProperty(property, out var value) ? value : null;

    public void Dispose() => json.Dispose();
}

/// <summary>A document that was got by its id.</summary>
/// <param name="Source">The parts of it that were asked for.</param>
/// <param name="SequenceNumber">For a write that must find it unchanged.</param>
/// <param name="PrimaryTerm">Likewise.</param>
internal sealed record StoredDocument(JsonElement Source, long SequenceNumber, long PrimaryTerm);
