using NewsWatch.Delivery;
using NewsWatch.Stories;

namespace NewsWatch.Digests;

/// <summary>Keeps which periods were covered, and finds what moved in one.</summary>
public interface IDigestStore
{
    /// <summary>The end of the last period of a subscription; for one not seen before, now, which is kept.</summary>
    Task<DateTimeOffset> CoveredUntil(string subscriptionId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Puts the end of the last period right, where a clock that ran ahead had recorded it.</summary>
    Task Correct(string subscriptionId, DateTimeOffset coveredUntil, CancellationToken cancellation);

    /// <summary>The stories that moved in a period.</summary>
    Task<IReadOnlyList<StoryView>> Moved(DigestPeriod period, CancellationToken cancellation);

    /// <summary>
    /// Saves, in one transaction, that a period is covered and the deliveries of its digest; none where there was nothing to tell.
    /// </summary>
    /// <returns>False when the period was covered before: then nothing is saved.</returns>
    Task<bool> Save(
        string digestId, string subscriptionId, DigestPeriod period, IReadOnlyList<Delivery.Delivery> deliveries, CancellationToken cancellation);

    /// <summary>The digests with a delivery that may be tried by now.</summary>
    Task<IReadOnlyList<string>> Undelivered(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>How many digests were written.</summary>
    Task<int> Count(CancellationToken cancellation);
}
