using System.Runtime.InteropServices;

namespace NewsWatch.Stories;

/// <summary>
/// How telling a term is: inverse document frequency, from a shipped table of common English words blended with what
/// the window itself has seen, so that "robot" weighs little in a stream that is all about robots.
/// </summary>
internal sealed class TermWeights
{
    // Counts start from what the background table expects, so that a look-up is one probe.
    private readonly Dictionary<uint, float> _documents = BackgroundFrequencies.Counts(StoryParameters.BackgroundDocuments);
    private int _count;
    private float _logAll = MathF.Log(StoryParameters.BackgroundDocuments + 1);

    /// <summary>Counts one document's distinct terms.</summary>
    public void Add(ReadOnlySpan<uint> terms) => Count(terms, 1);

    /// <summary>Takes back what <see cref="Add"/> counted.</summary>
    public void Remove(ReadOnlySpan<uint> terms) => Count(terms, -1);

    /// <summary>At least a tenth; about 2 for words of every fifth article, 7 and more for names never met.</summary>
    public float Of(uint term) =>
        MathF.Max(0.1f, _logAll - MathF.Log(_documents.GetValueOrDefault(term, Unknown) + 0.5f));

    private static float Unknown => StoryParameters.UnknownWordShare * StoryParameters.BackgroundDocuments;

    private void Count(ReadOnlySpan<uint> terms, int sign)
    {
        _count += sign;
        _logAll = MathF.Log(StoryParameters.BackgroundDocuments + _count + 1);
        foreach (var term in terms)
        {
            ref var documents = ref CollectionsMarshal.GetValueRefOrAddDefault(_documents, term, out var exists);
            documents = (exists ? documents : Unknown) + sign;
            if (documents <= Unknown + 0.001f && documents >= Unknown - 0.001f)
                _documents.Remove(term);
        }
    }
}
