using System.Globalization;
using System.Text;

namespace NewsWatch.Search;

/// <summary>Characters as search compares them: compatibility forms resolved, lower case, Latin, Greek and Cyrillic letters without marks.</summary>
internal static class Folding
{
    /// <summary>For ASCII: the folded character, or NUL where it parts words.</summary>
    private static readonly char[] Ascii = FoldAscii();

    // Filled as characters are met; a race writes the same value twice.
    private static readonly string?[] Plane = new string?[char.MaxValue + 1];

    /// <summary>The folded ASCII character, or NUL where it parts words.</summary>
    public static char OfAscii(char c) => Ascii[c];

    /// <summary>What a character beyond ASCII becomes inside a word: "" for a mark that falls away; null where it parts words.</summary>
    public static string? Of(Rune rune)
    {
        if (!rune.IsBmp)
            return Fold(rune);

        var known = Plane[rune.Value] ??= Fold(rune) ?? "\0";
        return known == "\0" ? null : known;
    }

    /// <summary>Whether it belongs to a script that is written without spaces, which is searched by pairs of characters.</summary>
    public static bool IsUnspaced(int codePoint) => codePoint is (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or 0x30FC or (>= 0xFF66 and <= 0xFF9D) or 0x3005
        or 0x3007 or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFD);

    private static string? Fold(Rune rune)
    {
        var category = Rune.GetUnicodeCategory(rune);
        if (IsMark(category))
            return FallsAway(rune.Value) ? "" : rune.ToString();

        // Joiners and soft hyphens stand inside words and are not part of them.
        if (rune.Value is 0x00AD or 0x200C or 0x200D or 0x2060 or 0xFEFF)
            return "";

        if (!Rune.IsLetterOrDigit(rune))
            return null;

        if (Special(rune.Value) is { } special)
            return special;

        // Decomposing would take Hangul syllables apart into letters, and the voicing off kana.
        var whole = rune.Value is (>= 0xAC00 and <= 0xD7A3) or (>= 0x3040 and <= 0x30FF) or (>= 0xFF66 and <= 0xFFDC);
        var decomposed = rune.ToString().Normalize(whole ? NormalizationForm.FormKC : NormalizationForm.FormKD);
        var folded = new StringBuilder(decomposed.Length);
        foreach (var part in decomposed.ToLowerInvariant().EnumerateRunes())
            if (Rune.IsLetterOrDigit(part))
                folded.Append(Special(part.Value) ?? part.ToString());
            else if (IsMark(Rune.GetUnicodeCategory(part)) && !FallsAway(part.Value))
                folded.Append(part.ToString());

        return folded.ToString();
    }

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    // Accents, Hebrew points, Arabic vowel signs, kana voicing and variation selectors. Vowel signs of Indic scripts are letters' parts and stay.
    private static bool FallsAway(int mark) => mark is (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or (>= 0x0610 and <= 0x061A)
        or (>= 0x064B and <= 0x065F) or 0x0670 or (>= 0x1AB0 and <= 0x1AFF) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF)
        or 0x3099 or 0x309A or (>= 0xFE00 and <= 0xFE0F) or (>= 0xFE20 and <= 0xFE2F);

    private static string? Special(int letter) => letter switch
    {
        'ß' or 'ẞ' => "ss",
        'æ' or 'Æ' => "ae",
        'œ' or 'Œ' => "oe",
        'ø' or 'Ø' => "o",
        'ł' or 'Ł' => "l",
        'đ' or 'Đ' or 'ð' or 'Ð' => "d",
        'þ' or 'Þ' => "th",
        'ı' => "i",
        'ς' => "σ",
        _ => null,
    };

    private static char[] FoldAscii()
    {
        var table = new char[128];
        for (var c = '\0'; c < 128; c++)
            table[c] = char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '\0';

        return table;
    }
}
