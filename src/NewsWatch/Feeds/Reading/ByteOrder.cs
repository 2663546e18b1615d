using System.Buffers;
using System.Text;

namespace NewsWatch.Feeds.Reading;

/// <summary>What a document's first bytes say about its encoding, before anything is decoded.</summary>
internal static class ByteOrder
{
    private static readonly SearchValues<byte> ValueEnd = SearchValues.Create(" \t\r\n\"'?>;"u8);

    /// <summary>The encoding that a byte order mark or the pattern of the first character gives, with the mark's length.</summary>
    public static (Encoding Encoding, int MarkLength)? Find(ReadOnlySpan<byte> bytes)
    {
        (string Name, int Length)? found = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
            [0xFF, 0xFE, 0, 0, ..] => ("utf-32le", 4),
            [0, 0, 0xFE, 0xFF, ..] => ("utf-32be", 4),
            [0xFF, 0xFE, ..] => ("utf-16le", 2),
            [0xFE, 0xFF, ..] => ("utf-16be", 2),
            [0, 0, 0, (byte)'<' or (byte)'{', ..] => ("utf-32be", 0),
            [(byte)'<' or (byte)'{', 0, 0, 0, ..] => ("utf-32le", 0),
            [0, (byte)'<' or (byte)'{', 0, not 0, ..] => ("utf-16be", 0),
            [(byte)'<' or (byte)'{', 0, not 0, 0, ..] => ("utf-16le", 0),
            [0x4C, 0x6F, 0xA7, 0x94, ..] => ("ibm037", 0),
            _ => null,
        };
        return found is var (name, length) && Encodings.Find(name) is { } encoding ? (encoding, length) : null;
    }

    /// <summary>The encoding named by an XML declaration (or, in a page, a meta element) near the beginning.</summary>
    public static string? Declared(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 1024)];
        var from = head.IndexOf("<?xml"u8);
        if (from >= 0)
        {
            var declaration = head[from..];
            var end = declaration.IndexOf((byte)'>');
            return Value(end < 0 ? declaration : declaration[..end], "encoding"u8);
        }

        return head.IndexOf("<meta"u8) is >= 0 and var meta ? Value(head[meta..], "charset"u8) : null;
    }

    /// <summary>How many of the bytes are not ASCII.</summary>
    public static int NonAscii(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            count += b >> 7;
        return count;
    }

    private static string? Value(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        var at = text.IndexOf(name);
        if (at < 0)
            return null;
        text = text[(at + name.Length)..].TrimStart(" \t\r\n"u8);
        if (text.IsEmpty || text[0] != '=')
            return null;
        text = text[1..].TrimStart(" \t\r\n\"'"u8);
        var end = text.IndexOfAny(ValueEnd);
        return Encoding.Latin1.GetString(end < 0 ? text[..Math.Min(text.Length, 40)] : text[..end]);
    }
}
