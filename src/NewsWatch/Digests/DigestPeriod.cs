namespace NewsWatch.Digests;

/// <summary>
/// The time that one digest covers, from the end of the one before: periods meet and never overlap, whatever happens to clocks,
/// zones and cadences in between, because each begins where the last is recorded to have ended.
/// </summary>
/// <param name="Start">First moment covered.</param>
/// <param name="End">First moment not covered.</param>
public sealed record DigestPeriod(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>
    /// The period that is due now, or null. After an absence over several due moments it is one period that ends with the latest.
    /// </summary>
    /// <param name="schedule">When digests are due.</param>
    /// <param name="coveredUntil">The end of the last digest's period; for a new subscription the moment it was made.</param>
    /// <param name="now">Now.</param>
    public static DigestPeriod? Due(DigestSchedule schedule, DateTimeOffset coveredUntil, DateTimeOffset now)
    {
        var last = schedule.Last(now);
        return last > coveredUntil ? new DigestPeriod(coveredUntil, last) : null;
    }

    /// <summary>
    /// The end of the last period as it should be believed. An end further ahead than the next due moment was recorded by a clock
    /// that ran ahead, which would mean silence until time catches up: the latest due moment is taken in its place, and whoever
    /// asks records that. What was in a digest before is known by what was told, not by time, and does not come again.
    /// </summary>
    public static DateTimeOffset Believed(DigestSchedule schedule, DateTimeOffset coveredUntil, DateTimeOffset now) =>
        coveredUntil > schedule.Next(now) ? schedule.Last(now) : coveredUntil;

    /// <summary>Made from the start alone: two instances that see the same start make one digest, whatever end each saw.</summary>
    public string DigestIdFor(string subscriptionId) =>
        Ids.Derive("digest", subscriptionId, Start.ToUniversalTime().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
}
