namespace NewsWatch;

/// <summary>Local times as moments, through the hours that a zone skips or repeats when its clocks change.</summary>
public static class LocalTime
{
    /// <summary>
    /// The moment of a local time in a zone: the first of two where the hour is repeated; where it is skipped, as much later
    /// as the clocks were put forward (02:30 becomes 03:30). Later local times never give earlier moments on one day's scale of hours.
    /// </summary>
    public static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(unspecified))
        {
            // The offset before the change, applied to a time that the change skipped, lands after it by the same amount.
            var before = zone.GetUtcOffset(unspecified.AddDays(-1));
            return TimeZoneInfo.ConvertTime(new DateTimeOffset(unspecified, before), zone);
        }

        var offset = zone.IsAmbiguousTime(unspecified) ? zone.GetAmbiguousTimeOffsets(unspecified).Max() : zone.GetUtcOffset(unspecified);
        return new DateTimeOffset(unspecified, offset);
    }

    /// <summary>The zone with this IANA name, or null.</summary>
    public static TimeZoneInfo? Zone(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;
}
