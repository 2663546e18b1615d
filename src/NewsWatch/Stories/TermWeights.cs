namespace NewsWatch.Stories;

/// <summary>
/// How telling a term is: inverse document frequency, from a shipped table of common English words blended with what
/// the window itself has seen, so that "robot" weighs little in a stream that is all about robots.
/// </summary>
internal sealed class TermWeights
{
    private readonly Dictionary<uint, int> _documents = [];
    private int _count;

    /// <summary>Counts one document's distinct terms.</summary>
    public void Add(ReadOnlySpan<uint> terms)
    {
        _count++;
        foreach (var term in terms)
            _documents[term] = _documents.GetValueOrDefault(term) + 1;
    }

    /// <summary>Takes back what <see cref="Add"/> counted.</summary>
    public void Remove(ReadOnlySpan<uint> terms)
    {
        _count--;
        foreach (var term in terms)
            if (_documents.GetValueOrDefault(term) is > 1 and var left)
                _documents[term] = left - 1;
            else
                _documents.Remove(term);
    }

    public int Documents(uint term) => _documents.GetValueOrDefault(term);

    /// <summary>At least a tenth; about 2 for words of every fifth article, 7 and more for names never met.</summary>
    public float Of(uint term)
    {
        var expected = (BackgroundFrequencies.Share(term) * StoryParameters.BackgroundDocuments) + _documents.GetValueOrDefault(term);
        var all = StoryParameters.BackgroundDocuments + _count;
        return MathF.Max(0.1f, MathF.Log((all + 1f) / (expected + 0.5f)));
    }
}
