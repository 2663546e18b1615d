using NewsWatch.Search;

namespace NewsWatch.Alerts;

/// <summary>A subscription that wants an article, and what of its query the article met.</summary>
public sealed class SubscriptionMatch(Subscription subscription, Func<IReadOnlyList<string>> why)
{
    private readonly Lazy<IReadOnlyList<string>> _why = new(why);

    public Subscription Subscription { get; } = subscription;

    /// <summary>The parts of the query that the article meets, in the query language: <c>topic:regulation</c>.</summary>
    public IReadOnlyList<string> Why => _why.Value;
}

/// <summary>
/// Finds the subscriptions that an article matches. Subscriptions are looked up by the rarest word or key of their queries, so
/// that the cost grows with the matches and not with the subscriptions; only those whose query has none are asked one by one.
/// Paused subscriptions match nothing.
/// </summary>
public sealed class SubscriptionMatcher
{
    private readonly (Subscription Subscription, InMemoryMatcher Query)[] _all;
    private readonly Dictionary<Anchor, List<int>> _byAnchor = [];
    private readonly List<int> _unanchored = [];

    /// <exception cref="QueryException">A subscription's query cannot be read.</exception>
    public SubscriptionMatcher(IEnumerable<Subscription> subscriptions)
    {
        var all = new List<(Subscription, InMemoryMatcher)>();
        foreach (var subscription in subscriptions.Where(subscription => !subscription.Paused))
        {
            var query = QueryParser.Parse(subscription.Query);
            Index(query, all.Count);
            all.Add((subscription, new InMemoryMatcher(query)));
        }

        _all = [.. all];
    }

    /// <summary>The subscriptions that match, in the order they were given.</summary>
    public IReadOnlyList<SubscriptionMatch> Match(SearchDocument document, DateTimeOffset now)
    {
        var indexed = new IndexedDocument(document);
        var candidates = new HashSet<int>(_unanchored);
        foreach (var anchor in QueryAnchors.In(indexed))
            if (_byAnchor.TryGetValue(anchor, out var anchored))
                candidates.UnionWith(anchored);

        var matches = new List<int>();
        foreach (var candidate in candidates)
            if (_all[candidate].Query.Matches(indexed, Clock(candidate)))
                matches.Add(candidate);

        matches.Sort();
        return matches.ConvertAll(match => new SubscriptionMatch(
            _all[match].Subscription, () => _all[match].Query.Why(indexed, Clock(match))));

        QueryClock Clock(int candidate) => new(now, _all[candidate].Subscription.Zone);
    }

    private void Index(Query query, int subscription)
    {
        if (QueryAnchors.Of(query) is not { } anchors)
        {
            _unanchored.Add(subscription);
            return;
        }

        foreach (var anchor in anchors)
        {
            if (!_byAnchor.TryGetValue(anchor, out var anchored))
                _byAnchor[anchor] = anchored = [];

            anchored.Add(subscription);
        }
    }
}
