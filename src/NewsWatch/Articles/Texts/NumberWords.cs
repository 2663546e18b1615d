using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace NewsWatch.Articles.Texts;

/// <summary>Numbers in words, from three on: "fifteen", "twenty-one", "a dozen", "zwölf". One and two are mostly no counts.</summary>
internal static class NumberWords
{
    private static readonly FrozenDictionary<uint, int> Values = (
        "three 3,four 4,five 5,six 6,seven 7,eight 8,nine 9,ten 10,eleven 11,twelve 12,dozen 12,thirteen 13,fourteen 14,fifteen 15,sixteen 16,"
        + "seventeen 17,eighteen 18,nineteen 19,twenty 20,thirty 30,forty 40,fifty 50,sixty 60,seventy 70,eighty 80,ninety 90,"
        + "drei 3,vier 4,fünf 5,sechs 6,sieben 7,acht 8,neun 9,zehn 10,elf 11,zwölf 12,dreizehn 13,vierzehn 14,fünfzehn 15,"
        + "sechzehn 16,siebzehn 17,achtzehn 18,neunzehn 19,zwanzig 20,dreißig 30,vierzig 40,fünfzig 50,sechzig 60,siebzig 70,achtzig 80,neunzig 90")
        .Split(',').Select(pair => pair.Split(' ')).ToFrozenDictionary(pair => Terms.Of(pair[0]), pair => int.Parse(pair[1], CultureInfo.InvariantCulture));

    private static readonly FrozenDictionary<uint, int> Ones =
        "one two three four five six seven eight nine".Split(' ').Select((word, i) => (word, i)).ToFrozenDictionary(pair => Terms.Of(pair.word), pair => pair.i + 1);

    /// <summary>What stands before the first word of a sentence.</summary>
    private static readonly SearchValues<char> Opening = SearchValues.Create(".!?\n“\"„");

    private static readonly uint Dozen = Terms.Of("dozen");

    /// <summary>Value, first UTF-16 code unit and one past the last of each.</summary>
    public static IEnumerable<(int Value, int Start, int End)> Find(string text, List<Token> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!Values.TryGetValue(tokens[i].Term, out var value) || IsPartOfName(text, tokens, i) || (tokens[i].Term == Dozen && !IsOneDozen(text, tokens, i)))
                continue;

            var start = tokens[i].Start;
            if (value >= 20 && i + 1 < tokens.Count && IsHyphen(text, tokens[i].End) && tokens[i + 1].Start == tokens[i].End + 1 && Ones.TryGetValue(tokens[i + 1].Term, out var ones))
                (value, i) = (value + ones, i + 1);

            if (!IsHyphen(text, tokens[i].End))
                yield return (value, start, tokens[i].End);
        }
    }

    /// <summary>"A dozen"; not "dozens", and not "three dozen", which is three with a magnitude.</summary>
    private static bool IsOneDozen(string text, List<Token> tokens, int i) =>
        text[tokens[i].End - 1] != 's' && (i == 0 || !(tokens[i - 1].Is(TokenTraits.Number) || Values.ContainsKey(tokens[i - 1].Term) || Ones.ContainsKey(tokens[i - 1].Term)));

    /// <summary>"Big Four", "Group of Seven": a capital that opens no sentence. "Five-year", "seven-nation" count nothing.</summary>
    private static bool IsPartOfName(string text, List<Token> tokens, int i)
    {
        if (!tokens[i].Is(TokenTraits.Capital) || i == 0)
            return i > 0 && tokens[i - 1].End == tokens[i].Start - 1 && IsHyphen(text, tokens[i - 1].End);

        return text.AsSpan(tokens[i - 1].End, tokens[i].Start - tokens[i - 1].End).IndexOfAny(Opening) < 0;
    }

    private static bool IsHyphen(string text, int at) => at < text.Length && text[at] == '-';
}
