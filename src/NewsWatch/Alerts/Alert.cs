using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>
/// What is told to a subscription about one article: its strongest development, and with it the article's others, so that
/// one article is never two messages. Unique by development and subscription: its id is derived from them.
/// </summary>
/// <param name="Id">Derived from <paramref name="Development"/> and <paramref name="SubscriptionId"/>.</param>
/// <param name="SubscriptionId">Who is told.</param>
/// <param name="StoryId">The story.</param>
/// <param name="ArticleId">The article that carries the development.</param>
/// <param name="Development">What is new, strongest first.</param>
/// <param name="Also">The article's other developments that this subscriber wants: told in the same message.</param>
/// <param name="Doubt">What is not certain about it, in words for people, after "Not certain:"; null where nothing is.</param>
/// <param name="RaisedAt">When it was decided.</param>
public sealed record Alert(
    string Id,
    string SubscriptionId,
    string StoryId,
    string ArticleId,
    Development Development,
    IReadOnlyList<Development> Also,
    string? Doubt,
    DateTimeOffset RaisedAt) : AlertOutcome(SubscriptionId, ArticleId)
{
    /// <summary>Why it was held back first, where somebody released it or taught us to tell such things; null where it was not.</summary>
    public string? Released { get; init; }

    /// <summary>The developments that this subscriber knows once it is sent: they raise no other alert.</summary>
    public IEnumerable<string> ToldDevelopmentIds => Also.Select(development => development.Id).Prepend(Development.Id);

    /// <summary>What this subscriber has been told by it.</summary>
    public IEnumerable<Told> Told => ToldDevelopmentIds.Select(id => new Told(id, Id, ArticleId, RaisedAt));

    /// <summary>The id of the alert that leads with this development for this subscription.</summary>
    public static string IdOf(string developmentId, string subscriptionId) => Ids.Derive("alert", developmentId, subscriptionId);
}

/// <summary>What came of one article that a subscription matched: an <see cref="Alert"/> or a <see cref="HeldBack"/>, never nothing.</summary>
public abstract record AlertOutcome(string SubscriptionId, string ArticleId);
