namespace NewsWatch.Articles.Texts;

/// <summary>
/// Stems of English, German, French and Spanish words: what stays when number, gender and case are taken off. Light on
/// purpose (Savoy 2006, "Light stemming approaches for the French, Portuguese, German and Hungarian languages"): verbs and
/// derived words keep their endings, so that no two meanings meet. Words of other languages stay as they are.
/// </summary>
internal static class Stems
{
    /// <summary>Shorter words are left alone: what is taken off them is too often the word.</summary>
    private const int Shortest = 4;

    public static bool Knows(string language) => language is "en" or "de" or "fr" or "es";

    /// <summary>Writes the stem of a word into <paramref name="stem"/> (at least as long as the word) and returns its length.</summary>
    public static int Of(ReadOnlySpan<char> word, string language, Span<char> stem)
    {
        for (var i = 0; i < word.Length; i++)
            stem[i] = Plain(char.ToLowerInvariant(word[i]));

        var folded = stem[..word.Length];
        return folded.Length < Shortest
            ? folded.Length
            : language switch
            {
                "en" => English(folded),
                "de" => German(folded),
                "fr" => French(folded),
                "es" => Spanish(folded),
                _ => Unchanged(word, stem),
            };
    }

    public static string Of(string word, string language)
    {
        Span<char> stem = stackalloc char[Math.Min(word.Length, Terms.LongestWord)];
        return stem[..Of(word.AsSpan(0, stem.Length), language, stem)].ToString();
    }

    /// <summary>Plurals only (Harman's S-stemmer, 1991).</summary>
    private static int English(Span<char> word)
    {
        if (word[^1] != 's')
            return word.Length;

        if (word.Length > 4 && word[^2] == 'e' && word[^3] == 'i' && word[^4] is not ('a' or 'e'))
        {
            word[^3] = 'y';
            return word.Length - 2;
        }

        return word[^2] is 's' or 'u' or 'i' ? word.Length : word.Length - 1;
    }

    private static int German(Span<char> word)
    {
        var length = word.Length;
        foreach (var ending in (ReadOnlySpan<string>)["ern", "em", "en", "er", "es", "e"])
            if (length - ending.Length >= Shortest - 1 && word[..length].EndsWith(ending))
                return length - ending.Length;

        return length > Shortest && word[length - 1] == 's' && word[length - 2] is 'b' or 'd' or 'f' or 'g' or 'h' or 'k' or 'l' or 'm' or 'n' or 't' or 'r'
            ? length - 1
            : length;
    }

    private static int French(Span<char> word)
    {
        var length = word.Length;
        if (length > 5 && word.EndsWith("aux") && word[^4] != 'e')
        {
            word[^2] = 'l';
            return length - 1;
        }

        if (word[length - 1] is 's' or 'x')
            length--;
        if (length > Shortest && word[length - 1] == 'e')
            length--;
        if (length > Shortest && word[length - 1] == 'e')
            length--;
        return length > Shortest && word[length - 1] == word[length - 2] ? length - 1 : length;
    }

    private static int Spanish(Span<char> word)
    {
        var length = word.Length;
        if (length > 4 && word[length - 1] == 's' && word[length - 2] == 'e')
        {
            // "veces" is "vez", "leyes" is "ley".
            if (word[length - 3] == 'c')
                word[length - 3] = 'z';
            return length - 2;
        }

        if (word[length - 1] == 's')
            length--;
        return length > Shortest && word[length - 1] is 'o' or 'a' or 'e' ? length - 1 : length;
    }

    private static int Unchanged(ReadOnlySpan<char> word, Span<char> stem)
    {
        for (var i = 0; i < word.Length; i++)
            stem[i] = char.ToLowerInvariant(word[i]);
        return word.Length;
    }

    private static char Plain(char letter) => letter switch
    {
        'ä' or 'à' or 'â' or 'á' => 'a',
        'é' or 'è' or 'ê' or 'ë' => 'e',
        'î' or 'ï' or 'í' => 'i',
        'ö' or 'ô' or 'ó' => 'o',
        'ü' or 'ù' or 'û' or 'ú' => 'u',
        'ç' => 'c',
        _ => letter,
    };
}
