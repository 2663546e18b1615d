using MassTransit;
using NewsWatch.Stories;

namespace NewsWatch.Search;

/// <summary>Stage "index": makes a decided article searchable, by its id, so that doing it again changes nothing.</summary>
public sealed class IndexStory(IStoryStore store, ISearchIndex index, DocumentMaker documents) : IConsumer<StoryChanged>
{
    public async Task Consume(ConsumeContext<StoryChanged> context)
    {
        var (fact, cancellation) = (context.Message, context.CancellationToken);
        if (await store.OpenChange(fact, cancellation) is not var (article, story))
            return;

        var document = documents.Of(article.Article, article.Tags, article.Decision, story);
        await index.Upsert([document with { Revision = Math.Max(document.Revision, fact.Revision) }], cancellation);
        var indexed = new StoryIndexed(fact.Id, fact.Revision);
        if (await store.Finish(new Step(fact, indexed), cancellation))
            await context.Publish(indexed, cancellation);
    }
}
