using System.Runtime.InteropServices;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Tagging;

/// <summary>
/// Finds the topics' single words in other forms too, in German, French and Spanish, where a word has many:
/// "Regulierung" in "Regulierungen", "règlement" in "règlements". English terms name their forms by <c>*</c>.
/// </summary>
internal sealed class StemmedTerms
{
    /// <summary>Shorter words' stems are too often other words.</summary>
    private const int Shortest = 6;

    private static readonly string[] Languages = ["de", "fr", "es"];

    private readonly Dictionary<string, Dictionary<string, int>> _terms;

    /// <param name="terms">The terms, each at its phrase's number.</param>
    public StemmedTerms(IReadOnlyList<string> terms) =>
        _terms = Languages.ToDictionary(language => language, language => ByStem(terms, language));

    /// <summary>Adds a hit for each word whose stem is a term's and that is no hit of that term yet.</summary>
    public void Add(WordList words, string language, List<PhraseHit> hits)
    {
        if (!_terms.TryGetValue(language, out var terms))
            return;

        var known = hits.Select(hit => (hit.First, hit.Phrase)).ToHashSet();
        var lookup = terms.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> stem = stackalloc char[Terms.LongestWord];
        for (var i = 0; i < words.Count; i++)
            if (words[i].Length is >= Shortest and <= Terms.LongestWord && words[i].Shape is WordShape.Lower or WordShape.Capitalised
                && lookup.TryGetValue(stem[..Stems.Of(words.Span(i), language, stem)], out var phrase) && known.Add((i, phrase)))
                hits.Add(new PhraseHit(phrase, i, i));
    }

    private static Dictionary<string, int> ByStem(IReadOnlyList<string> terms, string language)
    {
        var byStem = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < terms.Count; i++)
            if (terms[i].Length is >= Shortest and <= Terms.LongestWord && terms[i].All(char.IsLetter) && terms[i][0] < 0x2E80
                && !FunctionWords.IsStopWord(terms[i], language))
                CollectionsMarshal.GetValueRefOrAddDefault(byStem, Stems.Of(terms[i], language), out _) = i;

        return byStem;
    }
}
