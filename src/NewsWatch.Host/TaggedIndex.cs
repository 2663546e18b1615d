using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Host;

/// <summary>Lets search know the new tags of articles that it holds. It opens no work: what was told stays told.</summary>
internal sealed class TaggedIndex(IStoryStore stories, ISearchIndex index, DocumentMaker documents)
{
    public async Task Update(IReadOnlyList<TaggedArticle> tagged, CancellationToken cancellation)
    {
        var changed = new List<SearchDocument>(tagged.Count);
        foreach (var one in tagged)
            if (await stories.DecisionsOn(one.Article.Id, cancellation) is [.., var decision])
                changed.Add(documents.Of(
                    one.Article, one.Tags, decision, decision.StoryId is { } story ? await stories.Find(story, cancellation) : null));

        if (changed.Count > 0)
            await index.Upsert(changed, cancellation);
    }
}
