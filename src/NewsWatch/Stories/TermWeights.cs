using System.Runtime.CompilerServices;

namespace NewsWatch.Stories;

/// <summary>
/// How telling a term is: inverse document frequency, from a shipped table of common English words blended with what
/// the window itself has seen, so that "robot" weighs little in a stream that is all about robots.
/// </summary>
/// <remarks>
/// Some thousand weights are asked for with every article. So the table is flat, probes from the term's own bits (terms are
/// hashes), and keeps the logarithm of each count beside it.
/// </remarks>
internal sealed class TermWeights
{
    private Counted[] _table = new Counted[1 << 14];
    private int _used;
    private int _documents;
    private float _logAll = MathF.Log(StoryParameters.BackgroundDocuments + 1);

    public TermWeights()
    {
        foreach (var (term, documents) in BackgroundFrequencies.Counts(StoryParameters.BackgroundDocuments))
            Set(ref PlaceOf(term), term, documents);
    }

    private static float Unknown { get; } = StoryParameters.UnknownWordShare * StoryParameters.BackgroundDocuments;

    private static float LogUnknown { get; } = LogOf(Unknown);

    /// <summary>Counts one document's distinct terms.</summary>
    public void Add(ReadOnlySpan<uint> terms) => Count(terms, 1);

    /// <summary>Takes back what <see cref="Add"/> counted.</summary>
    public void Remove(ReadOnlySpan<uint> terms) => Count(terms, -1);

    /// <summary>At least a tenth; about 2 for words of every fifth article, 7 and more for names never met.</summary>
    public float Of(uint term)
    {
        ref readonly var place = ref PlaceOf(term);
        return MathF.Max(0.1f, _logAll - (place.Count == 0 ? LogUnknown : place.Log));
    }

    /// <summary>The weights of many at once.</summary>
    public void Of(ReadOnlySpan<uint> terms, Span<float> weights)
    {
        for (var i = 0; i < terms.Length; i++)
            weights[i] = Of(terms[i]);
    }

    /// <summary>Euclidean length of a vector under these weights.</summary>
    public float NormOf(TermVector vector)
    {
        var squares = 0f;
        var terms = vector.Terms;
        var shares = vector.Shares;
        for (var i = 0; i < terms.Length; i++)
        {
            var weight = shares[i] * Of(terms[i]);
            squares += weight * weight;
        }

        return MathF.Sqrt(squares);
    }

    private void Count(ReadOnlySpan<uint> terms, int sign)
    {
        _documents += sign;
        _logAll = MathF.Log(StoryParameters.BackgroundDocuments + _documents + 1);
        foreach (var term in terms)
        {
            ref var place = ref PlaceOf(term);
            Set(ref place, term, (place.Count == 0 ? Unknown : place.Count) + sign);
        }
    }

    private void Set(ref Counted place, uint term, float count)
    {
        if (place.Count == 0)
            _used++;

        place = new Counted(term, count, LogOf(count));
        if (_used > _table.Length / 2)
            Resize();
    }

    /// <summary>The term's place, or the free one where it would stand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref Counted PlaceOf(uint term)
    {
        var table = _table;
        var at = (int)term & (table.Length - 1);
        while (table[at].Count != 0 && table[at].Term != term)
            at = (at + 1) & (table.Length - 1);

        return ref table[at];
    }

    /// <summary>Drops the words that left the window with their last article, and makes room where they are few.</summary>
    private void Resize()
    {
        var kept = Array.FindAll(_table, place => IsKnown(place.Count));
        var size = 1 << 14;
        while (size < 4 * kept.Length)
            size *= 2;

        (_table, _used) = (new Counted[size], 0);
        foreach (var place in kept)
            Set(ref PlaceOf(place.Term), place.Term, place.Count);
    }

    private static bool IsKnown(float count) => count != 0 && MathF.Abs(count - Unknown) > 0.001f;

    private static float LogOf(float count) => MathF.Log(count + 0.5f);

    /// <summary>A term beside its count and that one's logarithm: one look at the memory. Counts start from what the background table expects; 0 is a free place.</summary>
    private readonly record struct Counted(uint Term, float Count, float Log);
}
