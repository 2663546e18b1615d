namespace NewsWatch.Feeds.Reading;

/// <summary>A date and time as written, not yet checked against the calendar.</summary>
internal readonly record struct DateParts(int Year, int Month, int Day, int Hour, int Minute, int Second, TimeSpan Offset)
{
    /// <summary>Below lie placeholders (0000, 0001, 1601), above typing errors.</summary>
    private const int FirstYear = 1800;
    private const int LastYear = 9000;

    /// <summary>Fractions of a second, in ticks.</summary>
    public int Ticks { get; init; }

    /// <summary>The instant in UTC; null where there is no such day or hour. 24:00 is the next day's 0:00, a 60th second the next minute's first.</summary>
    public DateTimeOffset? ToInstant()
    {
        if (Year is < FirstYear or > LastYear || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month))
            return null;
        if (Hour is < 0 or > 24 || Minute is < 0 or > 59 || Second is < 0 or > 60 || (Hour == 24 && Minute + Second > 0))
            return null;
        if (Offset < TimeSpan.FromHours(-15) || Offset > TimeSpan.FromHours(15))
            return null;
        var time = new TimeSpan(Hour, Minute, Second) + TimeSpan.FromTicks(Ticks) - Offset;
        return new DateTimeOffset(Year, Month, Day, 0, 0, 0, TimeSpan.Zero) + time;
    }

    /// <summary>A year written with two digits: feeds began in the nineties.</summary>
    public static int FullYear(int year, int digits) => digits > 2 ? year : year < 90 ? 2000 + year : 1900 + year;
}
