using System.Buffers;
using System.Text;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// From bytes to characters: byte-order mark, then the HTTP header, then the page's own meta element. Text that is valid UTF-8
/// with characters beyond ASCII is UTF-8 whatever is declared, because no other encoding looks like it by chance.
/// </summary>
internal static class PageEncoding
{
    /// <summary>Bytes read of a page: forty times the longest article page of the corpus that this was made on. The rest is left out.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Browsers look for the declaration in the first 1,024 bytes; pages put it later.</summary>
    private const int DeclarationWithin = 64 * 1024;

    private static readonly SearchValues<char> AfterCharset = SearchValues.Create(" \t\r\n\"';,/>");

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <summary>The characters, NUL replaced: parsers drop it, and what it kept apart would come together.</summary>
    public static string Decode(ReadOnlySpan<byte> body, string? contentType) => Characters(body, contentType).Replace('\0', '\uFFFD');

    private static string Characters(ReadOnlySpan<byte> body, string? contentType)
    {
        if (body.Length > MaxBytes)
            body = body[..MaxBytes];

        if (ByteOrderMark(body) is var (marked, length))
            return marked.GetString(body[length..]);

        if (LooksLikeUtf16(body) is { } utf16)
            return utf16.GetString(body);

        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, DeclarationWithin)]);
        if (IsUtf8BeyondAscii(body))
            return Utf8.GetString(body);

        var declared = Named(CharsetIn(contentType)) ?? Named(DeclaredIn(head)) ?? Usual(head);
        return declared.GetString(body);
    }

    private static (Encoding Encoding, int Length)? ByteOrderMark(ReadOnlySpan<byte> body) => body switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: false), 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    private static Encoding? LooksLikeUtf16(ReadOnlySpan<byte> body) => body switch
    {
        [(byte)'<', 0, not 0, 0, ..] => Encoding.Unicode,
        [0, (byte)'<', 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    /// <summary>A sequence cut at the end of the body is no evidence against UTF-8.</summary>
    private static bool IsUtf8BeyondAscii(ReadOnlySpan<byte> body)
    {
        var cut = body.Length;
        for (var back = 1; back <= 3 && back <= body.Length; back++)
        {
            if (body[^back] >= 0xC0)
            {
                cut = body.Length - back;
                break;
            }
        }

        var whole = body[..cut];
        return !System.Text.Ascii.IsValid(whole) && System.Text.Unicode.Utf8.IsValid(whole);
    }

    private static string? CharsetIn(string? contentType)
    {
        const string key = "charset";
        var at = contentType?.IndexOf(key, StringComparison.OrdinalIgnoreCase) ?? -1;
        if (at < 0)
            return null;

        var rest = contentType.AsSpan(at + key.Length).TrimStart();
        if (rest is not ['=', ..])
            return null;

        rest = rest[1..].TrimStart(" \t\"'");
        var end = rest.IndexOfAny(AfterCharset);
        return (end < 0 ? rest : rest[..end]).ToString();
    }

    /// <summary>The first charset that a meta element (or an XML declaration) names.</summary>
    private static string? DeclaredIn(string head)
    {
        if (head.StartsWith("<?xml", StringComparison.Ordinal) && head.IndexOf("?>", StringComparison.Ordinal) is > 0 and var close
            && head.IndexOf("encoding=", 0, close, StringComparison.Ordinal) is > 0 and var encoding)
            return CharsetIn("charset=" + head[(encoding + "encoding=".Length)..close]);

        for (var at = 0; (at = head.IndexOf("<meta", at, StringComparison.OrdinalIgnoreCase)) >= 0; at++)
        {
            var end = head.IndexOf('>', at);
            if (end < 0)
                return null;

            if (CharsetIn(head[at..end]) is { Length: > 0 } charset)
                return charset;
        }

        return null;
    }

    private static Encoding? Named(string? charset)
    {
        // As the WHATWG encoding standard reads them: what says Latin-1 is Windows-1252, what says GB2312 is GBK; a page that
        // could be read far enough to say "UTF-16" is not UTF-16.
        var name = charset?.Trim().ToLowerInvariant() switch
        {
            null or "" => null,
            "utf8" or "utf-8" or "unicode-1-1-utf-8" or "utf-16" or "utf-16le" or "utf-16be" or "unicode" => "utf-8",
            "iso-8859-1" or "iso8859-1" or "latin1" or "l1" or "us-ascii" or "ascii" or "cp1252" or "x-cp1252" => "windows-1252",
            "iso-8859-9" or "latin5" => "windows-1254",
            "tis-620" or "iso-8859-11" => "windows-874",
            "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" => "gb18030",
            "x-sjis" or "shift-jis" or "sjis" or "windows-31j" => "shift_jis",
            "ks_c_5601-1987" or "ksc5601" or "windows-949" => "euc-kr",
            "big5-hkscs" or "x-x-big5" => "big5",
            "cp1251" or "win-1251" or "x-cp1251" => "windows-1251",
            var other => other,
        };
        if (name is null)
            return null;
        if (name == "utf-8")
            return Utf8;

        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>What an undeclared page of this language was usually written in.</summary>
    private static Encoding Usual(string head)
    {
        var at = head.IndexOf(" lang=", StringComparison.OrdinalIgnoreCase);
        var language = at < 0 ? "" : head.AsSpan(at + 6, Math.Min(4, head.Length - at - 6)).Trim("\"'").ToString().ToLowerInvariant();
        var name = language.Length < 2 ? "windows-1252" : language[..2] switch
        {
            "ru" or "uk" or "bg" or "be" or "mk" or "sr" => "windows-1251",
            "pl" or "cs" or "sk" or "hu" or "ro" or "hr" or "sl" => "windows-1250",
            "el" => "windows-1253",
            "tr" => "windows-1254",
            "he" => "windows-1255",
            "ar" or "fa" => "windows-1256",
            "ja" => "shift_jis",
            "ko" => "euc-kr",
            "zh" => "gb18030",
            _ => "windows-1252",
        };
        return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.Latin1;
    }
}
