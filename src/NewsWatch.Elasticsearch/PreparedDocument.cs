using System.Buffers;
using System.Text.Json;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>A document ready to be written: split into words, which is most of the work, but without its number, which it gets when it is written.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Revision">What <see cref="SearchDocument.Revision"/> says.</param>
/// <param name="Minute">The article's time in minutes since 1970.</param>
/// <param name="Start">Its JSON up to the number.</param>
internal sealed record PreparedDocument(string ArticleId, long Revision, long Minute, ReadOnlyMemory<byte> Start)
{
    /// <summary>Bits of a place that hold the number: 68 thousand million documents. The minute stands before them.</summary>
    private const int NumberBits = 36;

    /// <summary>Nobody publishes later than this, and a place must not become negative.</summary>
    private const long LastMinute = (1L << (63 - NumberBits)) - 1;

    /// <summary>Several at once share what is needed on the way.</summary>
    public static IReadOnlyList<PreparedDocument> Of(IEnumerable<SearchDocument> documents)
    {
        var words = new ArrayBufferWriter<byte>();
        return [.. documents.Select(document => Of(document, words))];
    }

    private static PreparedDocument Of(SearchDocument document, ArrayBufferWriter<byte> words)
    {
        var buffer = new ArrayBufferWriter<byte>(document.Title.Length + document.Text.Length + 1024);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var time = document.Time.ToUnixTimeMilliseconds();
        json.WriteStartObject();
        WriteWords(IndexShape.Title, document.Title);
        WriteWords(IndexShape.Body, document.Text);
        json.WriteStartArray(IndexShape.Keys);
        foreach (var key in document.Keys)
            json.WriteStringValue(key);

        json.WriteEndArray();
        json.WriteNumber(IndexShape.Time, time);
        json.WriteNumber(IndexShape.Sources, document.Sources);
        json.WriteBase64String(IndexShape.Hit, HitBytes.Of(document).Write());
        json.Flush();
        return new PreparedDocument(document.ArticleId, document.Revision, Math.Clamp(time / 60_000, 0, LastMinute), buffer.WrittenMemory);

        // Words and the spaces between them hold nothing that JSON would escape.
        void WriteWords(string field, string text)
        {
            words.ResetWrittenCount();
            words.Write("\""u8);
            Tokens.Join(text, words);
            words.Write("\""u8);
            json.WritePropertyName(field);
            json.WriteRawValue(words.WrittenSpan, skipInputValidation: true);
        }
    }

    /// <summary>The place of a document: newest first by the minute of its time, then latest come first. No two are alike.</summary>
    /// <param name="number">The number that it was given when it came.</param>
    public long Place(long number) => (Minute << NumberBits) | number;

    /// <summary>The JSON from the number on; with <see cref="Start"/> it is whole.</summary>
    /// <param name="number">The number that it was given when it came.</param>
    public byte[] End(long number) =>
        System.Text.Encoding.UTF8.GetBytes($",\"{IndexShape.Sequence}\":{number},\"{IndexShape.Place}\":{Place(number)}}}");
}
