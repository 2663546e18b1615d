using System.Buffers;

namespace NewsWatch.Feeds.Reading;

/// <summary>
/// Text may speak of tags ("History of the &lt;blink&gt; tag"). Where it spells one that would act if someone forgot to escape it,
/// its brackets become the single quotation marks ‹ and ›: still readable, never a tag.
/// </summary>
internal static class LiteralTags
{
    /// <summary>A tag longer than this is prose between two signs.</summary>
    private const int LongestTag = 2_000;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    public static void Defuse(Span<char> text)
    {
        for (var at = 0; text[at..].IndexOf('<') is >= 0 and var next; at++)
        {
            at += next;
            var rest = text[at..];
            if (rest.Length < 2 || !(char.IsAsciiLetter(rest[1]) || rest[1] is '/' or '!' or '?'))
                continue;
            var within = rest.Slice(1, Math.Min(LongestTag, rest.Length - 1));
            var end = within.IndexOfAny('<', '>');
            var inside = end < 0 ? within : within[..end];
            if (!Acts(inside))
                continue;
            text[at] = '‹';
            if (end >= 0 && within[end] == '>')
                within[end] = '›';
        }
    }

    private static bool Acts(ReadOnlySpan<char> inside)
    {
        if (inside[0] is '!' or '?')
            return true;
        var name = inside.TrimStart('/');
        var end = name.IndexOfAnyExcept(NameCharacters);
        return inside.Contains('=') || HtmlElements.IsActive(end < 0 ? name : name[..end]);
    }
}
