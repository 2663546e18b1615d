using System.Runtime.InteropServices;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Terms ascending, with how much each stands in a stretch of text (or in several) before its rarity is weighed in.</summary>
internal sealed class TermVector
{
    // 1 + log(n): sub-linear, for the tenth "camera" tells less than the first. A count is a byte, a weight would be four.
    private static readonly float[] WeightOfCount = [.. Enumerable.Range(0, 256).Select(count => count == 0 ? 0 : 1 + MathF.Log(count))];

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

    public float Weight(int index) => _isCounted ? WeightOfCount[CountsOf(_data, Length)[index]] : BitConverter.UInt32BitsToSingle(_data[Length + index]);

    /// <summary>Copies the weights of the terms.</summary>
    public void CopyWeights(Span<float> weights)
    {
        if (_isCounted)
        {
            var counts = Counts;
            for (var i = 0; i < counts.Length; i++)
                weights[i] = WeightOfCount[counts[i]];
        }
        else
        {
            MemoryMarshal.Cast<uint, float>(_data.AsSpan(Length)).CopyTo(weights);
        }
    }

    /// <summary>Terms ascending with their counts.</summary>
    public static TermVector Of(ReadOnlySpan<uint> terms, ReadOnlySpan<byte> counts)
    {
        var vector = new TermVector(terms.Length, true);
        terms.CopyTo(vector._data);
        counts.CopyTo(CountsOf(vector._data, terms.Length));
        return vector;
    }

    /// <summary>Counts the content terms of the first <paramref name="words"/> tokens of <paramref name="body"/> once and those of <paramref name="title"/> twice.</summary>
    public static TermVector Count(List<Token> title, List<Token> body, int words)
    {
        var (all, length) = (new uint[(2 * title.Count) + Math.Min(words, body.Count)], 0);
        foreach (var token in CollectionsMarshal.AsSpan(title))
            if (token.IsContent)
                all[length++] = all[length++] = token.Term;

        foreach (var token in CollectionsMarshal.AsSpan(body)[..Math.Min(words, body.Count)])
            if (token.IsContent)
                all[length++] = token.Term;

        Array.Sort(all, 0, length);
        var (counts, distinct) = (new byte[length], 0);
        for (var i = 0; i < length; i++)
            if (distinct == 0 || all[distinct - 1] != all[i])
                (all[distinct], counts[distinct++]) = (all[i], 1);
            else if (counts[distinct - 1] < byte.MaxValue)
                counts[distinct - 1]++;

        return Of(all.AsSpan(0, distinct), counts.AsSpan(0, distinct));
    }

    /// <summary>
    /// Adds <paramref name="share"/> times another vector to this; where both hold more than <paramref name="most"/> terms,
    /// the lightest fall out.
    /// </summary>
    public TermVector Plus(TermVector other, float share, int most)
    {
        var (terms, weights, count) = (new uint[Length + other.Length], new float[Length + other.Length], 0);
        var mine = Terms;
        var theirs = other.Terms;
        for (int i = 0, j = 0; i < mine.Length || j < theirs.Length; count++)
        {
            var (left, right) = (i < mine.Length ? mine[i] : uint.MaxValue, j < theirs.Length ? theirs[j] : uint.MaxValue);
            terms[count] = Math.Min(left, right);
            if (i < mine.Length && left <= right)
                weights[count] += Weight(i++);

            if (j < theirs.Length && right <= left)
                weights[count] += share * other.Weight(j++);
        }

        return Heaviest(terms.AsSpan(0, count), weights.AsSpan(0, count), most);
    }

    private static TermVector Heaviest(ReadOnlySpan<uint> terms, ReadOnlySpan<float> weights, int most)
    {
        var least = float.NegativeInfinity;
        if (terms.Length > most)
        {
            var sorted = weights.ToArray();
            Array.Sort(sorted);
            least = sorted[^most];
        }

        var vector = new TermVector(Math.Min(terms.Length, most), false);
        for (int i = 0, kept = 0; kept < vector.Length; i++)
            if (weights[i] >= least)
                (vector._data[kept], vector._data[vector.Length + kept++]) = (terms[i], BitConverter.SingleToUInt32Bits(weights[i]));

        return vector;
    }

    private static Span<byte> CountsOf(uint[] data, int length) => MemoryMarshal.AsBytes(data.AsSpan(length))[..length];
}
