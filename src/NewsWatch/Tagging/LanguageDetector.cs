using System.Collections.Frozen;

namespace NewsWatch.Tagging;

/// <summary>Tells a text's language by its script and its commonest words.</summary>
public static class LanguageDetector
{
    private const int MostCharacters = 4000;

    private static readonly FrozenDictionary<string, string[]> StopWords = new Dictionary<string, string[]>
    {
        ["en"] = ["the", "of", "and", "to", "in", "is", "that", "for", "with", "was", "on", "are", "as", "by", "it", "from"],
        ["de"] = ["der", "die", "und", "das", "ist", "nicht", "den", "von", "mit", "ein", "eine", "auf", "für", "im", "dem", "zu", "sich", "auch"],
        ["fr"] = ["le", "la", "les", "des", "et", "est", "une", "dans", "que", "pour", "qui", "sur", "du", "au", "pas", "plus", "avec", "sont"],
        ["es"] = ["el", "la", "los", "las", "de", "que", "y", "en", "una", "por", "con", "para", "del", "se", "su", "como", "más", "fue"],
        ["pt"] = ["o", "os", "que", "do", "da", "em", "um", "uma", "para", "com", "não", "dos", "na", "no", "por", "mais", "são", "ao"],
        ["it"] = ["il", "di", "che", "la", "e", "un", "una", "per", "non", "sono", "del", "della", "con", "gli", "nel", "alla", "più"],
        ["nl"] = ["de", "het", "een", "van", "en", "is", "dat", "niet", "voor", "met", "zijn", "op", "te", "aan", "ook", "bij", "naar"],
    }.SelectMany(pair => pair.Value.Select(word => (word, pair.Key)))
        .GroupBy(pair => pair.word, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Key).ToArray(), StringComparer.Ordinal);

    /// <summary>The text's language as a BCP 47 primary language; <paramref name="claimed"/> decides where the text does not; "und" where nothing does.</summary>
    public static string Detect(ReadOnlySpan<char> text, string? claimed)
    {
        text = text[..Math.Min(text.Length, MostCharacters)];
        var prior = Primary(claimed);
        int han = 0, kana = 0, hangul = 0, cyrillic = 0, arabic = 0, greek = 0, hebrew = 0, thai = 0, deva = 0, latin = 0;
        foreach (var c in text)
            switch (c)
            {
                case >= (char)0x4E00 and <= (char)0x9FFF: han++; break;
                case >= (char)0x3040 and <= (char)0x30FF: kana++; break;
                case >= (char)0xAC00 and <= (char)0xD7AF: hangul++; break;
                case >= (char)0x400 and <= (char)0x4FF: cyrillic++; break;
                case >= (char)0x600 and <= (char)0x6FF: arabic++; break;
                case >= (char)0x370 and <= (char)0x3FF: greek++; break;
                case >= (char)0x590 and <= (char)0x5FF: hebrew++; break;
                case >= (char)0xE00 and <= (char)0xE7F: thai++; break;
                case >= (char)0x900 and <= (char)0x97F: deva++; break;
                default:
                    if (char.IsLetter(c))
                        latin++;
                    break;
            }

        // A character of Chinese or Japanese carries about what three letters do.
        var best = new[]
        {
            ((han + kana) * 3, kana * 8 > han ? "ja" : "zh"), (hangul * 2, "ko"), (cyrillic, "ru"), (arabic, "ar"),
            (greek, "el"), (hebrew, "he"), (thai, "th"), (deva, "hi"), (latin, ""),
        }.MaxBy(pair => pair.Item1);
        if (best.Item1 == 0)
            return prior ?? "und";

        return best.Item2.Length > 0 ? best.Item2 : ByWords(text, prior);
    }

    /// <summary>The language of a BCP 47 tag such as <c>en-GB</c>, or null where it names none.</summary>
    public static string? Primary(string? tag)
    {
        var end = tag?.AsSpan().IndexOfAny('-', '_') ?? -1;
        var primary = (end < 0 ? tag : tag![..end])?.Trim().ToLowerInvariant();
        return primary is { Length: 2 or 3 } && primary.All(char.IsAsciiLetterLower) && primary != "und" ? primary : null;
    }

    private static string ByWords(ReadOnlySpan<char> text, string? prior)
    {
        var counts = new Dictionary<string, double>(StringComparer.Ordinal);
        var words = new WordList(text.ToString());
        for (var i = 0; i < words.Count; i++)
            if (StopWords.TryGetValue(words.Span(i).ToString().ToLowerInvariant(), out var languages))
                foreach (var language in languages)
                    counts[language] = counts.GetValueOrDefault(language) + (1.0 / languages.Length);

        if (prior is not null)
            counts[prior] = counts.GetValueOrDefault(prior) + 1;
        return counts.Count == 0 ? "und" : counts.MaxBy(pair => pair.Value).Key;
    }
}
