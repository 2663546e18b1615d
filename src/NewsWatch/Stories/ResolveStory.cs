using MassTransit;

namespace NewsWatch.Stories;

/// <summary>
/// Stage "resolve": which story an article belongs to, in what role, taken from whom, and what is new in it. One at a
/// time everywhere.
/// </summary>
public sealed class ResolveStory(IStoryStore store, StoryResolver resolver) : IConsumer<ArticleTagged>
{
    public async Task Consume(ConsumeContext<ArticleTagged> context)
    {
        var fact = context.Message;
        using var turn = await resolver.Enter(context.CancellationToken);
        if (await store.OpenCandidate(fact, context.CancellationToken) is not { } candidate)
            return;

        var verdict = turn.Resolve(candidate);
        var changes = await store.Save(fact, verdict, context.CancellationToken);
        if (changes.Count == 0)
            return;

        turn.Keep(changes[^1].Revision);
        foreach (var change in changes)
            await context.Publish(change, context.CancellationToken);
    }
}
