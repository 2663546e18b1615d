namespace NewsWatch.Alerts;

/// <summary>Hours of the day in which nothing is sent; what comes then waits for their end. May run over midnight.</summary>
/// <param name="From">First quiet minute, in the subscriber's zone.</param>
/// <param name="To">First minute that is no longer quiet.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    /// <summary>The first moment at or after <paramref name="moment"/> that is not quiet in this zone.</summary>
    public DateTimeOffset NextAllowed(DateTimeOffset moment, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(moment, zone);
        if (From == To || !TimeOnly.FromDateTime(local.DateTime).IsBetween(From, To))
            return moment;

        var day = DateOnly.FromDateTime(local.DateTime);
        var overMidnight = From > To && TimeOnly.FromDateTime(local.DateTime) >= From;
        return LocalTime.ToInstant((overMidnight ? day.AddDays(1) : day).ToDateTime(To), zone);
    }
}
