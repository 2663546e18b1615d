namespace NewsWatch.Stories;

/// <summary>A vector under today's weights, ready to be compared with many.</summary>
internal sealed class Query
{
    private readonly TermVector _vector;
    private readonly float[] _idf;

    public Query(TermVector vector, TermWeights weights)
    {
        _vector = vector;
        _idf = new float[vector.Length];
        var squares = 0f;
        for (var i = 0; i < _idf.Length; i++)
        {
            _idf[i] = weights.Of(vector.Terms[i]);
            var weight = vector.Weight(i) * _idf[i];
            squares += weight * weight;
        }

        Norm = MathF.Sqrt(squares);
    }

    public float Norm { get; }

    /// <summary>Cosine with a vector whose length under the weights is known.</summary>
    public double Cosine(TermVector other, float otherNorm)
    {
        if (Norm == 0 || otherNorm == 0)
            return 0;

        var dot = 0f;
        var mine = _vector.Terms;
        var theirs = other.Terms;
        for (int i = 0, j = 0; i < mine.Length && j < theirs.Length;)
        {
            if (mine[i] == theirs[j])
            {
                dot += _vector.Weight(i) * other.Weight(j) * _idf[i] * _idf[i];
                i++;
                j++;
            }
            else if (mine[i] < theirs[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return Math.Min(1, dot / (Norm * otherNorm));
    }

    /// <summary>The terms that weigh most, with their weights.</summary>
    public IEnumerable<(uint Term, float Weight)> Strongest(int count)
    {
        var order = new (float Weight, uint Term)[_idf.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (-_vector.Weight(i) * _idf[i], _vector.Terms[i]);

        Array.Sort(order);
        return order.Take(count).Select(term => (term.Term, -term.Weight));
    }
}
