using System.Runtime.CompilerServices;

namespace NewsWatch.Stories;

/// <summary>
/// Stage "resolve": which story an article belongs to, in what role, taken from whom, and what is new in it. One after
/// another everywhere, in the order in which the articles came; what was decided together is saved together.
/// </summary>
public sealed class ResolveStory(IStoryStore store, StoryResolver resolver) : IStageWork<ArticleTagged>
{
    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(
        IReadOnlyList<ArticleTagged> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await Decide(facts, cancellation) is { } changes)
            yield return changes;
    }

    /// <summary>
    /// Decides what is open of these. Null where nothing is; none where it was refused because somebody else decided meanwhile: a memory
    /// that is behind is rebuilt, and the next look finds what is still open.
    /// </summary>
    private async Task<IReadOnlyList<StoryChanged>?> Decide(IReadOnlyList<ArticleTagged> facts, CancellationToken cancellation)
    {
        using var turn = await resolver.Enter(cancellation);
        var open = await store.OpenCandidates(facts, cancellation);
        if (open.Count == 0)
            return null;

        using var traced = ArticleTrace.Of<ArticleTagged>(open.Select(one => one.Fact.Id));

        // One article twice, edited in between, is two turns.
        var articles = new HashSet<string>(StringComparer.Ordinal);
        var decided = open.TakeWhile(one => articles.Add(one.Fact.Id)).Select(one => (one.Fact, turn.Resolve(one.Candidate))).ToList();
        if (await store.Save(decided, turn.Knows, cancellation) is not { Count: > 0 } changes)
            return [];

        turn.Keep(changes[^1].Revision);
        return changes;
    }
}
