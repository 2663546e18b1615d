namespace NewsWatch.Feeds.Polling;

/// <summary>What a feed's document says of when to come again.</summary>
/// <param name="Ttl">RSS <c>ttl</c>, which counts minutes.</param>
/// <param name="SkipHours">RSS <c>skipHours</c>, 0 to 23, in UTC.</param>
/// <param name="SkipDays">RSS <c>skipDays</c>, in UTC.</param>
/// <param name="UpdatePeriod">The syndication module's period over its frequency.</param>
public sealed record ScheduleHints(
    TimeSpan? Ttl, IReadOnlyCollection<int> SkipHours, IReadOnlyCollection<DayOfWeek> SkipDays, TimeSpan? UpdatePeriod)
{
    public static ScheduleHints None { get; } = new(null, [], [], null);

    /// <summary>
    /// The first moment from <paramref name="from"/> on that is not in a skipped hour or day. A feed that skips every hour or every
    /// day means nothing by it, and is not put off further than <paramref name="longest"/>.
    /// </summary>
    public DateTimeOffset FirstAllowed(DateTimeOffset from, TimeSpan longest)
    {
        var moment = from;
        while (IsSkipped(moment))
        {
            var utc = moment.UtcDateTime;
            moment = new DateTimeOffset(utc.Date.AddHours(utc.Hour + 1), TimeSpan.Zero);
            if (moment - from > longest)
                return from;
        }

        // What was put off to the hour keeps its minutes, so that feeds with the same hours do not all come at once.
        return moment == from ? from : moment + TimeSpan.FromMinutes(from.Minute) + TimeSpan.FromSeconds(from.Second);
    }

    private bool IsSkipped(DateTimeOffset moment) =>
        SkipHours.Contains(moment.UtcDateTime.Hour) || SkipDays.Contains(moment.UtcDateTime.DayOfWeek);
}
