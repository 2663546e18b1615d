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
    private uint[] _terms = new uint[1 << 14];

    // Counts start from what the background table expects, so that a look-up is one probe. 0: a free place.
    private float[] _counts = new float[1 << 14];
    private float[] _logs = new float[1 << 14];
    private int _used;
    private int _documents;
    private float _logAll = MathF.Log(StoryParameters.BackgroundDocuments + 1);

    public TermWeights()
    {
        foreach (var (term, documents) in BackgroundFrequencies.Counts(StoryParameters.BackgroundDocuments))
            Set(PlaceOf(term), term, documents);
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
        var place = PlaceOf(term);
        return MathF.Max(0.1f, _logAll - (_counts[place] == 0 ? LogUnknown : _logs[place]));
    }

    private void Count(ReadOnlySpan<uint> terms, int sign)
    {
        _documents += sign;
        _logAll = MathF.Log(StoryParameters.BackgroundDocuments + _documents + 1);
        foreach (var term in terms)
        {
            var place = PlaceOf(term);
            Set(place, term, (_counts[place] == 0 ? Unknown : _counts[place]) + sign);
        }
    }

    private void Set(int place, uint term, float count)
    {
        if (_counts[place] == 0)
            _used++;

        (_terms[place], _counts[place], _logs[place]) = (term, count, LogOf(count));
        if (_used > _terms.Length / 2)
            Resize();
    }

    /// <summary>The term's place, or the free one where it would stand.</summary>
    private int PlaceOf(uint term)
    {
        var place = (int)(term & (uint)(_terms.Length - 1));
        while (_counts[place] != 0 && _terms[place] != term)
            place = (place + 1) & (_terms.Length - 1);

        return place;
    }

    /// <summary>Drops the words that left the window with their last article, and makes room where they are few.</summary>
    private void Resize()
    {
        var (terms, counts) = (_terms, _counts);
        var kept = counts.Count(IsKnown);
        var size = 1 << 14;
        while (size < 4 * kept)
            size *= 2;

        (_terms, _counts, _logs, _used) = (new uint[size], new float[size], new float[size], 0);
        for (var i = 0; i < terms.Length; i++)
            if (IsKnown(counts[i]))
                Set(PlaceOf(terms[i]), terms[i], counts[i]);
    }

    private static bool IsKnown(float count) => count != 0 && MathF.Abs(count - Unknown) > 0.001f;

    private static float LogOf(float count) => MathF.Log(count + 0.5f);
}
