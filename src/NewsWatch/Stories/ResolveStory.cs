using MassTransit;

namespace NewsWatch.Stories;

/// <summary>
/// Stage "resolve": which story an article belongs to, in what role, taken from whom, and what is new in it. One at a
/// time everywhere, in the order in which the articles came; a message says only that there is one.
/// </summary>
public sealed class ResolveStory(IStoryStore store, IWorkStore work, StoryResolver resolver, TimeProvider clock) : IConsumer<ArticleTagged>
{
    /// <summary>
    /// How long a tagged article waits for those that came before it and are still being tagged, which takes milliseconds. The one
    /// that a dead or frozen process holds is decided after it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    public async Task Consume(ConsumeContext<ArticleTagged> context)
    {
        var cancellation = context.CancellationToken;
        while (await Next(context.Message, cancellation) is { } fact)
        {
            if (context.ReceiveContext.Redelivered && !await work.Begin(fact, "the process that resolved it ended before it was done", cancellation))
                continue;

            // Refused: somebody else decided meanwhile. The memory is rebuilt, and the next look finds whose turn it is now.
            if (await Decide(fact, cancellation) is not { } changes)
                continue;

            foreach (var change in changes)
                await context.Publish(change, cancellation);

            return;
        }
    }

    private async Task<ArticleTagged?> Next(ArticleTagged message, CancellationToken cancellation)
    {
        while (await work.InTurn(message, clock.GetUtcNow(), cancellation) is { } next)
        {
            if (!next.Waits || clock.GetUtcNow() - next.OpenedAt > Patience)
                return (ArticleTagged)next.Fact;

            await Task.Delay(Glance, TimeProvider.System, cancellation);
        }

        return null;
    }

    private async Task<IReadOnlyList<StoryChanged>?> Decide(ArticleTagged fact, CancellationToken cancellation)
    {
        try
        {
            using var turn = await resolver.Enter(cancellation);
            if (await store.OpenCandidate(fact, cancellation) is not { } candidate)
                return [];

            var verdict = turn.Resolve(candidate);
            var changes = await store.Save(fact, verdict, turn.Knows, cancellation);
            if (changes is { Count: > 0 })
                turn.Keep(changes[^1].Revision);

            return changes;
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkFailedException(fact, error);
        }
    }
}
