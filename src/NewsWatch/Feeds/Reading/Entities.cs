using System.Buffers;
using System.Collections.Frozen;
using AngleSharp.Html;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Character references. XML knows five names; feeds use HTML's two thousand. The commonest are in a table here,
/// the rest are looked up in AngleSharp's, which is WHATWG's. Nothing a document declares is expanded twice.
/// </summary>
internal static class Entities
{
    /// <summary>The longest name in WHATWG's table is 31 letters; what is longer is no reference.</summary>
    private const int LongestName = 32;

    // Windows-1252 for the numbers 128 to 159, as every browser reads them; its five holes are no characters.
    private const string Windows1252 =
        "\u20AC\uFFFD\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFD\u017D\uFFFD" +
        "\uFFFD\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\uFFFD\u017E\u0178";

    private static readonly FrozenDictionary<string, string> Common = (
        "nbsp=\u00A0 ldquo=“ rdquo=” lsquo=‘ rsquo=’ ndash=– mdash=— hellip=… euro=€ copy=© reg=® trade=™ laquo=« raquo=» eacute=é " +
        "egrave=è agrave=à ccedil=ç auml=ä ouml=ö uuml=ü szlig=ß ntilde=ñ aacute=á iacute=í oacute=ó uacute=ú bull=• middot=· pound=£")
        .Split(' ').ToFrozenDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1]);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CommonNames =
        Common.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The character that a cp1252 byte read as Latin-1 was meant to be.</summary>
    public static char FromWindows1252(char c) => c is >= '\u0080' and <= '\u009F' ? Windows1252[c - 0x80] : c;

    /// <summary>
    /// Reads the reference at the start of <paramref name="text"/>, which is an ampersand, and appends what it stands for.
    /// Returns its length; 0 where it is no reference and the ampersand is only that.
    /// </summary>
    public static int Read(ReadOnlySpan<char> text, bool html, TextBuffer into)
    {
        if (text.Length < 3)
            return 0;
        if (text[1] == '#')
            return ReadNumber(text, html, into);

        var rest = text.Slice(1, Math.Min(LongestName, text.Length - 1));
        var length = rest.IndexOfAnyExcept(NameCharacters);
        if (length < 0)
            length = rest.Length;
        if (length < rest.Length && rest[length] == ';' && length > 0)
        {
            if (Named(rest[..length]) is { } symbol)
            {
                into.Append(symbol);
                return length + 2;
            }

            return 0;
        }

        if (!html)
            return 0;
        var letters = rest.IndexOfAnyExcept(Letters);
        return ReadLegacy(letters < 0 ? rest : rest[..letters], text, into);
    }

    /// <summary>What a named reference stands for, or null. The name comes without ampersand and semicolon.</summary>
    public static string? Named(ReadOnlySpan<char> name) => name switch
    {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ when CommonNames.TryGetValue(name, out var symbol) => symbol,
        _ => HtmlEntityProvider.Resolver.GetSymbol(string.Concat(name, ";")),
    };

    public static bool IsXml(ReadOnlySpan<char> name) => name is "amp" or "lt" or "gt" or "quot" or "apos";

    // "&nbsp" and a hundred older names count without their semicolon, unless a letter or "=" follows
    // (which would be the parameter of an address).
    private static int ReadLegacy(ReadOnlySpan<char> name, ReadOnlySpan<char> text, TextBuffer into)
    {
        if (name.Length is < 2 or > 6 || (text.Length > name.Length + 1 && text[name.Length + 1] == '='))
            return 0;
        var symbol = name switch
        {
            "amp" or "lt" or "gt" or "quot" or "nbsp" or "copy" or "reg" => Named(name),
            _ => HtmlEntityProvider.Resolver.GetSymbol(name.ToString()),
        };
        if (symbol is null)
            return 0;
        into.Append(symbol);
        return name.Length + 1;
    }

    private static int ReadNumber(ReadOnlySpan<char> text, bool html, TextBuffer into)
    {
        var length = Number(text, html, out var code);
        if (length == 0)
            return 0;

        // Two halves of a surrogate pair, each as a number: some generators write signs beyond 65,535 so.
        if (code is >= 0xD800 and <= 0xDBFF && text[length..].StartsWith("&#")
            && Number(text[length..], html, out var low) is > 0 and var lowLength && low is >= 0xDC00 and <= 0xDFFF)
        {
            into.AppendCodePoint(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00));
            return length + lowLength;
        }

        if (code is >= 0x80 and <= 0x9F)
            code = Windows1252[code - 0x80];
        if (code is (>= 0x20 and < 0x7F) or >= 0xA0 or '\t' or '\n' or '\r')
            into.AppendCodePoint(code);
        return length;
    }

    // The length of a numeric reference and its code point; 0 where it is none.
    private static int Number(ReadOnlySpan<char> text, bool html, out int code)
    {
        code = 0;
        var hex = text.Length > 3 && text[2] is 'x' or 'X';
        var (at, first) = hex ? (3, 3) : (2, 2);
        for (; at < text.Length; at++)
        {
            var digit = hex && char.IsAsciiHexDigit(text[at]) ? char.IsAsciiDigit(text[at]) ? text[at] - '0' : (text[at] | 0x20) - 'a' + 10
                : char.IsAsciiDigit(text[at]) ? text[at] - '0' : -1;
            if (digit < 0)
                break;
            code = code > 0x10FFFF ? code : (code * (hex ? 16 : 10)) + digit;
        }

        var closed = at < text.Length && text[at] == ';';
        return at == first || (!closed && !html) ? 0 : closed ? at + 1 : at;
    }
}
