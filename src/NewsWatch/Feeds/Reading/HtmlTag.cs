using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Finds where HTML's tags end and what attributes they have, as a browser would: quotes count only after an equals sign.
/// Each call looks forward only, and never farther than the tag it returns.
/// </summary>
internal static class HtmlTag
{
    public static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n\f");
    private static readonly SearchValues<char> BetweenAttributes = SearchValues.Create(" \t\r\n\f/");
    private static readonly SearchValues<char> AttributeNameEnd = SearchValues.Create(" \t\r\n\f/>=");
    private static readonly SearchValues<char> UnquotedEnd = SearchValues.Create(" \t\r\n\f>");

    /// <summary>True where the "&lt;" at the start of <paramref name="html"/> opens or closes an element.</summary>
    public static bool Opens(ReadOnlySpan<char> html) =>
        html.Length > 1 && (char.IsAsciiLetter(html[1]) || (html[1] == '/' && html.Length > 2 && char.IsAsciiLetter(html[2])));

    /// <summary>The element name of the tag at the start, without the slash of an end tag.</summary>
    public static ReadOnlySpan<char> Name(ReadOnlySpan<char> tag)
    {
        var start = tag[1] == '/' ? 2 : 1;
        var end = start;
        while (end < tag.Length && tag[end] is not ('>' or ' ' or '/' or '\n' or '\t' or '\r' or '\f'))
            end++;
        return tag[start..end];
    }

    /// <summary>
    /// The length of the tag at the start, its "&gt;" included; -1 where the text ends first.
    /// A value whose quote never closes ends at the next "&gt;".
    /// </summary>
    public static int Length(ReadOnlySpan<char> html)
    {
        var at = 1;
        while (true)
        {
            var next = html[at..].IndexOfAny('=', '>');
            if (next < 0)
                return -1;
            at += next + 1;
            if (html[at - 1] == '>')
                return at;
            while (at < html.Length && html[at] is ' ' or '\n' or '\t' or '\r' or '\f')
                at++;
            if (at == html.Length)
                return -1;
            if (html[at] is not ('"' or '\''))
                continue;
            var close = html[(at + 1)..].IndexOf(html[at]);
            if (close < 0)
            {
                var end = html[at..].IndexOf('>');
                return end < 0 ? -1 : at + end + 1;
            }

            at += close + 2;
        }
    }

    /// <summary>The raw value of an attribute of a whole tag, references not decoded; empty where it has none.</summary>
    public static ReadOnlySpan<char> Attribute(ReadOnlySpan<char> tag, ReadOnlySpan<char> name)
    {
        var at = 1 + Name(tag).Length;
        while (at < tag.Length)
        {
            var start = tag[at..].IndexOfAnyExcept(BetweenAttributes);
            if (start < 0 || tag[at + start] == '>')
                return default;
            at += start;
            var nameLength = tag[at..].IndexOfAny(AttributeNameEnd);
            if (nameLength < 0)
                return default;
            var found = tag.Slice(at, Math.Max(nameLength, 1));
            at += found.Length;
            var value = Value(tag, ref at);
            if (found.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        return default;
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> tag, scoped ref int at)
    {
        var equals = tag[at..].IndexOfAnyExcept(Spaces);
        if (equals < 0 || tag[at + equals] != '=')
            return default;
        at += equals + 1;
        var start = tag[at..].IndexOfAnyExcept(Spaces);
        if (start < 0)
            return default;
        at += start;
        var quoted = tag[at] is '"' or '\'';
        var close = quoted ? tag[(at + 1)..].IndexOf(tag[at]) : -1;
        if (close >= 0)
        {
            var value = tag.Slice(at + 1, close);
            at += close + 2;
            return value;
        }

        at += quoted ? 1 : 0;
        var length = tag[at..].IndexOfAny(UnquotedEnd);
        var unquoted = length < 0 ? tag[at..] : tag.Slice(at, length);
        at += unquoted.Length;
        return unquoted;
    }
}
