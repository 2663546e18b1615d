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

    public bool Counted(Figure figure) => Array.Exists(_figures, earlier => earlier.Key == figure.Key);

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
        _terms = With(_terms, readings.SelectMany(TermsOf));
        _names = With(_names, readings.SelectMany(reading => reading.Names));
        var figures = readings.SelectMany(reading => reading.Figures);
        _figures = [.. _figures.Concat(figures).DistinctBy(figure => figure.Key).Take(StoryParameters.FiguresRemembered)];
    }

    private static IEnumerable<uint> TermsOf(Reading reading) =>
        [.. reading.Sentences.Terms, .. reading.Title.Terms];

    private static uint[] With(uint[] sorted, IEnumerable<uint> more)
    {
        var added = more.ToArray();
        Array.Sort(added);
        var (all, count) = (new uint[sorted.Length + added.Length], 0);
        for (int i = 0, j = 0; i < sorted.Length || j < added.Length;)
        {
            var next = j == added.Length || (i < sorted.Length && sorted[i] <= added[j]) ? sorted[i++] : added[j++];
            if (count == 0 || all[count - 1] != next)
                all[count++] = next;
        }

        return all[..count];
    }
}
