using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>Terms ascending, with how much each stands in a stretch of text (or in several) before its rarity is weighed in.</summary>
internal sealed class TermVector
{
    private readonly uint[] _terms;
    private readonly float[] _weights;

    private TermVector(uint[] terms, float[] weights)
    {
        _terms = terms;
        _weights = weights;
    }

    public static TermVector Empty { get; } = new([], []);

    public ReadOnlySpan<uint> Terms => _terms;

    public int Length => _terms.Length;

    public float Weight(int index) => _weights[index];

    /// <summary>
    /// Counts the content terms of <paramref name="body"/> once and of <paramref name="title"/> twice.
    /// Weights are sub-linear: the tenth "camera" tells less than the first.
    /// </summary>
    public static TermVector Count(IEnumerable<Token> title, IEnumerable<Token> body)
    {
        var counts = new Dictionary<uint, int>();
        Add(counts, title, 2);
        Add(counts, body, 1);
        var terms = new uint[counts.Count];
        counts.Keys.CopyTo(terms, 0);
        Array.Sort(terms);
        return new TermVector(terms, [.. terms.Select(term => 1 + MathF.Log(counts[term]))]);
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
                weight += _weights[i++];

            if (j < other.Length && theirs <= mine)
                weight += share * other._weights[j++];

            weights.Add(weight);
        }

        if (terms.Count <= most)
            return new TermVector([.. terms], [.. weights]);

        var least = weights.OrderDescending().ElementAt(most - 1);
        var kept = Enumerable.Range(0, terms.Count).Where(i => weights[i] >= least).Take(most).ToList();
        return new TermVector([.. kept.Select(i => terms[i])], [.. kept.Select(i => weights[i])]);
    }

    private static void Add(Dictionary<uint, int> counts, IEnumerable<Token> tokens, int times)
    {
        foreach (var token in tokens)
            if (token.IsContent)
                counts[token.Term] = counts.GetValueOrDefault(token.Term) + times;
    }
}
