namespace NewsWatch.Stories;

/// <summary>The vectors of one article under today's weights, and under weights that know its neighbourhood.</summary>
internal sealed class Queries(Reading reading, TermWeights weights)
{
    private readonly Dictionary<uint, float> _localWeights = [];
    private readonly Dictionary<uint, int> _localCounts = [];
    private int _neighbours;

    public Query Main { get; } = new(reading.Main, weights.Of);

    public Query Title { get; } = new(reading.Title, weights.Of);

    public Query Lead { get; } = new(reading.Lead, weights.Of);

    /// <summary>After <see cref="Localise"/>: what is common nearby weighs less.</summary>
    public Query? Local { get; private set; }

    public float LocalNormOf(TermVector vector) => new Query(vector, LocalWeight).Norm;

    /// <summary>Looks at the nearest two dozen: they hold nearly all that a hundred do.</summary>
    public void Localise(IEnumerable<StoryFinder.Near> neighbours)
    {
        foreach (var neighbour in neighbours.Take(StoryParameters.LocalNeighbours))
        {
            _neighbours++;
            foreach (var term in neighbour.Article.Reading.Main.Terms)
                _localCounts[term] = _localCounts.GetValueOrDefault(term) + 1;
        }

        Local = new Query(reading.Main, LocalWeight);
    }

    private float LocalWeight(uint term)
    {
        if (_localWeights.TryGetValue(term, out var weight))
            return weight;

        var local = MathF.Log((_neighbours + 1f) / (_localCounts.GetValueOrDefault(term) + 0.5f));
        return _localWeights[term] = MathF.Max(
            0.1f, ((1 - StoryParameters.LocalShare) * weights.Of(term)) + (StoryParameters.LocalShare * local));
    }
}
