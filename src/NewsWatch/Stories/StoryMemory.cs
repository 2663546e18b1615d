using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>The union of what a story's members said: terms, names and figures. Novelty is measured against this, never against one article.</summary>
internal sealed class StoryMemory
{
    private readonly HashSet<uint> _terms = [];
    private readonly HashSet<uint> _names = [];
    private readonly HashSet<uint> _figures = [];
    private readonly List<Figure> _figureList = [];

    public static StoryMemory Of(IEnumerable<KnownArticle> members)
    {
        var memory = new StoryMemory();
        foreach (var member in members)
            memory.Add(member);

        return memory;
    }

    public void Add(KnownArticle member) => Add(member.Reading);

    public void Add(Reading reading)
    {
        _terms.UnionWith(reading.Title.Terms);
        foreach (var sentence in reading.Sentences)
            _terms.UnionWith(sentence.Terms);

        _names.UnionWith(reading.Names);
        foreach (var figure in reading.Figures)
            if (_figures.Add(figure.Key))
                _figureList.Add(figure);
    }

    public bool Said(uint term) => _terms.Contains(term);

    public bool Named(uint term) => _names.Contains(term);

    public bool Counted(Figure figure) => _figures.Contains(figure.Key);

    public IReadOnlyList<Figure> Figures => _figureList;

    /// <summary>What share of these terms, by weight, the story had not said. 0 for no terms.</summary>
    public double ShareUnsaid(ReadOnlySpan<uint> terms, TermWeights weights)
    {
        var (unsaid, all) = (0.0, 0.0);
        foreach (var term in terms)
        {
            var weight = weights.Of(term);
            all += weight;
            if (!_terms.Contains(term))
                unsaid += weight;
        }

        return all == 0 ? 0 : unsaid / all;
    }
}

file static class SpanSets
{
    public static void UnionWith(this HashSet<uint> set, ReadOnlySpan<uint> terms)
    {
        foreach (var term in terms)
            set.Add(term);
    }
}
