using MassTransit;
using NewsWatch.Stories;

namespace NewsWatch.Search;

/// <summary>Stage "index": makes a decided article searchable, by its id, so that doing it again changes nothing.</summary>
public sealed class IndexStory(IStoryStore store, ISearchIndex index, DocumentMaker documents) : IConsumer<StoryChanged>
{
    public async Task Consume(ConsumeContext<StoryChanged> context)
    {
        var (fact, cancellation) = (context.Message, context.CancellationToken);
        var indexed = new StoryIndexed(fact.Id, fact.Revision);
        for (var overtaken = false; await store.OpenChange(fact, cancellation) is { } change; overtaken = true)
        {
            await index.Upsert(StoryMates.Documents(change, documents, fact.Revision, all: overtaken), cancellation);
            if (!await store.Indexed(new Step(fact, indexed), [.. change.Stories], cancellation))
                continue;

            await context.Publish(indexed, cancellation);
            return;
        }
    }
}
