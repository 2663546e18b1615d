namespace NewsWatch.Feeds.WebSub;

/// <summary>Keeps subscriptions at hubs, one for each feed.</summary>
public interface IHubStore
{
    Task<HubSubscription?> Find(string feedId, CancellationToken cancellation);

    Task<HubSubscription?> FindByToken(string token, CancellationToken cancellation);

    /// <summary>Subscriptions that are not left yet, of feeds that people removed.</summary>
    Task<IReadOnlyList<HubSubscription>> OfRemovedFeeds(CancellationToken cancellation);

    /// <summary>Saves what <paramref name="change"/> makes of the stored subscription; null leaves it as it is.</summary>
    /// <returns>What is stored then.</returns>
    Task<HubSubscription?> Change(string feedId, Func<HubSubscription?, HubSubscription?> change, CancellationToken cancellation);
}
