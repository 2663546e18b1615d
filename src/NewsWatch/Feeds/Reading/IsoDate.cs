namespace NewsWatch.Feeds.Reading;

/// <summary>
/// ISO 8601 and W3CDTF: a year, month, day or day of the year, with or without hyphens (slashes are taken too), then perhaps
/// a T or a space, a time with or without colons and fractions, and a zone. Null where the text is something else.
/// </summary>
internal static class IsoDate
{
    public static DateParts? Parse(ReadOnlySpan<char> text)
    {
        var at = 0;
        if (text.Length == 14 && !text.ContainsAnyExceptInRange('0', '9'))
            return Parse(text[..8]) is { } date ? Time(text, 8, date) : null;
        if (Digits(text, ref at) is var (year, length) && length is not (4 or 7 or 8))
            return null;
        var (month, day) = (1, 1);
        switch (length)
        {
            case 8:
                (year, month, day) = (year / 10_000, year / 100 % 100, year % 100);
                break;
            case 7:
                if (!FromDayOfYear(year / 1000, year % 1000, out month, out day))
                    return null;
                year /= 1000;
                break;
            default:
                if (!MonthAndDay(text, ref at, year, ref month, ref day))
                    return null;
                break;
        }

        var parts = new DateParts(year, month, day, 0, 0, 0, TimeSpan.Zero);
        if (at == text.Length)
            return parts;
        if (text[at] is not ('T' or 't' or ' ' or '_'))
            return Zone(text[at..], parts);
        at++;
        while (at < text.Length && text[at] is ' ' or 'T')
            at++;
        return Time(text, at, parts);
    }

    private static bool MonthAndDay(ReadOnlySpan<char> text, ref int at, int year, ref int month, ref int day)
    {
        if (at == text.Length || text[at] is not ('-' or '/'))
            return at == text.Length || text[at] is 'T' or 'Z';
        var mark = text[at++];
        var (second, length) = Digits(text, ref at);
        if (length == 3)
            return FromDayOfYear(year, second, out month, out day);
        if (length is not (1 or 2))
            return false;
        month = second;
        if (at == text.Length || text[at] != mark)
            return true;
        at++;
        (day, length) = Digits(text, ref at);
        return length is 1 or 2;
    }

    private static DateParts? Time(ReadOnlySpan<char> text, int at, DateParts parts)
    {
        var (hour, length) = Digits(text, ref at);
        var (minute, second) = (0, 0);
        switch (length)
        {
            case 6:
                (hour, minute, second) = (hour / 10_000, hour / 100 % 100, hour % 100);
                break;
            case 4:
                (hour, minute) = (hour / 100, hour % 100);
                break;
            case 1 or 2:
                if (at < text.Length && text[at] == ':' && !Pair(text, ref at, out minute))
                    return null;
                if (at < text.Length && text[at] == ':' && !Pair(text, ref at, out second))
                    return null;
                break;
            default:
                return null;
        }

        var ticks = 0;
        if (at < text.Length && text[at] is '.' or ',' && length != 4)
            ticks = Fraction(text, ref at);
        return Zone(text[at..], parts with { Hour = hour, Minute = minute, Second = second, Ticks = ticks });
    }

    private static DateParts? Zone(ReadOnlySpan<char> text, DateParts parts)
    {
        text = text.Trim();
        if (text.IsEmpty || text is "Z" or "z")
            return parts;
        return TimeZones.Offset(text, parts) is { } offset ? parts with { Offset = offset } : null;
    }

    private static bool Pair(ReadOnlySpan<char> text, ref int at, out int value)
    {
        at++;
        (value, var length) = Digits(text, ref at);
        return length is 1 or 2;
    }

    /// <summary>The fraction of a second after a point, in ticks; digits beyond the seventh are dropped.</summary>
    public static int Fraction(ReadOnlySpan<char> text, ref int at)
    {
        var (ticks, unit) = (0, (int)TimeSpan.TicksPerSecond / 10);
        for (at++; at < text.Length && char.IsAsciiDigit(text[at]); at++, unit /= 10)
            ticks += (text[at] - '0') * unit;
        return ticks;
    }

    private static (int Value, int Length) Digits(ReadOnlySpan<char> text, ref int at)
    {
        var (start, value) = (at, 0);
        for (; at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 9; at++)
            value = (value * 10) + text[at] - '0';
        return (value, at - start);
    }

    private static bool FromDayOfYear(int year, int dayOfYear, out int month, out int day)
    {
        (month, day) = (1, 1);
        if (year is < 1 or > 9998 || dayOfYear < 1 || dayOfYear > (DateTime.IsLeapYear(year) ? 366 : 365))
            return false;
        var date = new DateOnly(year, 1, 1).AddDays(dayOfYear - 1);
        (month, day) = (date.Month, date.Day);
        return true;
    }
}
