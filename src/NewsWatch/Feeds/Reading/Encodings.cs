using System.Text;

namespace NewsWatch.Feeds.Reading;

/// <summary>Names of character encodings as they are used, not as they are registered: what browsers read them as.</summary>
internal static class Encodings
{
    private static readonly Encoding Strict8 = new UTF8Encoding(false, throwOnInvalidBytes: true);

    static Encodings() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static Encoding Utf8 => Strict8;

    /// <summary>The encoding of this name, refusing bytes it has no character for; null where none is known or it is unfit for feeds.</summary>
    public static Encoding? Find(string? label)
    {
        var name = label?.Trim().Trim('"', '\'').ToLowerInvariant();
        if (string.IsNullOrEmpty(name) || name.Length > 40)
            return null;
        name = name switch
        {
            "utf8" or "unicode-1-1-utf-8" or "utf-8-sig" or "utf_8" => "utf-8",
            "us-ascii" or "ascii" or "ansi_x3.4-1968" or "iso-8859-1" or "iso8859-1" or "iso_8859-1" or "latin1" or "latin-1" or "l1"
                or "cp1252" or "x-cp1252" or "ansi" => "windows-1252",
            "gb2312" or "gbk" or "gb_2312-80" or "x-gbk" or "cp936" or "euc-cn" or "chinese" => "gb18030",
            "shift-jis" or "x-sjis" or "sjis" or "ms932" or "windows-31j" => "shift_jis",
            "x-euc-jp" or "eucjp" => "euc-jp",
            "euckr" or "ks_c_5601-1987" or "ksc5601" or "windows-949" or "cp949" => "ks_c_5601-1987",
            "big5-hkscs" or "x-x-big5" or "cn-big5" => "big5",
            "tis-620" or "iso-8859-11" or "tis620" => "windows-874",
            "iso-8859-9" or "latin5" => "windows-1254",
            "koi" or "koi8" => "koi8-r",
            "utf-16le" or "utf16" or "utf-16" or "ucs-2" or "unicode" => "utf-16",
            "utf-16be" => "utf-16BE",
            "utf-32le" or "utf-32" => "utf-32",
            "utf-32be" => "utf-32BE",
            _ => name.StartsWith("cp12", StringComparison.Ordinal) ? "windows-" + name[2..] : name,
        };
        try
        {
            // UTF-7 hides markup from every check made on bytes, and no feed needs it.
            return name is "utf-7" ? null
                : name is "utf-8" ? Strict8
                : Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The name to show for an encoding.</summary>
    public static string Name(Encoding encoding) => encoding.CodePage switch
    {
        1200 => "utf-16le",
        1201 => "utf-16be",
        12000 => "utf-32le",
        12001 => "utf-32be",
        54936 => "gb18030",
        _ => encoding.WebName.ToLowerInvariant(),
    };

    /// <summary>The name to show where only ASCII is used and a claim about the rest was never put to the test.</summary>
    public static string PlainName(string? label, Encoding encoding) =>
        encoding.CodePage == 1252 && label is not null ? label.Trim().Trim('"', '\'').ToLowerInvariant() : Name(encoding);

    /// <summary>True for encodings whose letters A to Z are not the bytes 65 to 90 alone: UTF-16, UTF-32, EBCDIC.</summary>
    public static bool IsWide(Encoding encoding) => encoding.CodePage is 1200 or 1201 or 12000 or 12001 or 37 or 500 or 1047;

    /// <summary>True for encodings that shift between alphabets with plain ASCII bytes.</summary>
    public static bool IsStateful(Encoding encoding) => encoding.CodePage is 50220 or 50221 or 50222 or 50225 or 50227 or 52936;
}
