namespace NewsWatch.Tagging;

/// <summary>What lists say of a name; a hint to the name tagger, never a decision.</summary>
[Flags]
internal enum NameHint : ushort
{
    None = 0,
    FirstName = 1,
    LastName = 2,
    City = 4,
    LargeCity = 8,
    Country = 16,
    Region = 32,
    Demonym = 64,
    Organisation = 128,
    Person = 256,
    Honorific = 512,

    /// <summary>An ordinary word of the dictionary, which a sentence's start may capitalise.</summary>
    CommonWord = 1024,

    /// <summary>The title of an encyclopedia's article, of more than one word.</summary>
    Title = 2048,

    KnownPerson = 4096,
    KnownOrganisation = 8192,
    KnownPlace = 16384,
    KnownOther = 32768,
}

/// <summary>Lists of names of one to four words, and the classes of ordinary ones.</summary>
internal sealed class NameGazetteer(Dictionary<ulong, NameHint> names, WordClasses classes)
{
    public const int LongestName = 4;

    public IReadOnlyDictionary<ulong, NameHint> Names => names;

    public WordClasses Classes => classes;

    /// <summary>Whether a word, by its hash, is one of the dictionary and no name of a person or place.</summary>
    public bool IsOrdinary(ulong word) =>
        names.TryGetValue(word, out var hint) && (hint & NameHint.CommonWord) != NameHint.None
        && (hint & (NameHint.KnownPerson | NameHint.KnownOrganisation | NameHint.KnownPlace | NameHint.Country | NameHint.LargeCity | NameHint.Organisation)) == NameHint.None;

    /// <summary>The key of a run of words.</summary>
    public static ulong Key(WordList words, int first, int last)
    {
        var key = words[first].Hash;
        for (var i = first + 1; i <= last; i++)
            key = (key * 31) ^ words[i].Hash;
        return key;
    }

    /// <summary>For each word from <paramref name="first"/> on: what the longest listed names that cover it are.</summary>
    public void Cover(WordList words, int first, Span<NameHint> starts, Span<NameHint> insides)
    {
        starts.Clear();
        insides.Clear();
        for (var i = 0; i < starts.Length; i++)
            for (var length = Math.Min(LongestName, starts.Length - i); length > 0; length--)
                if (names.TryGetValue(Key(words, first + i, first + i + length - 1), out var hint))
                {
                    starts[i] |= hint;
                    for (var k = 1; k < length; k++)
                        insides[i + k] |= hint;
                    if (length > 1)
                        break;
                }
    }
}
