using System.Buffers;
using System.Runtime.InteropServices;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Terms ascending, with how much each stands in a stretch of text (or in several) before its rarity is weighed in.</summary>
internal sealed class TermVector
{
    // 1 + log(n): sub-linear, for the tenth "camera" tells less than the first. A count is a byte, a weight would be four.
    internal static readonly float[] WeightOfCount = [.. Enumerable.Range(0, 256).Select(count => count == 0 ? 0 : 1 + MathF.Log(count))];

    /// <summary>Of a processor's cache line.</summary>
    private const int PlacesFetched = 16;
    private const int FewEnoughToSort = 24;

    // The terms, and behind them their counts, four to a place, or their weights: hundreds of thousands of these are held.
    private readonly uint[] _data;
    private readonly bool _isCounted;

    private TermVector(int length, bool isCounted)
    {
        (Length, _isCounted) = (length, isCounted);
        _data = new uint[length + (isCounted ? (length + 3) / 4 : length)];
    }

    public static TermVector Empty { get; } = new(0, true);

    public int Length { get; }

    public ReadOnlySpan<uint> Terms => _data.AsSpan(0, Length);

    /// <summary>How often each term stands there, up to 255; only of a vector that <see cref="Count"/> or <see cref="Of"/> made.</summary>
    public ReadOnlySpan<byte> Counts => CountsOf(_data, Length);

    /// <summary>How much each term stands there.</summary>
    public TermShares Shares => _isCounted ? new TermShares(Counts, default) : new TermShares(default, MemoryMarshal.Cast<uint, float>(_data.AsSpan(Length)));

    /// <summary>Asks the memory for all of the vector, and does not wait for it. What it gives is of no meaning.</summary>
    public uint Fetch()
    {
        var touched = 0u;
        for (var i = 0; i < _data.Length; i += PlacesFetched)
            touched ^= _data[i];

        return touched;
    }

    /// <summary>Terms ascending with their counts.</summary>
    public static TermVector Of(ReadOnlySpan<uint> terms, ReadOnlySpan<byte> counts)
    {
        var vector = new TermVector(terms.Length, true);
        terms.CopyTo(vector._data);
        counts.CopyTo(CountsOf(vector._data, terms.Length));
        return vector;
    }

    /// <summary>A vector of so many terms whose maker writes them, ascending, and their counts before anybody else sees it.</summary>
    public static TermVector Of(int length, out Span<uint> terms, out Span<byte> counts)
    {
        var vector = length == 0 ? Empty : new TermVector(length, true);
        terms = vector._data.AsSpan(0, length);
        counts = CountsOf(vector._data, length);
        return vector;
    }

    /// <summary>Counts the content terms of the first <paramref name="words"/> tokens of <paramref name="body"/> once and those of <paramref name="title"/> twice.</summary>
    public static TermVector Count(List<Token> title, List<Token> body, int words)
    {
        var all = ArrayPool<uint>.Shared.Rent((2 * title.Count) + Math.Min(words, body.Count));
        var length = 0;
        foreach (var token in CollectionsMarshal.AsSpan(title))
            if (token.IsContent)
                all[length++] = all[length++] = token.Term;

        foreach (var token in CollectionsMarshal.AsSpan(body)[..Math.Min(words, body.Count)])
            if (token.IsContent)
                all[length++] = token.Term;

        var sorted = all.AsSpan(0, length);
        SortedTerms.Sort(sorted);
        var counts = ArrayPool<byte>.Shared.Rent(length);
        var distinct = 0;
        foreach (var term in sorted)
            if (distinct == 0 || sorted[distinct - 1] != term)
                (sorted[distinct], counts[distinct++]) = (term, 1);
            else if (counts[distinct - 1] < byte.MaxValue)
                counts[distinct - 1]++;

        var vector = Of(sorted[..distinct], counts.AsSpan(0, distinct));
        ArrayPool<uint>.Shared.Return(all);
        ArrayPool<byte>.Shared.Return(counts);
        return vector;
    }

    /// <summary>
    /// Adds <paramref name="share"/> times another vector to this; where both hold more than <paramref name="most"/> terms,
    /// the lightest fall out.
    /// </summary>
    public TermVector Plus(TermVector other, float share, int most)
    {
        var (terms, weights, count) = (ArrayPool<uint>.Shared.Rent(Length + other.Length), ArrayPool<float>.Shared.Rent(Length + other.Length), 0);
        var mine = Terms;
        var theirs = other.Terms;
        var ours = Shares;
        var others = other.Shares;
        for (int i = 0, j = 0; i < mine.Length || j < theirs.Length; count++)
        {
            var (left, right) = (i < mine.Length ? mine[i] : uint.MaxValue, j < theirs.Length ? theirs[j] : uint.MaxValue);
            (terms[count], weights[count]) = (Math.Min(left, right), 0);
            if (i < mine.Length && left <= right)
                weights[count] += ours[i++];

            if (j < theirs.Length && right <= left)
                weights[count] += share * others[j++];
        }

        var sum = Heaviest(terms.AsSpan(0, count), weights.AsSpan(0, count), most);
        ArrayPool<uint>.Shared.Return(terms);
        ArrayPool<float>.Shared.Return(weights);
        return sum;
    }

    private static TermVector Heaviest(ReadOnlySpan<uint> terms, ReadOnlySpan<float> weights, int most)
    {
        var least = float.NegativeInfinity;
        if (terms.Length > most)
        {
            var rented = ArrayPool<float>.Shared.Rent(weights.Length);
            weights.CopyTo(rented);
            least = Ranked(rented.AsSpan(0, weights.Length), weights.Length - most);
            ArrayPool<float>.Shared.Return(rented);
        }

        var vector = new TermVector(Math.Min(terms.Length, most), false);
        for (int i = 0, kept = 0; kept < vector.Length; i++)
            if (weights[i] >= least)
                (vector._data[kept], vector._data[vector.Length + kept++]) = (terms[i], BitConverter.SingleToUInt32Bits(weights[i]));

        return vector;
    }

    /// <summary>What would stand at this place if these were sorted; sorts only what lies around it (quickselect; Hoare 1961).</summary>
    private static float Ranked(Span<float> values, int rank)
    {
        while (values.Length > FewEnoughToSort)
        {
            var (first, middle, last) = (values[0], values[values.Length / 2], values[^1]);
            var pivot = MathF.Max(MathF.Min(first, middle), MathF.Min(MathF.Max(first, middle), last));
            var (i, j) = (0, values.Length - 1);
            while (i <= j)
            {
                while (values[i] < pivot)
                    i++;

                while (values[j] > pivot)
                    j--;

                if (i <= j)
                {
                    (values[i], values[j]) = (values[j], values[i]);
                    i++;
                    j--;
                }
            }

            if (rank <= j)
                values = values[..(j + 1)];
            else if (rank >= i)
            {
                values = values[i..];
                rank -= i;
            }
            else
                return pivot;
        }

        values.Sort();
        return values[rank];
    }

    private static Span<byte> CountsOf(uint[] data, int length) => MemoryMarshal.AsBytes(data.AsSpan(length))[..length];
}

/// <summary>How much each term of a vector stands there, by its place: counts or weights, looked up without asking each time which.</summary>
internal readonly ref struct TermShares(ReadOnlySpan<byte> counts, ReadOnlySpan<float> weights)
{
    private readonly ReadOnlySpan<byte> _counts = counts;
    private readonly ReadOnlySpan<float> _weights = weights;

    public float this[int index] => (uint)index < (uint)_counts.Length ? TermVector.WeightOfCount[_counts[index]] : _weights[index];
}
