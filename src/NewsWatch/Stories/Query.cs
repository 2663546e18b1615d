namespace NewsWatch.Stories;

/// <summary>A vector under today's weights, ready to be compared with many.</summary>
internal sealed class Query
{
    private const int CoreTerms = 12;
    private readonly TermVector _vector;
    private readonly float[] _idf;
    private readonly float[] _weights;
    private (uint Term, float Weight)[]? _core;

    public Query(TermVector vector, Func<uint, float> idf)
    {
        _vector = vector;
        _idf = new float[vector.Length];
        _weights = new float[vector.Length];
        var (squares, sum) = (0f, 0f);
        for (var i = 0; i < _idf.Length; i++)
        {
            _idf[i] = idf(vector.Terms[i]);
            _weights[i] = vector.Weight(i) * _idf[i];
            squares += _weights[i] * _weights[i];
            sum += _weights[i];
        }

        Norm = MathF.Sqrt(squares);
        Sum = sum;
    }

    public TermVector Vector => _vector;

    /// <summary>Euclidean length under the weights.</summary>
    public float Norm { get; }

    /// <summary>All weights together.</summary>
    public float Sum { get; }

    /// <summary>Cosine with a vector whose length under the weights is known, and the share of this vector's weight that it holds.</summary>
    public (double Cosine, double Held) Compare(TermVector other, float otherNorm)
    {
        if (Norm == 0 || otherNorm == 0)
            return (0, 0);

        var (dot, held) = (0f, 0f);
        var mine = _vector.Terms;
        var theirs = other.Terms;
        for (int i = 0, j = 0; i < mine.Length && j < theirs.Length;)
        {
            if (mine[i] == theirs[j])
            {
                dot += _weights[i] * other.Weight(j) * _idf[i];
                held += _weights[i];
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

        return (Math.Min(1, dot / (Norm * otherNorm)), held / Sum);
    }

    public double Cosine(TermVector other, float otherNorm) => Compare(other, otherNorm).Cosine;

    /// <summary>The terms that weigh most, with their weights.</summary>
    public IEnumerable<(uint Term, float Weight)> Strongest(int count)
    {
        var order = new (float Weight, uint Term)[_idf.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = (-_weights[i], _vector.Terms[i]);

        Array.Sort(order);
        return order.Take(count).Select(term => (term.Term, -term.Weight));
    }

    /// <summary>What share of this vector's weightiest terms, by weight, stands in the other.</summary>
    public double Core(TermVector other)
    {
        var (held, all) = (0f, 0f);
        foreach (var (term, weight) in _core ??= [.. Strongest(CoreTerms)])
        {
            all += weight;
            if (other.Terms.BinarySearch(term) >= 0)
                held += weight;
        }

        return all == 0 ? 0 : held / all;
    }
}
