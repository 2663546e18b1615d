using System.Buffers;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NewsWatch.Elasticsearch.Client;

/// <summary>
/// The dozen REST calls that are needed, typed. Elasticsearch 7.17 to 9 and OpenSearch know them all; nothing here is an
/// extension of one of them. Elastic.Clients.Elasticsearch can take its place, should it be wanted.
/// </summary>
internal sealed class ElasticsearchClient(ElasticsearchOptions options, TimeProvider clock) : IDisposable
{
    private const string Json = "application/json";
    private const string JsonLines = "application/x-ndjson";

    private readonly ElasticsearchConnection _connection = new(options, clock);

    public Task PutTemplate(string name, JsonNode template, CancellationToken cancellation) =>
        Call(HttpMethod.Put, $"/_index_template/{name}", template, cancellation);

    public Task DeleteTemplate(string name, CancellationToken cancellation) =>
        Call(HttpMethod.Delete, $"/_index_template/{name}", null, cancellation);

    /// <summary>Makes an index; where it is already there, nothing happens.</summary>
    public async Task Create(string index, JsonNode settings, CancellationToken cancellation)
    {
        try
        {
            await Call(HttpMethod.Put, $"/{index}", settings, cancellation);
        }
        catch (ElasticsearchException error) when (error.Type == "resource_already_exists_exception")
        {
            // Another process was first.
        }
    }

    /// <summary>Deletes indexes that may be there or not.</summary>
    public Task Delete(IReadOnlyCollection<string> indexes, CancellationToken cancellation) => indexes.Count == 0
        ? Task.CompletedTask
        : Call(HttpMethod.Delete, $"/{string.Join(',', indexes)}?ignore_unavailable=true", null, cancellation);

    /// <summary>Several changes of aliases at once: searches see all of them or none.</summary>
    public Task ChangeAliases(JsonArray actions, CancellationToken cancellation) =>
        Call(HttpMethod.Post, "/_aliases", new JsonObject { ["actions"] = actions }, cancellation);

    /// <summary>The indexes whose names begin so, each with its aliases and what its mapping says of itself.</summary>
    public async Task<IReadOnlyDictionary<string, (IReadOnlyList<string> Aliases, JsonElement? Meta)>> Indexes(string prefix, CancellationToken cancellation)
    {
        using var answer = await Call(HttpMethod.Get, $"/{prefix}*?allow_no_indices=true&filter_path=*.aliases,*.mappings._meta", null, cancellation);
        return answer.RootElement.EnumerateObject().ToDictionary(
            index => index.Name,
            index => (
                (IReadOnlyList<string>)(index.Value.TryGetProperty("aliases", out var aliases) ? [.. aliases.EnumerateObject().Select(alias => alias.Name)] : []),
                index.Value.TryGetProperty("mappings", out var mappings) && mappings.TryGetProperty("_meta", out var meta) ? meta.Clone() : (JsonElement?)null));
    }

    public Task ChangeSettings(string index, JsonNode settings, CancellationToken cancellation) =>
        Call(HttpMethod.Put, $"/{index}/_settings", settings, cancellation);

    /// <summary>What was written so far is found from now on.</summary>
    public Task Refresh(string index, CancellationToken cancellation) => Call(HttpMethod.Post, $"/{index}/_refresh", null, cancellation);

    public async Task<int> Count(string index, CancellationToken cancellation)
    {
        using var answer = await Call(HttpMethod.Get, $"/{index}/_count", null, cancellation);
        return answer.RootElement.GetProperty("count").GetInt32();
    }

    /// <summary>Documents by their ids, as last written; null for those that are not there, also where their index is not.</summary>
    public async Task<IReadOnlyList<StoredDocument?>> Get(IEnumerable<(string Index, string Id, string[] Fields)> wanted, CancellationToken cancellation)
    {
        using var answer = await Call(
            HttpMethod.Post, "/_mget?filter_path=docs.found,docs._seq_no,docs._primary_term,docs._source,docs._id", Documents(wanted), Json, cancellation);
        return
        [
            .. answer.RootElement.GetProperty("docs").EnumerateArray().Select(document =>
                document.TryGetProperty("found", out var found) && found.GetBoolean()
                    ? new StoredDocument(
                        document.GetProperty("_source").Clone(), document.GetProperty("_seq_no").GetInt64(), document.GetProperty("_primary_term").GetInt64())
                    : null),
        ];
    }

    /// <summary>Writes a document only if it is still the one that was read, or none where none was.</summary>
    /// <returns>False where another wrote in between.</returns>
    public async Task<bool> Replace(string index, string id, StoredDocument? read, JsonNode source, CancellationToken cancellation)
    {
        var condition = read is null ? "op_type=create" : $"if_seq_no={read.SequenceNumber}&if_primary_term={read.PrimaryTerm}";
        try
        {
            await Call(HttpMethod.Put, $"/{index}/_doc/{id}?{condition}", source, cancellation);
            return true;
        }
        catch (ElasticsearchException error) when (error.Status == (int)HttpStatusCode.Conflict)
        {
            return false;
        }
    }

    /// <summary>Writes to aliases; what became of each write, in their order.</summary>
    public async Task<IReadOnlyList<BulkOutcome>> Bulk(BulkRequest bulk, CancellationToken cancellation)
    {
        // Only aliases: a write that comes after its index went would make an index of that name, without our mapping.
        using var answer = await Call(
            HttpMethod.Post, "/_bulk?require_alias=true&filter_path=errors,items.*.status,items.*.error.type,items.*.error.reason", bulk.Body, JsonLines, cancellation);
        return [.. answer.RootElement.GetProperty("items").EnumerateArray().Select(item => Outcome(item.EnumerateObject().First().Value))];
    }

    /// <exception cref="ElasticsearchException">The query was refused, or the index is not there.</exception>
    public async Task<SearchAnswer> Search(string index, JsonNode body, CancellationToken cancellation) =>

        // The whole answer: picking parts out of megabytes of hits costs the server more than sending them.
        new(await Call(HttpMethod.Post, $"/{index}/_search?allow_partial_search_results=false", body, cancellation));

    /// <summary>The colour of these indexes: green, yellow or red.</summary>
    public async Task<string> Colour(string index, CancellationToken cancellation)
    {
        using var answer = await Call(HttpMethod.Get, $"/_cluster/health/{index}?timeout=1s", null, cancellation);
        return answer.RootElement.GetProperty("status").GetString()!;
    }

    public Task Pause(TimeSpan time, CancellationToken cancellation) => _connection.Pause(time, cancellation);

    public void Dispose() => _connection.Dispose();

    private static ReadOnlyMemory<byte> Documents(IEnumerable<(string Index, string Id, string[] Fields)> wanted)
    {
        var buffer = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteStartArray("docs");
        foreach (var (index, id, fields) in wanted)
        {
            json.WriteStartObject();
            json.WriteString("_index", index);
            json.WriteString("_id", id);
            json.WriteStartArray("_source");
            foreach (var field in fields)
                json.WriteStringValue(field);

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static BulkOutcome Outcome(JsonElement item) => new(
        item.GetProperty("status").GetInt32(),
        item.TryGetProperty("error", out var error) ? Text(error, "type") : "",
        item.TryGetProperty("error", out error) ? Text(error, "reason") : "");

    private Task<JsonDocument> Call(HttpMethod method, string path, JsonNode? body, CancellationToken cancellation) =>
        Call(method, path, body is null ? (ReadOnlyMemory<byte>?)null : JsonSerializer.SerializeToUtf8Bytes(body), Json, cancellation);

    private async Task<JsonDocument> Call(HttpMethod method, string path, ReadOnlyMemory<byte>? body, string contentType, CancellationToken cancellation)
    {
        var answer = await _connection.Send(method, path, body, contentType, cancellation);
        if (answer.IsSuccess)
            return Parse(answer.Content) ?? throw Wrong("no_json", "the answer is no JSON; is another service at this address?");

        using var refused = Parse(answer.Content);
        throw refused is not null && refused.RootElement.ValueKind is JsonValueKind.Object && refused.RootElement.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object
            ? Wrong(Deepest(error, "type"), Deepest(error, "reason"))
            : Wrong("no_reason", answer.Reason);

        ElasticsearchException Wrong(string type, string reason) => new(answer.Node, $"{method} {path.Split('?')[0]}", answer.Status, type, reason);
    }

    private static JsonDocument? Parse(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes.Length == 0 ? "{}"u8.ToArray() : bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The root cause tells more than "all shards failed".
    private static string Deepest(JsonElement error, string property) =>
        error.TryGetProperty("root_cause", out var causes) && causes.ValueKind is JsonValueKind.Array && causes.GetArrayLength() > 0
            ? Text(causes[0], property)
            : Text(error, property);

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString()! : "";
}
