namespace NewsWatch.Stories;

/// <summary>A vector under today's weights, ready to be compared with many.</summary>
internal sealed class Query
{
    private readonly TermVector _vector;
    private readonly float[] _idf;
    private readonly float[] _weights;

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

    /// <summary>The terms that weigh most, with their weights, heaviest first.</summary>
    public (uint Term, float Weight)[] Strongest(int count)
    {
        var weights = new float[_weights.Length];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = -_weights[i];

        var terms = _vector.Terms.ToArray();
        Array.Sort(weights, terms);
        var strongest = new (uint Term, float Weight)[Math.Min(count, terms.Length)];
        for (var i = 0; i < strongest.Length; i++)
            strongest[i] = (terms[i], -weights[i]);

        return strongest;
    }
}
