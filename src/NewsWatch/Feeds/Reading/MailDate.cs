namespace NewsWatch.Feeds.Reading;

/// <summary>
/// The form that nine feeds in ten write: "Thu, 01 Jan 2004 19:48:21 +0100", each part in its place. Null for all else;
/// <see cref="WrittenDate"/> reads that, and this form too, but at ten times the cost.
/// </summary>
internal static class MailDate
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    public static DateParts? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length < 28 || text[3] != ',' || text[4] != ' ')
            return null;
        var day = Digits(text.Slice(5, text[6] == ' ' ? 1 : 2));
        var rest = text[(text[6] == ' ' ? 6 : 7)..];
        if (rest[0] != ' ' || rest[4] != ' ' || rest[9] != ' ' || rest[12] != ':' || rest[15] != ':' || rest[18] != ' ')
            return null;
        var (year, hour, minute, second) = (Digits(rest.Slice(5, 4)), Digits(rest.Slice(10, 2)), Digits(rest.Slice(13, 2)), Digits(rest.Slice(16, 2)));
        var month = Month(rest.Slice(1, 3));
        if ((day | year | hour | minute | second) < 0 || month == 0 || Offset(rest[19..]) is not { } offset)
            return null;
        return new DateParts(year, month, day, hour, minute, second, offset);
    }

    private static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        if (zone is "GMT" or "UTC")
            return TimeSpan.Zero;
        if (zone.Length != 5 || zone[0] is not ('+' or '-'))
            return null;
        var (hours, minutes) = (Digits(zone.Slice(1, 2)), Digits(zone.Slice(3, 2)));
        if (hours is < 0 or > 15 || minutes is < 0 or > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '+' ? offset : -offset;
    }

    private static int Month(ReadOnlySpan<char> name)
    {
        for (var month = 0; month < 12; month++)
        {
            if (name.Equals(Months.AsSpan(month * 3, 3), StringComparison.OrdinalIgnoreCase))
                return month + 1;
        }

        return 0;
    }

    // -1 where one of them is none; the sign then survives being joined with the other numbers'.
    private static int Digits(ReadOnlySpan<char> text)
    {
        var value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
                return -1;
            value = (value * 10) + c - '0';
        }

        return value;
    }
}
