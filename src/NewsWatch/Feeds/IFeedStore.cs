using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds;

/// <summary>Keeps feeds with their schedules, and the entries they carried.</summary>
public interface IFeedStore
{
    /// <summary>
    /// Adds feeds that are not there yet; of those that are, takes over title, group and what else the list says. A feed that people
    /// removed stays removed, unless <paramref name="restore"/> says that they want it back.
    /// </summary>
    /// <returns>The ids of those that are watched now and were not before.</returns>
    Task<IReadOnlySet<string>> Add(IReadOnlyList<Feed> feeds, bool restore, CancellationToken cancellation);

    /// <summary>All feeds but the removed ones, in the order in which they were listed.</summary>
    Task<IReadOnlyList<Feed>> All(CancellationToken cancellation);

    /// <summary>Some of the feeds, those that most need somebody first by what their last poll found.</summary>
    Task<IReadOnlyList<Feed>> Page(int skip, int take, CancellationToken cancellation);

    /// <summary>How many feeds there are of each condition by what their last poll found. Costs little however many there are.</summary>
    Task<HealthCounts> Counts(CancellationToken cancellation);

    /// <summary>The feed with this id or listed address; null where there is none, or it was removed.</summary>
    Task<Feed?> Find(string idOrAddress, CancellationToken cancellation);

    /// <summary>Stops polling a feed until somebody resumes it. False where there is none such to stop.</summary>
    Task<bool> Pause(string feedId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Polls a paused feed again, when its time has come. False where it was not paused.</summary>
    Task<bool> Resume(string feedId, CancellationToken cancellation);

    /// <summary>Takes a feed off the list for good. What it brought stays. False where it was not there.</summary>
    Task<bool> Remove(string feedId, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Claims feeds whose time has come, longest due first, within the limits of their hosts: so many polls under way for one
    /// registrable domain, so much time between two starts, and no more under way in all than can be worked on. A claim whose
    /// lease ran out counts as free.
    /// </summary>
    /// <returns>One fact for each poll that may begin.</returns>
    Task<IReadOnlyList<FeedDue>> Claim(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellation);

    /// <summary>Gives up all claims. Only for a process that knows itself the only one, when it starts.</summary>
    Task FreeClaims(CancellationToken cancellation);

    /// <summary>When the next feed's time comes, for one that is claimed the end of its lease; null where there is no feed.</summary>
    Task<DateTimeOffset?> NextDue(CancellationToken cancellation);

    /// <summary>The feed of a poll that is still claimed; null when the claim is over.</summary>
    Task<Feed?> OpenPoll(FeedDue fact, CancellationToken cancellation);

    /// <summary>The latest entries of a feed, as many as a document may hold.</summary>
    Task<IReadOnlyList<KnownEntry>> Known(string feedId, CancellationToken cancellation);

    /// <summary>Applies a poll's outcome, opens or ends the feed's incident, saves its new and changed entries and opens the work on them, in one transaction.</summary>
    /// <returns>The entries to announce; none when the claim was over and nothing was saved.</returns>
    Task<IReadOnlyList<EntryFound>> Save(
        FeedDue done, PollOutcome outcome, string? title, IReadOnlyList<Entry> entries, CancellationToken cancellation);

    /// <summary>Saves entries that a hub brought, between two polls, and opens the work on them.</summary>
    /// <returns>The entries to announce: those that were not known already.</returns>
    Task<IReadOnlyList<EntryFound>> SavePushed(IReadOnlyList<Entry> entries, CancellationToken cancellation);
}
