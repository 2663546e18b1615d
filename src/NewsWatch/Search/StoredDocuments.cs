using System.Runtime.CompilerServices;
using NewsWatch.Stories;

namespace NewsWatch.Search;

/// <summary>All that the store holds, as the index should hold it: what an index is rebuilt from.</summary>
public sealed class StoredDocuments(IStoryStore stories, DocumentMaker documents)
{
    /// <summary>Longer than anything was ever decided.</summary>
    private static readonly TimeSpan Ever = TimeSpan.FromDays(50_000);

    /// <summary>Articles whose stories are asked for at once.</summary>
    private const int Page = 500;

    /// <summary>Stories whose sources are remembered: an article's story mates stand near it.</summary>
    private const int MostRemembered = 100_000;

    /// <summary>
    /// In the order in which the articles came, so that their numbers rise as those of a living index do. Each says that it was
    /// made after the newest decision of the start: later writes win over it.
    /// </summary>
    public async IAsyncEnumerable<SearchDocument> All([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Asked before anything is read: all that is read then is at least as new.
        var revision = await stories.LastDecision(cancellation);
        var sources = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var page in stories.History(Ever, cancellation).Chunk(Page).WithCancellation(cancellation))
        {
            if (sources.Count > MostRemembered)
                sources.Clear();

            var met = page.Select(row => row.Decision.StoryId).OfType<string>().Where(id => !sources.ContainsKey(id)).ToHashSet(StringComparer.Ordinal);
            if (met.Count > 0)
                foreach (var (id, count) in await stories.SourcesOf(met, cancellation))
                    sources[id] = count;

            foreach (var (candidate, decision) in page)
                yield return documents.Of(candidate.Article, candidate.Tags, decision, decision.StoryId is { } story ? sources.GetValueOrDefault(story) : 0) with { Revision = revision };
        }
    }
}
