using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// A document's bytes as characters. What decides, in order: a byte order mark; the pattern of the first bytes; bytes that are
/// valid UTF-8 beyond chance; the HTTP header's charset; the document's own declaration (RFC 7303 ranks the last two so);
/// a guess from language and letters. Bytes that fit nothing are read as windows-1252, one by one, and noted.
/// Characters that XML forbids are taken out, with a note.
/// </summary>
internal sealed class DecodedDocument : IDisposable
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000C\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016" +
        "\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F");

    private readonly Repairs _repairs;
    private char[] _chars = [];
    private int _length;
    private bool _isAscii = true;

    private DecodedDocument(Repairs repairs) => _repairs = repairs;

    public ReadOnlyMemory<char> Text => _chars.AsMemory(0, _length);

    /// <summary>The array behind <see cref="Text"/>, whose first characters it is.</summary>
    public char[] Characters => _chars;

    public string Encoding { get; private set; } = "utf-8";

    public static DecodedDocument Of(ReadOnlySpan<byte> bytes, string? headerCharset, Repairs repairs)
    {
        var document = new DecodedDocument(repairs);
        document.Decode(bytes, headerCharset);
        document.Clean(wide: document.Encoding.StartsWith("utf-16", StringComparison.Ordinal) || document.Encoding.StartsWith("utf-32", StringComparison.Ordinal));
        return document;
    }

    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_chars);
        _chars = [];
        _length = 0;
    }

    private void Decode(ReadOnlySpan<byte> bytes, string? headerCharset)
    {
        if (ByteOrder.Find(bytes) is var (marked, markLength))
        {
            _isAscii = false;
            Encoding = Encodings.Name(marked);
            Loosely(bytes[markLength..], marked);
            return;
        }

        var header = Claim(headerCharset, "HTTP header");
        var declared = ByteOrder.Declared(bytes);
        var declaration = Claim(declared, "XML declaration");
        if (header is not null && Encodings.IsWide(header))
            header = null;
        if (declaration is not null && Encodings.IsWide(declaration))
            declaration = null;
        var claim = header ?? declaration;
        if (claim is not null && Encodings.IsStateful(claim))
        {
            _isAscii = false;
            Encoding = Encodings.Name(claim);
            Loosely(bytes, claim);
            return;
        }

        if (Ascii.IsValid(bytes))
        {
            Encoding = Encodings.PlainName(header is null ? declared : headerCharset, claim ?? Encodings.Utf8);
            Utf8(bytes);
            return;
        }

        _isAscii = false;
        if (claim is null or { CodePage: 65001 } && TryUtf8(bytes))
            return;
        var isUtf8 = System.Text.Unicode.Utf8.IsValid(bytes);
        if (isUtf8 && (claim is null || claim.CodePage == 65001 || claim.IsSingleByte || ByteOrder.NonAscii(bytes) >= 12))
        {
            if (claim is not null && claim.CodePage != 65001)
                _repairs.Note(-1, $"The document claims the encoding {Encodings.Name(claim)}, but is UTF-8.");
            Utf8(bytes);
            return;
        }

        foreach (var candidate in new[] { header, declaration })
        {
            if (candidate is null || candidate.CodePage == 65001 || !Strictly(bytes, candidate))
                continue;
            Encoding = Encodings.Name(candidate);
            if (header is not null && declaration is not null && header.CodePage != declaration.CodePage)
                _repairs.Note(-1, $"HTTP header and XML declaration name different encodings; it was read as {Encoding}.");
            return;
        }

        if (EncodingGuess.Of(bytes, claim) is { } guess && Strictly(bytes, guess))
        {
            Encoding = Encodings.Name(guess);
            _repairs.Note(-1, $"The document's bytes are not {Encodings.Name(claim ?? Encodings.Utf8)}; its letters look like {Encoding}.");
            return;
        }

        if (claim is not null && claim.CodePage != 65001 && !isUtf8)
        {
            Encoding = Encodings.Name(claim);
            Loosely(bytes, claim);
            return;
        }

        Utf8(bytes);
    }

    private Encoding? Claim(string? label, string by)
    {
        if (string.IsNullOrWhiteSpace(label))
            return null;
        var encoding = Encodings.Find(label);
        if (encoding is null)
            _repairs.Note(-1, "The " + by + " names an encoding that is not known: \"{0}\".", label);
        return encoding;
    }

    private bool Strictly(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            Rent(encoding.GetMaxCharCount(bytes.Length));
            _length = encoding.GetChars(bytes, _chars);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private void Loosely(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (encoding.CodePage == 65001)
        {
            Utf8(bytes);
            return;
        }

        if (Strictly(bytes, encoding))
            return;
        _repairs.Note(-1, $"Some bytes are not {Encodings.Name(encoding)}; U+FFFD stands in their place.");
        var loose = (Encoding)encoding.Clone();
        loose.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        Rent(loose.GetMaxCharCount(bytes.Length));
        _length = loose.GetChars(bytes, _chars);
    }

    // The usual case in one pass: all of it is UTF-8.
    private bool TryUtf8(ReadOnlySpan<byte> bytes)
    {
        Rent(bytes.Length);
        var status = System.Text.Unicode.Utf8.ToUtf16(bytes, _chars, out _, out _length, replaceInvalidSequences: false);
        return status == OperationStatus.Done;
    }

    // UTF-8, where each byte that is not is taken for windows-1252: the one mixture that is common.
    private void Utf8(ReadOnlySpan<byte> bytes)
    {
        Rent(bytes.Length);
        _length = 0;
        while (!bytes.IsEmpty)
        {
            var status = System.Text.Unicode.Utf8.ToUtf16(bytes, _chars.AsSpan(_length), out var read, out var written, replaceInvalidSequences: false);
            _length += written;
            if (status == OperationStatus.Done)
                return;
            _repairs.Note(_length, "A byte is not UTF-8; it was read as windows-1252.");
            _chars[_length++] = Entities.FromWindows1252((char)bytes[read]);
            bytes = bytes[(read + 1)..];
        }
    }

    private void Rent(int length)
    {
        if (_chars.Length >= length && _chars.Length > 0)
            return;
        ArrayPool<char>.Shared.Return(_chars);
        _chars = ArrayPool<char>.Shared.Rent(Math.Max(length, 16));
    }

    private void Clean(bool wide)
    {
        var text = _chars.AsSpan(0, _length);
        var first = FirstUnfit(text, _isAscii, wide);
        if (first < 0)
            return;
        var to = first;
        for (var from = first; from < text.Length; from++)
        {
            var c = text[from];
            var lone = char.IsSurrogate(c) && !(char.IsHighSurrogate(c) && from + 1 < text.Length && char.IsLowSurrogate(text[from + 1]))
                && !(char.IsLowSurrogate(c) && from > 0 && char.IsHighSurrogate(text[from - 1]));
            if (lone)
            {
                _repairs.Note(to, "Half of a surrogate pair; U+FFFD stands in its place.");
                text[to++] = '\uFFFD';
            }
            else if (c is '\u000B' or '\u000C')
            {
                text[to++] = ' ';
            }
            else if (c != '\u007F' && Controls.Contains(c))
            {
                _repairs.Note(to, $"The character U+{(int)c:X4} is not allowed and was left out.");
            }
            else if (c != '\u007F')
            {
                text[to++] = Entities.FromWindows1252(c);
            }
        }

        _length = to;
    }

    private static int FirstUnfit(ReadOnlySpan<char> text, bool isAscii, bool wide)
    {
        var first = text.IndexOfAny(Controls);
        if (isAscii)
            return first;
        var latin = (first < 0 ? text : text[..first]).IndexOfAnyInRange('\u0080', '\u009F');
        first = latin >= 0 ? latin : first;
        var surrogate = wide ? (first < 0 ? text : text[..first]).IndexOfAnyInRange('\uD800', '\uDFFF') : -1;
        return surrogate >= 0 ? surrogate : first;
    }
}
