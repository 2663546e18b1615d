using System.Buffers;
using System.Text.Json;

namespace NewsWatch.Elasticsearch.Client;

/// <summary>Writes of one bulk, each with an external version: an index keeps the document with the larger one.</summary>
internal sealed class BulkRequest
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    private readonly ArrayBufferWriter<byte> _buffer = new(64 * 1024);

    public int Count { get; private set; }

    public int Bytes => _buffer.WrittenCount;

    public ReadOnlyMemory<byte> Body => _buffer.WrittenMemory;

    /// <param name="index">An alias.</param>
    /// <param name="id">The document's id.</param>
    /// <param name="version">The larger wins.</param>
    /// <param name="orEqual">Whether the later of two with the same version wins; otherwise the earlier stays.</param>
    /// <param name="start">The document as JSON, its first part.</param>
    /// <param name="end">The rest of it.</param>
    public void Add(string index, string id, long version, bool orEqual, ReadOnlySpan<byte> start, ReadOnlySpan<byte> end)
    {
        using (var json = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("index");
            json.WriteString("_index", index);
            json.WriteString("_id", id);
            json.WriteNumber("version", version);
            json.WriteString("version_type", orEqual ? "external_gte" : "external");
            json.WriteEndObject();
            json.WriteEndObject();
        }

        _buffer.Write(NewLine);
        _buffer.Write(start);
        _buffer.Write(end);
        _buffer.Write(NewLine);
        Count++;
    }
}

/// <summary>What became of one write of a bulk.</summary>
/// <param name="Status">HTTP status: below 300 it is written, 409 a newer one stood there already.</param>
/// <param name="Type">Elasticsearch's name for what went wrong; "" where nothing did.</param>
/// <param name="Reason">Elasticsearch's words.</param>
internal readonly record struct BulkOutcome(int Status, string Type, string Reason)
{
    public bool IsDone => Status is < 300 or 409;

    /// <summary>Too much to do, a node gone, no disk, no right, no index: nothing that the document could help.</summary>
    public bool IsTemporary => Status is 403 or 404 or 429 or >= 500;
}
