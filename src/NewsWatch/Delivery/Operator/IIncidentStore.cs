using NewsWatch.Feeds.Health;

namespace NewsWatch.Delivery.Operator;

/// <summary>Keeps what of the feeds' incidents is not told yet. Polls open and end incidents; see <see cref="Feeds.IFeedStore.Save"/>.</summary>
public interface IIncidentStore
{
    /// <summary>Incidents whose beginning is not told yet, and ended ones whose beginning is told and whose end is not; oldest first.</summary>
    Task<IReadOnlyList<FeedIncident>> Untold(int limit, CancellationToken cancellation);

    /// <summary>Notes these as told and saves the deliveries that tell of them, in one transaction.</summary>
    /// <returns>False, and nothing changed, where another process has told one of them, or one has ended meanwhile.</returns>
    Task<bool> Tell(IReadOnlyList<FeedIncident> incidents, IReadOnlyList<Delivery> deliveries, CancellationToken cancellation);

    /// <summary>The notices with a delivery that may be tried now.</summary>
    Task<IReadOnlyList<string>> Undelivered(DateTimeOffset now, CancellationToken cancellation);
}
