namespace NewsWatch.Tagging;

/// <summary>
/// What ordinary words mean, in two grains: "minister" and "striker" are persons, "said" and "told" tell. It lets the name
/// tagger learn from "striker" what it will need at "goalkeeper".
/// </summary>
internal sealed class WordClasses(Dictionary<ulong, uint> classes)
{
    private const int FineBits = 12;

    /// <summary>By the hash of a word.</summary>
    public IReadOnlyDictionary<ulong, uint> All => classes;

    public static uint Of(uint coarse, uint fine) => (coarse << FineBits) | fine;

    /// <summary>Both grains of a word's class; 0 where there is no such word or nothing is known of it.</summary>
    public uint Class(WordList words, int index) =>
        index >= 0 && index < words.Count && classes.TryGetValue(words[index].Hash, out var known) ? known : 0;

    public static ulong Coarse(uint known) => known >> FineBits;
}
