using NewsWatch.Alerts;

namespace NewsWatch.Digests;

/// <summary>
/// The moments at which a subscription's digests are due: every hour (UTC, which no clock change touches), or at an hour of the
/// subscriber's day or week. Where the clocks skip that hour it is due as much later; where they repeat it, at the first of the two.
/// </summary>
/// <param name="Cadence">Hourly, daily or weekly.</param>
/// <param name="Zone">The subscriber's zone.</param>
public sealed record DigestSchedule(Cadence Cadence, TimeZoneInfo Zone)
{
    /// <summary>Before work: 07:00.</summary>
    public TimeOnly At { get; init; } = new(7, 0);

    /// <summary>Of a weekly digest: Monday, so that it holds one week from its start to its end.</summary>
    public DayOfWeek Day { get; init; } = DayOfWeek.Monday;

    /// <exception cref="ArgumentException">The subscription is told at once and has no digests.</exception>
    public static DigestSchedule Of(Subscription subscription) => subscription.Cadence is Cadence.Instant
        ? throw new ArgumentException($"the subscription '{subscription.Id}' is told at once and has no digests", nameof(subscription))
        : new DigestSchedule(subscription.Cadence, subscription.Zone);

    /// <summary>The latest due moment at or before <paramref name="now"/>.</summary>
    public DateTimeOffset Last(DateTimeOffset now)
    {
        if (Cadence is Cadence.Hourly)
            return Hour(now);

        // A day of reserve to each side: a zone may be moved over the date line, or its clocks over the due hour.
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime).AddDays(1);
        for (var day = today; ; day = day.AddDays(-1))
            if (Falls(day) && Due(day) is var due && due <= now)
                return due;
    }

    /// <summary>The first due moment after <paramref name="now"/>.</summary>
    public DateTimeOffset Next(DateTimeOffset now)
    {
        if (Cadence is Cadence.Hourly)
            return Hour(now).AddHours(1);

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime).AddDays(-1);
        for (var day = today; ; day = day.AddDays(1))
            if (Falls(day) && Due(day) is var due && due > now)
                return due;
    }

    private bool Falls(DateOnly day) => Cadence is Cadence.Daily || day.DayOfWeek == Day;

    private DateTimeOffset Due(DateOnly day) => LocalTime.ToInstant(day.ToDateTime(At), Zone).ToUniversalTime();

    private static DateTimeOffset Hour(DateTimeOffset now)
    {
        var utc = now.UtcDateTime;
        return new DateTimeOffset(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero);
    }
}
