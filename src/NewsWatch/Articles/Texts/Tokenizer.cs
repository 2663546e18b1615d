namespace NewsWatch.Articles.Texts;

/// <summary>
/// Cuts text into tokens in one pass: words where the script has spaces, overlapping character pairs where it has none
/// (Han, Kana, Hangul, Thai). Hyphens part words; commas and points inside a number do not. What a page left of its
/// character references (<c>&amp;#8217;</c>) is passed over.
/// </summary>
internal static class Tokenizer
{
    /// <summary>What lies beyond this many UTF-16 code units is not looked at: the longest articles have a fifth of it.</summary>
    public const int LongestText = 400_000;

    /// <summary>The lower-case form of each ASCII letter and digit, 0 of all else: most of all text.</summary>
    private static readonly char[] Ascii = [.. Enumerable.Range(0, 128).Select(code => char.IsAsciiLetterOrDigit((char)code) ? char.ToLowerInvariant((char)code) : '\0')];

    public static List<Token> Cut(string text)
    {
        var end = Math.Min(text.Length, LongestText);
        var tokens = new List<Token>((end / 6) + 1);
        for (var at = 0; at < end;)
        {
            var letter = text[at];
            if (letter == '&' && ReferenceLength(text, at, end) is > 0 and var skip)
                at += skip;
            else if (IsSpaceless(letter))
                at = CutSpaceless(text, at, end, tokens);
            else if (char.IsLetterOrDigit(letter))
                at = CutWord(text, at, end, tokens);
            else
                at++;
        }

        return tokens;
    }

    /// <summary>Whether the script of this character writes words without spaces between them.</summary>
    public static bool IsSpaceless(char letter) =>
        letter is >= '\u3040' and <= '\u30ff' or >= '\u3400' and <= '\u9fff' or >= '\uac00' and <= '\ud7af'
            or >= '\u0e00' and <= '\u0e7f' or >= '\uf900' and <= '\ufaff';

    private static int CutWord(string text, int start, int end, List<Token> tokens)
    {
        Span<char> folded = stackalloc char[Terms.LongestWord];
        var isNumber = char.IsAsciiDigit(text[start]);
        var length = 0;
        var at = start;
        for (; at < end; at++)
        {
            var letter = text[at];
            if (letter < Ascii.Length && Ascii[letter] is not '\0' and var plain)
            {
                if (length < folded.Length)
                    folded[length++] = plain;
            }
            else if (char.IsLetterOrDigit(letter) && !IsSpaceless(letter))
            {
                if (length < folded.Length)
                    folded[length++] = char.ToLowerInvariant(letter);
            }
            else if (!(isNumber && letter is ',' or '.' && JoinsDigits(text, at, end)))
            {
                break;
            }
            else if (letter == '.' && length < folded.Length)
            {
                folded[length++] = '.';
            }
        }

        var wordEnd = at;
        at = PastPossessive(text, at, end);
        var term = Terms.Of(folded[..length]);
        var traits = (char.IsUpper(text[start]) ? TokenTraits.Capital : TokenTraits.None)
            | (isNumber ? TokenTraits.Number : TokenTraits.None)
            | (IsLoneLetter(text[start], length) || FunctionWords.Holds(term) ? TokenTraits.Function : TokenTraits.None);
        tokens.Add(new Token(start, wordEnd, term, traits));
        return at;
    }

    private static int CutSpaceless(string text, int start, int end, List<Token> tokens)
    {
        var at = start;
        while (at < end && IsSpaceless(text[at]))
            at++;

        if (at - start == 1)
            tokens.Add(new Token(start, at, Terms.Of(text.AsSpan(start, 1)), TokenTraits.Bigram | TokenTraits.Function));

        for (var first = start; first + 1 < at; first++)
            tokens.Add(new Token(first, first + 2, Terms.Of(text.AsSpan(first, 2)), TokenTraits.Bigram));

        return at;
    }

    /// <summary>A lone capital may be a name ("X", "R"); "A" and "I" are not.</summary>
    private static bool IsLoneLetter(char letter, int length) =>
        length == 1 && !char.IsAsciiDigit(letter) && (!char.IsUpper(letter) || letter is 'A' or 'I' or 'S');

    private static bool JoinsDigits(string text, int at, int end) =>
        at + 1 < end && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at - 1]);

    /// <summary>Past "'s" and past the tail of "don't": what follows an apostrophe inside a word is no word.</summary>
    private static int PastPossessive(string text, int at, int end)
    {
        if (at >= end || text[at] is not ('\'' or '\u2019'))
            return at;

        var tail = at + 1;
        while (tail < end && tail - at < 4 && char.IsLetter(text[tail]))
            tail++;

        return tail - at is > 1 and < 4 ? tail : at;
    }

    private static int ReferenceLength(string text, int at, int end)
    {
        for (var i = at + 1; i < end && i < at + 10; i++)
        {
            if (text[i] == ';')
                return i - at + 1;

            if (!char.IsAsciiLetterOrDigit(text[i]) && text[i] != '#')
                return 0;
        }

        return 0;
    }
}
