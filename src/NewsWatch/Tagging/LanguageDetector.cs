namespace NewsWatch.Tagging;

/// <summary>Tells a text's language by its script and, where several languages share one, by character n-grams.</summary>
public static class LanguageDetector
{
    /// <summary>Characters read: enough to be sure, and cheap.</summary>
    private const int MostCharacters = 1200;

    /// <summary>A character of Chinese or Japanese carries about what three letters do.</summary>
    private const int IdeographWeight = 3;

    /// <summary>Japanese mixes kana into its ideographs; a Chinese text quotes a name in kana at most.</summary>
    private const int KanaShare = 8;

    private static readonly Dictionary<string, LanguageProfile> Profiles = Load();

    /// <summary>
    /// The text's language as a BCP 47 primary language. What the feed or page claims decides between close candidates and
    /// where the text does not; "und" where nothing does.
    /// </summary>
    public static string Detect(ReadOnlySpan<char> text, string? claimed)
    {
        text = text[..Math.Min(text.Length, MostCharacters)];
        var prior = Primary(claimed);
        var script = Script(text);
        if (script.Length == 0)
            return prior ?? "und";

        return Profiles.TryGetValue(script, out var profile) ? profile.Best(text, prior) ?? prior ?? "und" : script;
    }

    /// <summary>The language of a BCP 47 tag such as <c>en-GB</c>, or null where it names none.</summary>
    public static string? Primary(string? tag)
    {
        var end = tag?.AsSpan().IndexOfAny('-', '_') ?? -1;
        var primary = (end < 0 ? tag : tag![..end])?.Trim().ToLowerInvariant();
        primary = primary switch
        {
            "nb" or "nn" => "no",
            "iw" => "he",
            "in" => "id",
            "fil" => "tl",
            "bs" or "sh" => "hr",
            _ => primary,
        };
        return primary is { Length: 2 or 3 } && primary.All(char.IsAsciiLetterLower) && primary != "und" ? primary : null;
    }

    /// <summary>The commonest script: a profile's name, or the one language that writes so; empty where there are no letters.</summary>
    private static string Script(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[Scripts.Length];
        foreach (var c in text)
            if (c < 0x250)
            {
                if (char.IsAsciiLetter(c) || (c >= 0xC0 && c is not ('×' or '÷')))
                    counts[0]++;
            }
            else if (ScriptOf(c) is var index and >= 0)
            {
                counts[index] += Scripts[index].Weight;
            }

        var han = counts[Han] / IdeographWeight;
        var kana = counts[Kana] / IdeographWeight;
        if (kana * KanaShare > han && kana > 0)
            (counts[Kana], counts[Han]) = (counts[Kana] + counts[Han], 0);
        else
            (counts[Han], counts[Kana]) = (counts[Kana] + counts[Han], 0);

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            if (counts[i] > counts[best])
                best = i;
        return counts[best] == 0 ? "" : Scripts[best].Name;
    }

    private static int ScriptOf(char c)
    {
        for (var i = 1; i < Scripts.Length; i++)
            if (c >= Scripts[i].First && c <= Scripts[i].Last)
                return i;

        return c is >= (char)0x1E00 and <= (char)0x1EFF ? 0 : -1;
    }

    private const int Han = 1;
    private const int Kana = 2;

    private static readonly (string Name, char First, char Last, int Weight)[] Scripts =
    [
        ("latin", '\0', (char)0x24F, 1),
        ("zh", (char)0x3400, (char)0x9FFF, IdeographWeight),
        ("ja", (char)0x3041, (char)0x30FF, IdeographWeight),
        ("ko", (char)0xAC00, (char)0xD7AF, 2),
        ("cyrillic", (char)0x400, (char)0x52F, 1),
        ("arabic", (char)0x600, (char)0x6FF, 1),
        ("devanagari", (char)0x900, (char)0x97F, 1),
        ("el", (char)0x370, (char)0x3FF, 1),
        ("he", (char)0x590, (char)0x5FF, 1),
        ("th", (char)0xE00, (char)0xE7F, 1),
        ("hy", (char)0x530, (char)0x58F, 1),
        ("ka", (char)0x10A0, (char)0x10FF, 1),
        ("bn", (char)0x980, (char)0x9FF, 1),
        ("pa", (char)0xA00, (char)0xA7F, 1),
        ("gu", (char)0xA80, (char)0xAFF, 1),
        ("or", (char)0xB00, (char)0xB7F, 1),
        ("ta", (char)0xB80, (char)0xBFF, 1),
        ("te", (char)0xC00, (char)0xC7F, 1),
        ("kn", (char)0xC80, (char)0xCFF, 1),
        ("ml", (char)0xD00, (char)0xD7F, 1),
        ("si", (char)0xD80, (char)0xDFF, 1),
        ("lo", (char)0xE80, (char)0xEFF, 1),
        ("bo", (char)0xF00, (char)0xFFF, 1),
        ("my", (char)0x1000, (char)0x109F, 1),
        ("am", (char)0x1200, (char)0x137F, 1),
        ("km", (char)0x1780, (char)0x17FF, 1),
    ];

    private static Dictionary<string, LanguageProfile> Load()
    {
        using var stream = typeof(LanguageDetector).Assembly.GetManifestResourceStream("NewsWatch.Tagging.languages.bin")
            ?? throw new InvalidOperationException("The language profiles are missing from the assembly.");
        return LanguageProfile.Read(stream);
    }
}
