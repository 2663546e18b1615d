using NewsWatch.Articles.Texts;

namespace NewsWatch.Stories;

/// <summary>How often each term stands in a stretch of text: terms ascending, counts beside them. Five bytes a term.</summary>
internal sealed class TermVector
{
    private readonly uint[] _terms;
    private readonly byte[] _counts;

    private TermVector(uint[] terms, byte[] counts)
    {
        _terms = terms;
        _counts = counts;
    }

    public static TermVector Empty { get; } = new([], []);

    public ReadOnlySpan<uint> Terms => _terms;

    public int Length => _terms.Length;

    /// <summary>Sub-linear: the tenth "camera" tells less than the first.</summary>
    public float Weight(int index) => Logarithms[_counts[index]];

    private static readonly float[] Logarithms =
        [.. Enumerable.Range(0, 256).Select(count => count == 0 ? 0f : 1f + MathF.Log(count))];

    /// <summary>Counts the content terms of <paramref name="body"/> once and of <paramref name="title"/> twice.</summary>
    public static TermVector Count(IEnumerable<Token> title, IEnumerable<Token> body)
    {
        var counts = new Dictionary<uint, int>();
        Add(counts, title, 2);
        Add(counts, body, 1);
        var terms = new uint[counts.Count];
        counts.Keys.CopyTo(terms, 0);
        Array.Sort(terms);
        return new TermVector(terms, [.. terms.Select(term => (byte)Math.Min(counts[term], byte.MaxValue))]);
    }

    /// <summary>Both together; where they hold more than <paramref name="most"/> terms, those counted least fall out.</summary>
    public static TermVector Merge(TermVector first, TermVector second, int most)
    {
        var counts = new Dictionary<uint, int>();
        foreach (var vector in (ReadOnlySpan<TermVector>)[first, second])
            for (var i = 0; i < vector.Length; i++)
                counts[vector._terms[i]] = counts.GetValueOrDefault(vector._terms[i]) + vector._counts[i];

        var kept = counts.Count <= most
            ? counts.Keys.ToArray()
            : [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(most).Select(pair => pair.Key)];
        Array.Sort(kept);
        return new TermVector(kept, [.. kept.Select(term => (byte)Math.Min(counts[term], byte.MaxValue))]);
    }

    private static void Add(Dictionary<uint, int> counts, IEnumerable<Token> tokens, int times)
    {
        foreach (var token in tokens)
            if (token.IsContent)
                counts[token.Term] = counts.GetValueOrDefault(token.Term) + times;
    }
}
