using System.Buffers;
using System.Text;
using NewsWatch.Search;

namespace NewsWatch.Sqlite;

/// <summary>
/// A document as its row holds it, in UTF-8 and in one piece: what it is counted by, keys as words of their own, and the words of
/// its title and text, parted by spaces.
/// </summary>
internal sealed class DocumentRow
{
    private readonly byte[] _bytes;
    private readonly (int Keys, int Title, int Body) _starts;

    private DocumentRow(string articleId, long time, int sources, byte[] bytes, (int Keys, int Title, int Body) starts) =>
        (ArticleId, Time, Sources, _bytes, _starts) = (articleId, time, sources, bytes, starts);

    public string ArticleId { get; }

    /// <summary>Milliseconds since 1970.</summary>
    public long Time { get; }

    public int Sources { get; }

    public ReadOnlySpan<byte> Facets => _bytes.AsSpan(0, _starts.Keys);

    public ReadOnlySpan<byte> Keys => _bytes.AsSpan(_starts.Keys.._starts.Title);

    public ReadOnlySpan<byte> Title => _bytes.AsSpan(_starts.Title.._starts.Body);

    public ReadOnlySpan<byte> Body => _bytes.AsSpan(_starts.Body..);

    /// <summary>How many bytes it takes.</summary>
    public int Length => _bytes.Length;

    /// <param name="document">The document.</param>
    /// <param name="buffer">Written over; given again and again, so that it grows once.</param>
    public static DocumentRow Of(SearchDocument document, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        buffer.Write(Json.WriteBytes(document.Facets));
        var keys = buffer.WrittenCount;
        foreach (var key in document.Keys)
        {
            if (buffer.WrittenCount > keys)
                buffer.Write(" "u8);

            Encoding.UTF8.GetBytes(SqliteQuery.Word(key), buffer);
        }

        var title = buffer.WrittenCount;
        Tokens.Join(document.Title, buffer);
        var body = buffer.WrittenCount;
        Tokens.Join(document.Text, buffer);
        return new DocumentRow(
            document.ArticleId, document.Time.ToUnixTimeMilliseconds(), document.Sources, buffer.WrittenSpan.ToArray(), (keys, title, body));
    }

    /// <summary>A row of which only the words and keys are known: what its index must forget.</summary>
    public static DocumentRow OfWords(string articleId, ReadOnlySpan<byte> keys, ReadOnlySpan<byte> title, ReadOnlySpan<byte> body) =>
        new(articleId, 0, 0, [.. keys, .. title, .. body], (0, keys.Length, keys.Length + title.Length));
}
