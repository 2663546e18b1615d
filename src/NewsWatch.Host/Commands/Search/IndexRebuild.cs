using NewsWatch.Host.Storage;
using NewsWatch.Search;

namespace NewsWatch.Host.Commands.Search;

/// <summary>Makes the search index again from what the store holds, story by story. Doing it twice changes nothing.</summary>
internal static class IndexRebuild
{
    private const int Batch = 500;

    public static async Task Run(OpenStore store, NewsWatchOptions options, CancellationToken cancellation)
    {
        var maker = DocumentMakers.Of(options);
        var batch = new List<SearchDocument>(Batch);
        foreach (var group in await store.Stories.ArticlesByStory(cancellation))
        {
            var story = group.StoryId is { } id ? await store.Stories.Find(id, cancellation) : null;
            if (story is not null)
                batch.AddRange(story.Articles.Select(article => maker.Of(article.Article, article.Tags, article.Decision, story)));
            else if (await store.Stories.FindArticle(group.ArticleId, cancellation) is { } alone)
                batch.Add(maker.Of(alone.Article, alone.Tags, alone.Decision, null));

            if (batch.Count >= Batch)
                await Write();
        }

        await Write();

        async Task Write()
        {
            // In the order of time: the index writes longer runs that way.
            await store.Index.Upsert([.. batch.OrderBy(document => document.Time)], cancellation);
            batch.Clear();
        }
    }
}
