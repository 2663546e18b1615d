namespace NewsWatch.Digests;

/// <summary>Counts a period's articles into bars: days while they fit, then weeks, then as many weeks to a bar as it takes.</summary>
internal static class DigestChart
{
    private const int MostBars = 14;

    // A chart of two bars says less than the two numbers.
    private const int FewestDays = 3;

    /// <summary>A day here begins at the period's own hour, so that a week from Monday 07:00 is seven bars and not eight.</summary>
    public static IReadOnlyList<DigestBar> Of(DigestPeriod period, IReadOnlyCollection<DateTimeOffset> times, TimeZoneInfo zone)
    {
        var start = TimeZoneInfo.ConvertTime(period.Start, zone).DateTime;
        var first = DateOnly.FromDateTime(start);
        var last = Day(period.End.AddTicks(-1));
        var days = last.DayNumber - first.DayNumber + 1;
        if (days < FewestDays)
            return [];

        var step = days <= MostBars ? 1 : (int)Math.Ceiling(days / (7d * MostBars)) * 7;
        var counts = new int[((days - 1) / step) + 1];
        foreach (var time in times)
            if (time >= period.Start && time < period.End)
                counts[Math.Clamp((Day(time).DayNumber - first.DayNumber) / step, 0, counts.Length - 1)]++;

        return [.. counts.Select((count, i) => new DigestBar(first.AddDays(i * step), Math.Min(step, days - (i * step)), count))];

        DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime - start.TimeOfDay);
    }
}
