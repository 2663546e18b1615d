using System.Text.Json;
using System.Text.Json.Nodes;
using NewsWatch.Elasticsearch.Client;

namespace NewsWatch.Elasticsearch;

/// <summary>
/// What the writing processes share: the number that was given last, and which index a rebuild is filling. Each document gets
/// a number of its own when it first comes, whichever process writes it.
/// </summary>
internal sealed record IndexState(long Last, string? Building, StoredDocument? Stored)
{
    public const string Id = "state";

    public static readonly string[] Fields = ["last", "building"];

    public static IndexState? Of(StoredDocument? stored) => stored is null
        ? null
        : new IndexState(
            stored.Source.GetProperty("last").GetInt64(),
            stored.Source.TryGetProperty("building", out var building) && building.ValueKind is JsonValueKind.String ? building.GetString() : null,
            stored);

    public JsonObject Json() => new() { ["last"] = Last, ["building"] = Building };
}
