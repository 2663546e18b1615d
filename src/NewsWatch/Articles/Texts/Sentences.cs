using System.Buffers;
using System.Collections.Frozen;

namespace NewsWatch.Articles.Texts;

/// <summary>Cuts text into sentences: at line ends, and at a stop that no abbreviation, initial or decimal explains.</summary>
internal static class Sentences
{
    /// <summary>More sentences than this are not told apart: the rest is one.</summary>
    public const int Most = 4_000;

    private static readonly FrozenSet<string> Abbreviations = new[]
    {
        "mr", "mrs", "ms", "dr", "prof", "sen", "rep", "gov", "gen", "col", "lt", "sgt", "capt", "st", "jr", "sr", "inc", "ltd", "co",
        "corp", "vs", "etc", "no", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fig", "dept",
        "approx", "e.g", "i.e", "u.s", "u.k", "u.n", "a.m", "p.m", "d.c", "calif", "hon", "rev", "mt", "ft", "art", "al", "bzw", "z.b", "ca",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AbbreviationLookup =
        Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What may end a sentence: line ends and stops.</summary>
    private static readonly SearchValues<char> Ending = SearchValues.Create("\n\r\u3002\uff01\uff1f.!?\u2026");

    /// <summary>Spans without surrounding white space, in order; never empty ones.</summary>
    public static List<TextSpan> Cut(string text)
    {
        var end = Math.Min(text.Length, Tokenizer.LongestText);
        var found = new List<TextSpan>();
        var start = 0;
        for (var at = 0; at < end && found.Count < Most; at++)
        {
            if (text.AsSpan(at, end - at).IndexOfAny(Ending) is not (>= 0 and var next))
                break;

            var letter = text[at += next];
            if (letter is '\n' or '\r' || letter is '\u3002' or '\uff01' or '\uff1f')
                start = Close(text, start, at + 1, found);
            else if (letter is '.' or '!' or '?' or '\u2026' && Ends(text, start, at, end))
                start = Close(text, start, at = PastClosers(text, at + 1, end), found);
        }

        Close(text, start, end, found);
        return found;
    }

    private static int Close(string text, int start, int end, List<TextSpan> found)
    {
        var (first, last) = (start, end);
        while (first < last && char.IsWhiteSpace(text[first]))
            first++;

        while (last > first && char.IsWhiteSpace(text[last - 1]))
            last--;

        if (last > first)
            found.Add(new TextSpan(first, last));

        return end;
    }

    private static bool Ends(string text, int start, int at, int end)
    {
        var next = PastClosers(text, at + 1, end);
        if (next < end && !char.IsWhiteSpace(text[next]))
            return false;

        while (next < end && char.IsWhiteSpace(text[next]))
            next++;

        if (next < end && char.IsLower(text[next]))
            return false;

        if (text[at] != '.')
            return true;

        var word = at;
        while (word > start && (char.IsLetter(text[word - 1]) || text[word - 1] == '.'))
            word--;

        var before = text.AsSpan(word, at - word);
        var isInitial = before.Length == 1 && char.IsUpper(before[0]);
        return !isInitial && !(before.Length <= 6 && AbbreviationLookup.Contains(before));
    }

    private static int PastClosers(string text, int at, int end)
    {
        while (at < end && text[at] is '"' or '\u201d' or '\u2019' or '\'' or ')' or ']' or '.' or '!' or '?')
            at++;

        return at;
    }
}
