using System.Buffers;
using System.Collections.Frozen;

namespace NewsWatch.Articles.Texts;

/// <summary>A run of capitalised words that reads as one name.</summary>
/// <param name="FirstToken">Index of its first token.</param>
/// <param name="Tokens">How many tokens it has.</param>
/// <param name="OpensSentence">Its capital may be the sentence's alone.</param>
internal readonly record struct NameRun(int FirstToken, int Tokens, bool OpensSentence)
{
    public int LastToken => FirstToken + Tokens - 1;
}

/// <summary>
/// Finds names by their capitals. It knows no lists; what tagging found is evidence beside it.
/// A word that opens a sentence counts as a name only in a longer run or when the text capitalises it elsewhere too.
/// </summary>
internal static class Names
{
    public const int LongestRun = 6;

    private static readonly SearchValues<char> Joining = SearchValues.Create(" -&'\u2019.\u00a0");

    private static readonly FrozenSet<uint> Linking =
        new[] { "of", "the", "and", "for", "de", "la", "du", "von", "van", "al", "bin", "di", "da" }.Select(Terms.Of).ToFrozenSet();

    public static List<NameRun> Find(string text, List<Token> tokens, List<TextSpan> sentences)
    {
        var runs = new List<NameRun>();
        var sure = new HashSet<uint>();
        var token = 0;
        foreach (var sentence in sentences)
        {
            while (token < tokens.Count && tokens[token].Start < sentence.Start)
                token++;

            var first = token;
            while (token < tokens.Count && tokens[token].Start < sentence.End)
                token++;

            FindIn(text, tokens, first, token, runs, sure);
        }

        runs.RemoveAll(run => run is { OpensSentence: true, Tokens: 1 } && !sure.Contains(tokens[run.FirstToken].Term));
        return runs;
    }

    private static void FindIn(string text, List<Token> tokens, int first, int end, List<NameRun> runs, HashSet<uint> sure)
    {
        for (var at = first; at < end; at++)
        {
            if (!Capital(tokens[at]) || (tokens[at].Is(TokenTraits.Function) && !IsAcronym(text, tokens[at])))
                continue;

            var last = at;
            for (var next = at + 1; next < end && next - at < LongestRun && Adjoins(text, tokens[next - 1], tokens[next]); next++)
            {
                if (Capital(tokens[next]) || (tokens[next].Is(TokenTraits.Number) && next == last + 1))
                    last = next;
                else if (!Linking.Contains(tokens[next].Term) || next > last + 2)
                    break;
            }

            var opens = at == first;
            runs.Add(new NameRun(at, last - at + 1, opens));
            for (var i = opens && last == at ? at + 1 : at; i <= last; i++)
                sure.Add(tokens[i].Term);

            at = last;
        }
    }

    private static bool Capital(Token token) => token.Is(TokenTraits.Capital);

    private static bool IsAcronym(string text, Token token) =>
        token.End - token.Start is >= 2 and <= 6 && text.AsSpan(token.Start, token.End - token.Start).IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>Only a blank, an apostrophe, an ampersand or a hyphen stands between the two.</summary>
    private static bool Adjoins(string text, Token left, Token right)
    {
        var between = text.AsSpan(left.End, right.Start - left.End);
        return between.Length <= 3 && between.IndexOfAnyExcept(Joining) < 0 && !(between.Contains('.') && left.End - left.Start > 3);
    }
}
