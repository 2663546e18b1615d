using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Terms ascending, with how much each stands in a stretch of text (or in several) before its rarity is weighed in.</summary>
internal sealed class TermVector
{
    // 1 + log(n): sub-linear, for the tenth "camera" tells less than the first. A count is a byte, a weight would be four.
    private static readonly float[] WeightOfCount = [.. Enumerable.Range(0, 256).Select(count => count == 0 ? 0 : 1 + MathF.Log(count))];
    private readonly uint[] _terms;
    private readonly byte[]? _counts;
    private readonly float[] _weights;

    private TermVector(uint[] terms, byte[]? counts, float[] weights)
    {
        _terms = terms;
        _counts = counts;
        _weights = weights;
    }

    public static TermVector Empty { get; } = new([], null, []);

    public ReadOnlySpan<uint> Terms => _terms;

    public int Length => _terms.Length;

    public float Weight(int index) => _counts is null ? _weights[index] : WeightOfCount[_counts[index]];

    /// <summary>Counts the content terms of the first <paramref name="words"/> tokens of <paramref name="body"/> once and those of <paramref name="title"/> twice.</summary>
    public static TermVector Count(List<Token> title, List<Token> body, int words)
    {
        var (all, length) = (new uint[(2 * title.Count) + Math.Min(words, body.Count)], 0);
        foreach (var token in title)
            if (token.IsContent)
                all[length++] = all[length++] = token.Term;

        foreach (var token in body[..Math.Min(words, body.Count)])
            if (token.IsContent)
                all[length++] = token.Term;

        Array.Sort(all, 0, length);
        var (terms, counts, distinct) = (new uint[length], new byte[length], 0);
        for (var i = 0; i < length; i++)
            if (distinct == 0 || terms[distinct - 1] != all[i])
                (terms[distinct], counts[distinct++]) = (all[i], 1);
            else if (counts[distinct - 1] < byte.MaxValue)
                counts[distinct - 1]++;

        return new TermVector(terms[..distinct], counts[..distinct], []);
    }

    /// <summary>
    /// Adds <paramref name="share"/> times another vector to this; where both hold more than <paramref name="most"/> terms,
    /// the lightest fall out.
    /// </summary>
    public TermVector Plus(TermVector other, float share, int most)
    {
        var (terms, weights) = (new List<uint>(Length + other.Length), new List<float>(Length + other.Length));
        for (int i = 0, j = 0; i < Length || j < other.Length;)
        {
            var mine = i < Length ? _terms[i] : uint.MaxValue;
            var theirs = j < other.Length ? other._terms[j] : uint.MaxValue;
            terms.Add(Math.Min(mine, theirs));
            var weight = 0f;
            if (i < Length && mine <= theirs)
                weight += Weight(i++);

            if (j < other.Length && theirs <= mine)
                weight += share * other.Weight(j++);

            weights.Add(weight);
        }

        if (terms.Count <= most)
            return new TermVector([.. terms], null, [.. weights]);

        var least = weights.OrderDescending().ElementAt(most - 1);
        var kept = Enumerable.Range(0, terms.Count).Where(i => weights[i] >= least).Take(most).ToList();
        return new TermVector([.. kept.Select(i => terms[i])], null, [.. kept.Select(i => weights[i])]);
    }
}
