namespace NewsWatch.Alerts;

/// <summary>Why a matching article raised no alert.</summary>
public enum HeldBackReason
{
    Copy,
    Rewrite,
    Excerpt,
    Background,

    /// <summary>A list of links or an empty text: no story of its own.</summary>
    RoundUp,
    OutOfScope,

    /// <summary>A report of its own that says only what its story had already said.</summary>
    NothingNew,

    /// <summary>It came with a feed's first poll: old news.</summary>
    Backfill,

    /// <summary>News of a kind or in a language that this subscription does not ask for.</summary>
    NotWanted,

    /// <summary>The same developments went out with another article.</summary>
    AlreadyTold,

    /// <summary>The subscriber muted the outlet.</summary>
    MutedOutlet,

    /// <summary>The subscriber put the story to sleep for a while.</summary>
    Snoozed,

    /// <summary>More within an hour than the subscriber wants.</summary>
    Burst,
}

/// <summary>A silence with its reason: a subscription matched an article and was not alerted.</summary>
/// <param name="Id">Derived from subscription, article and version.</param>
/// <param name="SubscriptionId">Who was not told.</param>
/// <param name="ArticleId">The article.</param>
/// <param name="Version">The article's version that was judged.</param>
/// <param name="StoryId">Its story, if it has one.</param>
/// <param name="Reason">The kind of reason, for counting.</param>
/// <param name="Words">The reason in words for people, without a full stop.</param>
/// <param name="At">When it was decided.</param>
public sealed record HeldBack(
    string Id,
    string SubscriptionId,
    string ArticleId,
    int Version,
    string? StoryId,
    HeldBackReason Reason,
    string Words,
    DateTimeOffset At) : AlertOutcome(SubscriptionId, ArticleId)
{
    public static string IdOf(string subscriptionId, string articleId, int version) =>
        Ids.Derive("held", subscriptionId, articleId, version.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
