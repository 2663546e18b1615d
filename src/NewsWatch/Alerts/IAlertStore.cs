using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>One decision as alerting needs it.</summary>
/// <param name="News">The article, its tags and the decision.</param>
/// <param name="Story">Its story as it stands; null where it belongs to none.</param>
/// <param name="Revises">Whether the decision revises an earlier one: then nobody is told again.</param>
public sealed record Change(News News, StoryView? Story, bool Revises);

/// <summary>Keeps what was told and what was held back: a row for each, once.</summary>
public interface IAlertStore
{
    /// <summary>The change whose alerting is still open, or null when it was done before.</summary>
    Task<Change?> OpenChange(StoryIndexed fact, CancellationToken cancellation);

    /// <summary>Those of the changes whose alerting is still open, in this order.</summary>
    Task<IReadOnlyList<(StoryIndexed Fact, Change Change)>> OpenChanges(IReadOnlyList<StoryIndexed> facts, CancellationToken cancellation) =>
        Steps.Open(facts, fact => OpenChange(fact, cancellation));

    /// <summary>What this subscriber has been told of a story, oldest first.</summary>
    Task<IReadOnlyList<Told>> ToldOf(string storyId, string subscriptionId, CancellationToken cancellation);

    /// <summary>The same of several; where nothing was told there may be no row.</summary>
    async Task<IReadOnlyDictionary<(string Story, string Subscription), IReadOnlyList<Told>>> ToldOf(
        IReadOnlyList<(string Story, string Subscription)> asked, CancellationToken cancellation)
    {
        var told = new Dictionary<(string, string), IReadOnlyList<Told>>(asked.Count);
        foreach (var (story, subscription) in asked)
            told[(story, subscription)] = await ToldOf(story, subscription, cancellation);

        return told;
    }

    /// <summary>How many alerts this subscriber got since a moment, those about one article not counted.</summary>
    Task<int> RaisedSince(string subscriptionId, DateTimeOffset since, string exceptArticleId, CancellationToken cancellation);

    /// <summary>Saves alerts and silences. A development that a subscription was told already is not saved again.</summary>
    /// <returns>False when the step was taken before: then nothing is to be announced.</returns>
    Task<bool> Save(IReadOnlyList<AlertOutcome> outcomes, Step step, CancellationToken cancellation);

    /// <summary>Saves what came of several changes, each by the rules for one.</summary>
    /// <returns>What is to be announced: nothing of steps that were taken before.</returns>
    async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<(IReadOnlyList<AlertOutcome> Outcomes, Step Step)> raised, CancellationToken cancellation) =>
        Steps.Kept(raised.Select(one => one.Step), await Task.WhenAll(raised.Select(one => Save(one.Outcomes, one.Step, cancellation))));

    /// <summary>The alert with its article and story, whose delivering is still open; null when it was done before.</summary>
    Task<(Alert Alert, Change Change)?> OpenAlert(AlertRaised fact, CancellationToken cancellation);

    /// <summary>Those of the alerts whose delivering is still open, in this order.</summary>
    async Task<IReadOnlyList<(AlertRaised Fact, Alert Alert, Change Change)>> OpenAlerts(IReadOnlyList<AlertRaised> facts, CancellationToken cancellation)
    {
        var open = new List<(AlertRaised, Alert, Change)>(facts.Count);
        foreach (var fact in facts)
            if (await OpenAlert(fact, cancellation) is var (alert, change))
                open.Add((fact, alert, change));

        return open;
    }

    /// <summary>The alerts raised last, newest first.</summary>
    Task<IReadOnlyList<Alert>> Latest(int limit, CancellationToken cancellation);

    /// <summary>What was held back last, newest first.</summary>
    Task<IReadOnlyList<HeldBack>> HeldBack(int limit, CancellationToken cancellation);

    /// <summary>The silences whose ids begin so, and what each was decided on.</summary>
    Task<IReadOnlyList<(HeldBack Held, Change Change)>> FindHeld(string idBegins, CancellationToken cancellation);

    /// <summary>Saves an alert that somebody released, and opens its delivering.</summary>
    /// <returns>False when it was released or told before; then nothing changes.</returns>
    Task<bool> Release(Alert alert, CancellationToken cancellation);
}
