using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Takes out the characters that control a terminal or a parser. XML cannot hold them and is cleaned when decoded;
/// JSON's escapes and Base64 can.
/// </summary>
internal static class Printable
{
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u0008\u000B\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018" +
        "\u0019\u001A\u001B\u001C\u001D\u001E\u001F\u007F");

    public static string Of(string text)
    {
        var span = text.AsSpan();
        return span.IndexOfAny(Controls) < 0 && !span.ContainsAnyInRange('\u0080', '\u009F')
            ? text
            : string.Concat(text.Where(c => !Controls.Contains(c) && c is not (>= '\u0080' and <= '\u009F')));
    }
}
