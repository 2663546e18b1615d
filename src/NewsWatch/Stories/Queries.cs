namespace NewsWatch.Stories;

/// <summary>The vectors of one article under today's weights, and under weights that know its neighbourhood.</summary>
internal sealed class Queries(Reading reading, TermWeights weights, TermCounter counter)
{
    private float[] _weightOfCount = [];

    public Query Main { get; } = new(reading.Main, weights);

    public Query Title { get; } = new(reading.Title, weights);

    public Query Lead { get; } = new(reading.Lead, weights);

    /// <summary>After <see cref="Localise"/>: what is common nearby weighs less.</summary>
    public Query? Local { get; private set; }

    public float LocalNormOf(TermVector vector)
    {
        var squares = 0f;
        var terms = vector.Terms;
        var shares = vector.Shares;
        for (var i = 0; i < terms.Length; i++)
        {
            var weight = shares[i] * LocalWeight(terms[i]);
            squares += weight * weight;
        }

        return MathF.Sqrt(squares);
    }

    /// <summary>Looks at the nearest two dozen: they hold nearly all that a hundred do.</summary>
    public void Localise(IEnumerable<StoryFinder.Near> neighbours)
    {
        counter.Clear();
        var count = 0;
        foreach (var neighbour in neighbours.Take(StoryParameters.LocalNeighbours))
        {
            count++;
            counter.Add(neighbour.Article.Reading.Main.Terms);
        }

        // A term stands in none of the neighbours, in one, … in all: so many different weights and no more.
        _weightOfCount = [.. Enumerable.Range(0, count + 1).Select(held => StoryParameters.LocalShare * MathF.Log((count + 1f) / (held + 0.5f)))];
        var idf = new float[reading.Main.Length];
        for (var i = 0; i < idf.Length; i++)
            idf[i] = LocalWeight(reading.Main.Terms[i]);

        Local = new Query(reading.Main, idf);
    }

    private float LocalWeight(uint term) =>
        MathF.Max(0.1f, ((1 - StoryParameters.LocalShare) * weights.Of(term)) + _weightOfCount[counter.Of(term)]);
}
