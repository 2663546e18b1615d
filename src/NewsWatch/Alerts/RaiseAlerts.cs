using MassTransit;

namespace NewsWatch.Alerts;

/// <summary>
/// Stage "alert": what is new in an article against everyone who wants to know at once. Whoever's query it meets gets an
/// alert, or a row that says why not. In the order of the decisions: what a reader was told before depends on it.
/// </summary>
public sealed class RaiseAlerts(IAlertStore store, IReaderStore readers, SubscriptionBook subscriptions, Turnstile turnstile, TimeProvider clock)
    : IConsumer<StoryIndexed>
{
    public async Task Consume(ConsumeContext<StoryIndexed> context)
    {
        var cancellation = context.CancellationToken;
        while (await turnstile.Next(context.Message, context.ReceiveContext.Redelivered, cancellation) is { } fact)
        {
            if (await Attempt(fact, cancellation) is not { } raised)
                continue;

            foreach (var alert in raised)
                await context.Publish(alert, cancellation);

            return;
        }
    }

    private async Task<IReadOnlyList<AlertRaised>?> Attempt(StoryIndexed fact, CancellationToken cancellation)
    {
        try
        {
            return await Raise(fact, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkFailedException(fact, error);
        }
    }

    /// <summary>What is to be announced; null where somebody else was quicker.</summary>
    private async Task<IReadOnlyList<AlertRaised>?> Raise(StoryIndexed fact, CancellationToken cancellation)
    {
        if (await store.OpenChange(fact, cancellation) is not { } change)
            return null;

        var outcomes = new List<AlertOutcome>();
        foreach (var match in change.Revises ? [] : subscriptions.Matching(change).Where(match => match.Subscription.Cadence == Cadence.Instant))
        {
            var told = change.Story is { } story ? await store.ToldOf(story.Id, match.Subscription.Id, cancellation) : [];
            outcomes.Add(AlertRules.Decide(
                change.News, match.Subscription, told, clock.GetUtcNow(), await HabitsOf(match.Subscription, change.News.Article.Id, cancellation)));
        }

        List<AlertRaised> raised = [.. outcomes.OfType<Alert>().Select(alert => new AlertRaised(alert.Id, 1))];
        return await store.Save(outcomes, new Step(fact, [.. raised]), cancellation) ? raised : null;
    }

    private async Task<Habits> HabitsOf(Subscription subscription, string articleId, CancellationToken cancellation) => new(
        subscription.Burst is null ? 0 : await store.RaisedSince(subscription.Id, clock.GetUtcNow().AddHours(-1), articleId, cancellation),
        await readers.LessonsOf(subscription.Id, cancellation));
}
