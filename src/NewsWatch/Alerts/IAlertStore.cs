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

    /// <summary>What this subscriber has been told of a story, oldest first.</summary>
    Task<IReadOnlyList<Told>> ToldOf(string storyId, string subscriptionId, CancellationToken cancellation);

    /// <summary>How many alerts this subscriber got since a moment, those about one article not counted.</summary>
    Task<int> RaisedSince(string subscriptionId, DateTimeOffset since, string exceptArticleId, CancellationToken cancellation);

    /// <summary>Saves alerts and silences. A development that a subscription was told already is not saved again.</summary>
    /// <returns>False when the step was taken before: then nothing is to be announced.</returns>
    Task<bool> Save(IReadOnlyList<AlertOutcome> outcomes, Step step, CancellationToken cancellation);

    /// <summary>The alert with its article and story, whose delivering is still open; null when it was done before.</summary>
    Task<(Alert Alert, Change Change)?> OpenAlert(AlertRaised fact, CancellationToken cancellation);

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
