using System.Globalization;

namespace NewsWatch.Search;

/// <summary>A date in a query: a day or minute of the asker's calendar, or a time ago.</summary>
public abstract record QueryDate
{
    private QueryDate()
    {
    }

    /// <summary>The moment it means, asked at a time and in a zone.</summary>
    public abstract DateTimeOffset Resolve(QueryClock clock);

    /// <summary>The start of the day that it falls on, and of the next, in the asker's zone.</summary>
    public (DateTimeOffset Start, DateTimeOffset End) Day(QueryClock clock)
    {
        var local = TimeZoneInfo.ConvertTime(Resolve(clock), clock.Zone).Date;
        var next = local < DateTime.MaxValue.Date ? local.AddDays(1) : local;
        return (LocalTime.ToInstant(local, clock.Zone), LocalTime.ToInstant(next, clock.Zone));
    }

    /// <summary><c>2026-11-03</c>: the start of that day.</summary>
    public sealed record OnDay(DateOnly Value) : QueryDate
    {
        public override DateTimeOffset Resolve(QueryClock clock) => LocalTime.ToInstant(Value.ToDateTime(TimeOnly.MinValue), clock.Zone);

        public override string ToString() => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary><c>2026-11-03T14:30</c>.</summary>
    public sealed record AtMinute(DateOnly Date, TimeOnly Time) : QueryDate
    {
        public override DateTimeOffset Resolve(QueryClock clock) => LocalTime.ToInstant(Date.ToDateTime(Time), clock.Zone);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Date:yyyy-MM-dd}T{Time:HH:mm}");
    }

    /// <summary><c>7d</c>: so many hours, days, weeks or months ago. <c>today</c> and <c>yesterday</c> are 0 and 1 days.</summary>
    public sealed record Ago(int Count, AgoUnit Unit) : QueryDate
    {
        /// <summary>A query may ask this many units back and no more: five thousand months lie beyond any news.</summary>
        public const int Most = 5000;

        public override DateTimeOffset Resolve(QueryClock clock) => Unit switch
        {
            AgoUnit.Hours => clock.Now.AddHours(-Count),
            AgoUnit.Weeks => clock.Now.AddDays(-7 * Count),
            AgoUnit.Months => clock.Now.AddMonths(-Count),
            _ => clock.Now.AddDays(-Count),
        };

        public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + Unit switch
        {
            AgoUnit.Hours => 'h',
            AgoUnit.Weeks => 'w',
            AgoUnit.Months => 'm',
            _ => 'd',
        };
    }
}

public enum AgoUnit
{
    Hours,
    Days,
    Weeks,
    Months,
}

/// <summary>When and where a query is asked: what its relative dates count from, and the calendar that its days are of.</summary>
public readonly record struct QueryClock(DateTimeOffset Now, TimeZoneInfo Zone);
