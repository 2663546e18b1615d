using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Host;

/// <summary>Lets search know the new tags of articles that it holds. It opens no work: what was told stays told.</summary>
internal sealed class TaggedIndex(IStoryStore stories, ISearchIndex index, DocumentMaker documents)
{
    public async Task Update(IReadOnlyList<TaggedArticle> tagged, CancellationToken cancellation)
    {
        // Asked before anything is read: what is read then is at least as new as this.
        var revision = await stories.LastDecision(cancellation);
        var changed = new List<SearchDocument>(tagged.Count);
        foreach (var one in tagged)
            if (await stories.DecisionsOn(one.Article.Id, cancellation) is [.., var decision] && decision.Version == one.Article.Version)
            {
                var story = decision.StoryId is { } id ? await stories.Find(id, cancellation) : null;
                changed.Add(documents.Of(one.Article, one.Tags, decision, story) with { Revision = revision });
            }

        if (changed.Count > 0)
            await index.Upsert(changed, cancellation);
    }
}
