using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds;

/// <summary>Keeps feeds with their schedules, and the entries they carried.</summary>
public interface IFeedStore
{
    /// <summary>Adds feeds that are not there yet; of those that are, takes over title and group.</summary>
    Task Add(IReadOnlyList<Feed> feeds, CancellationToken cancellation);

    Task<IReadOnlyList<Feed>> All(CancellationToken cancellation);

    /// <summary>
    /// Claims feeds whose time has come, within the limits of their hosts: so many polls under way for one registrable
    /// domain, so much time between two starts. A claim whose lease ran out counts as free.
    /// </summary>
    /// <returns>One fact for each poll that may begin.</returns>
    Task<IReadOnlyList<FeedDue>> Claim(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellation);

    /// <summary>Gives up all claims. Only for a process that knows itself the only one, when it starts.</summary>
    Task FreeClaims(CancellationToken cancellation);

    /// <summary>When the next feed's time comes; null where none is waiting.</summary>
    Task<DateTimeOffset?> NextDue(CancellationToken cancellation);

    /// <summary>The feed of a poll that is still claimed; null when the claim is over.</summary>
    Task<Feed?> OpenPoll(FeedDue fact, CancellationToken cancellation);

    /// <summary>The latest entries of a feed, as many as a document may hold.</summary>
    Task<IReadOnlyList<KnownEntry>> Known(string feedId, CancellationToken cancellation);

    /// <summary>Applies a poll's outcome, saves its new and changed entries and opens the work on them, in one transaction.</summary>
    /// <returns>The entries to announce; none when the claim was over and nothing was saved.</returns>
    Task<IReadOnlyList<EntryFound>> Save(
        FeedDue done, PollOutcome outcome, string? title, IReadOnlyList<Entry> entries, CancellationToken cancellation);
}
