using MassTransit;

namespace NewsWatch.Stories;

/// <summary>
/// Stage "resolve": which story an article belongs to, in what role, taken from whom, and what is new in it. One at a
/// time everywhere, in the order in which the articles came.
/// </summary>
public sealed class ResolveStory(IStoryStore store, Turnstile turnstile, StoryResolver resolver) : IConsumer<ArticleTagged>
{
    public async Task Consume(ConsumeContext<ArticleTagged> context)
    {
        var cancellation = context.CancellationToken;
        while (await turnstile.Next(context.Message, context.ReceiveContext.Redelivered, cancellation) is { } fact)
        {
            // Refused: somebody else decided meanwhile. A memory that is behind is rebuilt, and the next look finds whose turn it is now.
            if (await Decide(fact, cancellation) is not { } changes)
                continue;

            foreach (var change in changes)
                await context.Publish(change, cancellation);

            return;
        }
    }

    private async Task<IReadOnlyList<StoryChanged>?> Decide(ArticleTagged fact, CancellationToken cancellation)
    {
        try
        {
            using var turn = await resolver.Enter(cancellation);
            if (await store.OpenCandidate(fact, cancellation) is not { } candidate)
                return null;

            var verdict = turn.Resolve(candidate);
            var changes = await store.Save(fact, verdict, turn.Knows, cancellation);
            if (changes is not { Count: > 0 })
                return null;

            turn.Keep(changes[^1].Revision);
            return changes;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkFailedException(fact, error);
        }
    }
}
