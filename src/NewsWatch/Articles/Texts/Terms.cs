namespace NewsWatch.Articles.Texts;

/// <summary>
/// Folds a word to its term: lower case, no possessive, and the plural taken off (Harman's S-stemmer, 1991),
/// the only part of stemming that measurably helps news and never joins two meanings.
/// </summary>
internal static class Terms
{
    /// <summary>Longer runs of letters are no words.</summary>
    public const int LongestWord = 48;

    /// <summary>The term of a word as a writer of this program spells it.</summary>
    public static uint Of(string word)
    {
        Span<char> folded = stackalloc char[LongestWord];
        var length = 0;
        foreach (var letter in word.AsSpan(0, Math.Min(word.Length, LongestWord)))
            folded[length++] = char.ToLowerInvariant(letter);

        return Of(folded[..length]);
    }

    /// <summary>The term of a word already in lower case.</summary>
    public static uint Of(ReadOnlySpan<char> folded)
    {
        var stem = Stem(folded);
        var hash = 2166136261u;
        foreach (var letter in stem.Word)
            hash = (hash ^ letter) * 16777619u;

        if (stem.EndsInY)
            hash = (hash ^ 'y') * 16777619u;

        return Mix(hash);
    }

    /// <summary>Two terms as one, in this order.</summary>
    public static uint Join(uint first, uint second) => Mix((first * 31) ^ second);

    /// <summary>Spreads the bits of a hash (the finaliser of MurmurHash3).</summary>
    public static uint Mix(uint hash)
    {
        hash ^= hash >> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    private static Stemmed Stem(ReadOnlySpan<char> word)
    {
        if (word.Length < 4 || word[^1] != 's')
            return new Stemmed(word, false);

        if (word.Length > 4 && word[^2] == 'e' && word[^3] == 'i')
            return word[^4] is 'a' or 'e' ? new Stemmed(word, false) : new Stemmed(word[..^3], true);

        return word[^2] is 's' or 'u' or 'i' ? new Stemmed(word, false) : new Stemmed(word[..^1], false);
    }

    private readonly ref struct Stemmed(ReadOnlySpan<char> word, bool endsInY)
    {
        public ReadOnlySpan<char> Word { get; } = word;

        public bool EndsInY { get; } = endsInY;
    }
}
