using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace NewsWatch.Stories;

/// <summary>A vector under today's weights, ready to be compared with many.</summary>
internal sealed class Query
{
    private const int SieveWords = 64;
    private readonly TermVector _vector;
    private readonly float[] _idf;
    private readonly float[] _weights;
    private ushort[] _places = [];
    private ulong[]? _sieve;

    /// <summary>Under today's weights.</summary>
    public Query(TermVector vector, TermWeights weights)
        : this(vector, WeightsOf(vector, weights))
    {
    }

    /// <summary>Under a weight for each of the vector's terms.</summary>
    public Query(TermVector vector, float[] idf)
    {
        _vector = vector;
        _idf = idf;
        _weights = new float[vector.Length];
        var shares = vector.Shares;
        var (squares, sum) = (0f, 0f);
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = shares[i] * idf[i];
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

        // All that the loop asks for at hand: it runs some ten thousand times for each article.
        var (dot, held) = (0f, 0f);
        var (sieve, places, weights, idf) = (_sieve ?? Sieve(), _places, _weights, _idf);
        var mine = _vector.Terms;
        var theirs = other.Terms;
        var shares = other.Shares;
        for (var j = 0; j < theirs.Length; j++)
        {
            var term = theirs[j];
            if (((sieve[(int)(term >> 6) & (SieveWords - 1)] >> (int)term) & 1) == 0 || Probe(term, places, mine) is not (>= 0 and var i))
                continue;

            dot += weights[i] * shares[j] * idf[i];
            held += weights[i];
        }

        return (Math.Min(1, dot / (Norm * otherNorm)), held / Sum);
    }

    public double Cosine(TermVector other, float otherNorm) => Compare(other, otherNorm).Cosine;

    /// <summary>The terms that weigh most, with their weights, heaviest first; of equals the one with the smaller hash.</summary>
    public (uint Term, float Weight)[] Strongest(int count) => Strongest(_vector.Terms, _weights, count);

    /// <summary>What a query of this vector would have as <see cref="Norm"/> and <see cref="Strongest(int)"/>, without one: nothing is compared with it.</summary>
    public static (float Norm, (uint Term, float Weight)[] Strongest) Measure(TermVector vector, TermWeights weights, int count)
    {
        var rented = ArrayPool<float>.Shared.Rent(vector.Length);
        var weighed = rented.AsSpan(0, vector.Length);
        weights.Of(vector.Terms, weighed);
        var shares = vector.Shares;
        var squares = 0f;
        for (var i = 0; i < weighed.Length; i++)
        {
            weighed[i] = shares[i] * weighed[i];
            squares += weighed[i] * weighed[i];
        }

        var measured = (MathF.Sqrt(squares), Strongest(vector.Terms, weighed, count));
        ArrayPool<float>.Shared.Return(rented);
        return measured;
    }

    private static (uint Term, float Weight)[] Strongest(ReadOnlySpan<uint> terms, ReadOnlySpan<float> weights, int count)
    {
        var strongest = new (uint Term, float Weight)[Math.Min(count, weights.Length)];
        var found = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            if (found == strongest.Length && (found == 0 || weights[i] <= strongest[^1].Weight))
                continue;

            var at = Math.Min(found, strongest.Length - 1);
            for (; at > 0 && strongest[at - 1].Weight < weights[i]; at--)
                strongest[at] = strongest[at - 1];

            strongest[at] = (terms[i], weights[i]);
            found = Math.Min(found + 1, strongest.Length);
        }

        return strongest;
    }

    /// <summary>Whether the vector has this term.</summary>
    public bool Holds(uint term) => PlaceOf(term) >= 0;

    /// <summary>
    /// Where a term stands in this vector, or below 0. Most that are asked for do not: a bit for each of 4,096 remainders tells so at
    /// one look, where walking through both vectors would cost a wrong guess of the processor at each term.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(uint term)
    {
        var sieve = _sieve ?? Sieve();
        return ((sieve[(term >> 6) & (SieveWords - 1)] >> (int)term) & 1) == 0 ? -1 : Probe(term, _places, _vector.Terms);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Probe(uint term, ushort[] places, ReadOnlySpan<uint> terms)
    {
        for (var at = term & (uint)(places.Length - 1); ; at = (at + 1) & (uint)(places.Length - 1))
        {
            var place = places[at] - 1;
            if (place < 0 || terms[place] == term)
                return place;
        }
    }

    private static float[] WeightsOf(TermVector vector, TermWeights weights)
    {
        var idf = new float[vector.Length];
        weights.Of(vector.Terms, idf);
        return idf;
    }

    private ulong[] Sieve()
    {
        var sieve = new ulong[SieveWords];
        _places = new ushort[BitOperations.RoundUpToPowerOf2((uint)(4 * _vector.Length) + 1)];
        var terms = _vector.Terms;
        for (var i = 0; i < terms.Length; i++)
        {
            sieve[(terms[i] >> 6) & (SieveWords - 1)] |= 1UL << (int)terms[i];
            var at = terms[i] & (uint)(_places.Length - 1);
            while (_places[at] != 0)
                at = (at + 1) & (uint)(_places.Length - 1);

            _places[at] = (ushort)(i + 1);
        }

        return _sieve = sieve;
    }
}
