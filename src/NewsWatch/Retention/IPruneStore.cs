namespace NewsWatch.Retention;

/// <summary>
/// What may be removed from a store when it is old. Articles, their versions and tags, stories, decisions, developments, alerts and
/// digests are not among it: they are what people cite, and what snapshots of exports are made of.
/// </summary>
public enum Prunable
{
    /// <summary>The text of a feed's entry, of which an article was made; the entry itself stays, to be known again.</summary>
    FeedTexts,

    /// <summary>Messages that their receivers took; not those of a feed of one's own, which readers page through.</summary>
    SentDeliveries,

    /// <summary>The times in which a feed needed somebody, when they are over and told.</summary>
    EndedIncidents,

    /// <summary>Why an article was not told, where its story no longer moves.</summary>
    Silences,

    /// <summary>Work that failed for good, but for what was to be told to somebody.</summary>
    Quarantine,
}

/// <summary>Removes what is old, a little at a time.</summary>
public interface IPruneStore
{
    /// <summary>How many rows <see cref="Prune"/> would remove in all.</summary>
    Task<long> Count(Prunable what, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Removes rows from before a moment in one short transaction; what work, open or quarantined, still needs stays.</summary>
    /// <returns>How many; 0 when there are no more.</returns>
    Task<int> Prune(Prunable what, DateTimeOffset before, int limit, CancellationToken cancellation);
}
