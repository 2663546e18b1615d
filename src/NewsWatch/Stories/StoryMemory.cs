using System.Runtime.InteropServices;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>
/// The union of what a story's members said: terms, names and figures. Novelty is measured against this, never against one
/// article. Sorted arrays: a table of hashes would be four times as large, and every story with two members has a memory.
/// </summary>
internal sealed class StoryMemory
{
    private uint[] _terms = [];
    private uint[] _names = [];
    private Figure[] _figures = [];

    public IReadOnlyList<Figure> Figures => _figures;

    public static StoryMemory Of(IEnumerable<KnownArticle> members)
    {
        var memory = new StoryMemory();
        memory.Add([.. members.Select(member => member.Reading)]);
        return memory;
    }

    public void Add(Reading reading) => Add([reading]);

    public bool Said(uint term) => Array.BinarySearch(_terms, term) >= 0;

    public bool Named(uint term) => Array.BinarySearch(_names, term) >= 0;

    /// <summary>Whether the story has this figure, perhaps rounded.</summary>
    public bool Counted(Figure figure) => Array.Exists(_figures, figure.SaysTheSame);

    /// <summary>What share of these terms, by weight, the story had not said. 0 for no terms.</summary>
    public double ShareUnsaid(ReadOnlySpan<uint> terms, TermWeights weights)
    {
        var (unsaid, all) = (0.0, 0.0);
        foreach (var term in terms)
        {
            var weight = weights.Of(term);
            all += weight;
            if (!Said(term))
                unsaid += weight;
        }

        return all == 0 ? 0 : unsaid / all;
    }

    private void Add(List<Reading> readings)
    {
        var (terms, names) = (new List<uint>(), new List<uint>());
        foreach (var reading in readings)
        {
            terms.AddRange(reading.Sentences.Terms);
            terms.AddRange(reading.Title.Terms);
            names.AddRange(reading.Names);
        }

        (_terms, _names) = (With(_terms, terms), With(_names, names));
        if (readings.Exists(reading => reading.Figures.Count > 0))
            _figures = [.. _figures.Concat(readings.SelectMany(reading => reading.Figures)).DistinctBy(figure => (figure.Key, figure.Unit)).Take(StoryParameters.FiguresRemembered)];
    }

    private static uint[] With(uint[] sorted, List<uint> more)
    {
        var added = CollectionsMarshal.AsSpan(more);
        SortedTerms.Sort(added);
        added = added[..SortedTerms.Distinct(added)];
        var (all, count) = (new uint[sorted.Length + added.Length], 0);
        for (int i = 0, j = 0; i < sorted.Length || j < added.Length; count++)
        {
            var (left, right) = (i < sorted.Length ? sorted[i] : uint.MaxValue, j < added.Length ? added[j] : uint.MaxValue);
            all[count] = Math.Min(left, right);
            i += i < sorted.Length && left <= right ? 1 : 0;
            j += j < added.Length && right <= left ? 1 : 0;
        }

        return count == all.Length ? all : all[..count];
    }
}
