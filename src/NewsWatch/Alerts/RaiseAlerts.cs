using System.Runtime.CompilerServices;

namespace NewsWatch.Alerts;

/// <summary>
/// Stage "alert": what is new in articles against everyone who wants to know at once. Whoever's query one meets gets an
/// alert, or a row that says why not. In the order of the decisions: what a reader was told before depends on it.
/// </summary>
public sealed class RaiseAlerts(IAlertStore store, IReaderStore readers, SubscriptionBook subscriptions, TimeProvider clock)
    : IStageWork<StoryIndexed>
{
    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(
        IReadOnlyList<StoryIndexed> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = (await store.OpenChanges(facts, cancellation)).Select(one => (
            one.Fact,
            one.Change,
            Matches: one.Change.Revises ? [] : subscriptions.Matching(one.Change).Where(match => match.Subscription.Cadence == Cadence.Instant).ToList())).ToList();
        using var traced = ArticleTrace.Of<StoryIndexed>(open.Select(one => one.Change.News.Article.Id));
        var told = await ToldBefore.Load(
            store,
            readers,
            [.. open.SelectMany(one => one.Matches.Select(match => (one.Change.Story?.Id, match.Subscription.Id)))],
            cancellation);
        var raised = new List<(IReadOnlyList<AlertOutcome> Outcomes, Step Step)>(open.Count);
        foreach (var (fact, change, matches) in open)
        {
            var outcomes = new List<AlertOutcome>(matches.Count);
            foreach (var match in matches)
                outcomes.Add(told.Keep(AlertRules.Decide(
                    change.News,
                    match.Subscription,
                    told.Of(change.Story?.Id, match.Subscription.Id),
                    clock.GetUtcNow(),
                    await told.HabitsOf(match.Subscription, change.News.Article.Id, clock.GetUtcNow(), cancellation))));

            raised.Add((outcomes, new Step(fact, [.. outcomes.OfType<Alert>().Select(alert => new AlertRaised(alert.Id, 1))])));
        }

        yield return await store.Save(raised, cancellation);
    }
}
