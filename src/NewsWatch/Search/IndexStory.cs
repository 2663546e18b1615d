using System.Runtime.CompilerServices;
using NewsWatch.Stories;

namespace NewsWatch.Search;

/// <summary>Stage "index": makes decided articles searchable, by their ids, so that doing it again changes nothing.</summary>
public sealed class IndexStory(IStoryStore store, ISearchIndex index, DocumentMaker documents) : IStageWork<StoryChanged>
{
    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(
        IReadOnlyList<StoryChanged> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var overtaken = false; await store.OpenChanges(facts, cancellation) is { Count: > 0 } open; overtaken = true)
        {
            using var traced = ArticleTrace.Of<StoryChanged>(open.Select(one => one.Change.Article.Article.Id));
            var made = open.SelectMany(one => StoryMates.Documents(one.Change, documents, one.Fact.Revision, all: overtaken));

            // Of an article that several changes write, the newest says all.
            await index.Upsert([.. made.GroupBy(document => document.ArticleId).Select(same => same.MaxBy(document => document.Revision)!)], cancellation);
            var closed = await store.Indexed(
                [.. open.Select(one => (new Step(one.Fact, new StoryIndexed(one.Fact.Id, one.Fact.Revision)), one.Change))], cancellation);
            yield return closed;
            if (closed.Count == open.Count)
                yield break;
        }
    }
}
