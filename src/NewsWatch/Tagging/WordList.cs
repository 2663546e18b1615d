namespace NewsWatch.Tagging;

/// <summary>
/// A text cut into words: runs of letters and digits (with a trailing <c>+</c>, as in "Face++"); each character of
/// Chinese, Japanese, Korean, Thai and their like is a word of its own, so that one matcher serves every script.
/// </summary>
internal sealed class WordList
{
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <summary>In a phrase: any number, alone or before letters (<c>#</c>, <c>#bn</c>).</summary>
    public const char AnyNumber = '\uE000';

    /// <summary>In a phrase: any number after a sign of money (<c>$#</c>).</summary>
    public const char AnyMoney = '\uE001';

    /// <summary>A gap that no phrase crosses.</summary>
    public const ulong Wall = ulong.MaxValue;

    private const int LongestGap = 3;

    private readonly List<Word> _words;

    public WordList(string text)
    {
        Text = text;
        _words = new List<Word>((text.Length / 6) + 4);
        Cut();
    }

    public string Text { get; }

    public int Count => _words.Count;

    public Word this[int index] => _words[index];

    public ReadOnlySpan<char> Span(int index) => Text.AsSpan(_words[index].Start, _words[index].Length);

    public static ulong Add(ulong hash, char c) => (hash ^ Fold(c)) * Prime;

    public static ulong Start => Basis;

    /// <summary>Lower case, and one form for the typographic apostrophe and hyphen.</summary>
    public static char Fold(char c) => c switch
    {
        >= 'a' and <= 'z' => c,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        '’' => '\'',
        '‑' => '-',
        < (char)0x80 => c,
        _ => char.ToLowerInvariant(c),
    };

    /// <summary>True for scripts written without spaces between words.</summary>
    public static bool IsUnspaced(char c) =>
        c >= 0x0E00 && c switch
        {
            <= (char)0x0EFF => true,
            >= (char)0x1000 and <= (char)0x109F => true,
            >= (char)0x1780 and <= (char)0x17FF => true,
            >= (char)0x3040 and <= (char)0x30FF => true,
            >= (char)0x3400 and <= (char)0x9FFF => true,
            >= (char)0xAC00 and <= (char)0xD7AF => true,
            >= (char)0xF900 and <= (char)0xFAFF => true,
            _ => false,
        };

    private void Cut()
    {
        var text = Text;
        var previousEnd = 0;
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (!IsWordCharacter(c))
            {
                at++;
                continue;
            }

            var start = at;
            var hash = Basis;
            WordShape shape;
            if (IsUnspaced(c))
            {
                hash = Add(hash, c);
                at++;
                shape = WordShape.Unspaced;
            }
            else
            {
                int upper = 0, lower = 0, digits = 0;
                while (at < text.Length && IsWordCharacter(c = text[at]) && !IsUnspaced(c))
                {
                    hash = Add(hash, c);
                    if (char.IsUpper(c))
                        upper++;
                    else if (char.IsAsciiDigit(c))
                        digits++;
                    else
                        lower++;
                    at++;
                }

                while (at < text.Length && text[at] == '+' && at - start < 12)
                    hash = Add(hash, text[at++]);
                shape = ShapeOf(text[start], upper, lower, digits);
            }

            _words.Add(new Word(start, at, hash, Gap(previousEnd, start), shape));
            previousEnd = at;
        }
    }

    private static WordShape ShapeOf(char first, int upper, int lower, int digits) =>
        upper == 0 ? (lower == 0 && digits > 0 ? WordShape.Digits : WordShape.Lower)
        : lower == 0 && upper > 1 ? WordShape.Upper
        : upper == 1 && char.IsUpper(first) ? WordShape.Capitalised
        : WordShape.Mixed;

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || c is AnyNumber or AnyMoney || (c >= 0x300 && char.GetUnicodeCategory(c) is
            System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);

    private ulong Gap(int from, int to)
    {
        var length = to - from;
        if (length == 0)
            return 0;

        if (from == 0 || length > LongestGap)
            return Wall;

        var gap = Text.AsSpan(from, length);
        if (length == 1 && gap[0] is ' ' or '-' or '\'' or '’' or '‑' or '–' or '\u00a0' or '·' or '・')
            return 0;

        var hash = Basis;
        foreach (var c in gap)
        {
            if (c == '\n')
                return Wall;

            hash = Add(hash, c);
        }

        return hash;
    }
}
