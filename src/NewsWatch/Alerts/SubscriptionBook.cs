using NewsWatch.Articles;
using NewsWatch.Search;

namespace NewsWatch.Alerts;

/// <summary>All subscriptions, and which of them a change meets.</summary>
/// <param name="subscriptions">As configured.</param>
/// <param name="documents">Makes of an article what queries are asked of.</param>
/// <param name="clock">What relative dates in queries count from.</param>
public sealed class SubscriptionBook(IReadOnlyList<Subscription> subscriptions, DocumentMaker documents, TimeProvider clock)
{
    // Replaced whole: whoever is reading goes on with what it began with.
    private volatile Edition _edition = new(subscriptions);

    public IReadOnlyList<Subscription> All => _edition.All;

    /// <summary>Takes other subscriptions in, from now on.</summary>
    public void Replace(IReadOnlyList<Subscription> subscriptions) => _edition = new Edition(subscriptions);

    public Subscription? Find(string id) => _edition.ById.GetValueOrDefault(id);

    /// <summary>The subscriptions that want this article, in the order of configuration.</summary>
    public IReadOnlyList<SubscriptionMatch> Matching(Change change) =>
        _edition.Matcher.Match(documents.Of(change.News.Article, change.News.Tags, change.News.Decision, change.Story), clock.GetUtcNow());

    /// <summary>Whether one subscription wants this article.</summary>
    public bool Wants(Subscription subscription, Change change) =>
        Matching(change).Any(match => match.Subscription.Id == subscription.Id);

    /// <summary>What of a subscription's query the article meets, in the query language.</summary>
    public IReadOnlyList<string> Why(Subscription subscription, Change change) =>
        Matching(change).FirstOrDefault(match => match.Subscription.Id == subscription.Id)?.Why ?? [];

    private sealed class Edition(IReadOnlyList<Subscription> subscriptions)
    {
        public IReadOnlyList<Subscription> All { get; } = subscriptions;

        public SubscriptionMatcher Matcher { get; } = new(subscriptions);

        public Dictionary<string, Subscription> ById { get; } = subscriptions.ToDictionary(subscription => subscription.Id);
    }
}
