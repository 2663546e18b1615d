using System.Collections.Frozen;

namespace NewsWatch.Feeds.Reading;

/// <summary>Time zones as feeds name them. Of names in use in several countries the one with the most news counts (IST: India; CST: North America).</summary>
internal static class TimeZones
{
    private const string Table =
        "UTC=0 GMT=0 UT=0 Z=0 WET=0 WEST=60 BST=60 CET=60 CEST=120 MET=60 MEST=120 MEZ=60 MESZ=120 EET=120 EEST=180 MSK=180 MSD=240 " +
        "TRT=180 SAST=120 CAT=120 WAT=60 EAT=180 IDT=180 GST=240 IRST=210 PKT=300 IST=330 NPT=345 BDT=360 ICT=420 WIB=420 WITA=480 " +
        "WIT=540 SGT=480 MYT=480 HKT=480 PHT=480 AWST=480 JST=540 KST=540 ACST=570 ACDT=630 AEST=600 AEDT=660 NZST=720 NZDT=780 " +
        "AST=-240 ADT=-180 NST=-210 NDT=-150 EST=-300 EDT=-240 CST=-360 CDT=-300 MST=-420 MDT=-360 PST=-480 PDT=-420 AKST=-540 " +
        "AKDT=-480 HST=-600 HAST=-600 BRT=-180 BRST=-120 ART=-180 CLT=-240 CLST=-180 COT=-300 PET=-300 VET=-240 UYT=-180 BOT=-240";

    private static readonly FrozenDictionary<string, int> Minutes = Table.Split(' ').Select(pair => pair.Split('='))
        .ToFrozenDictionary(pair => pair[0], pair => int.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase);

    // American zones named without saying whether it is summer: the date says it.
    private static readonly FrozenDictionary<string, string> Halves = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["ET"] = "EST EDT",
        ["CT"] = "CST CDT",
        ["MT"] = "MST MDT",
        ["PT"] = "PST PDT",
        ["AT"] = "AST ADT",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>How far the zone is ahead of UTC: "+01:00", "-0530", "EST", "GMT+2", "Europe/Rome", "+0100 (CET)"; null where it is none.</summary>
    public static TimeSpan? Offset(ReadOnlySpan<char> zone, DateParts when)
    {
        zone = zone.Trim(" .,;()[]");
        if (zone.IsEmpty)
            return null;
        if (zone[0] is '+' or '-' or '\u2212')
            return Numeric(zone);
        var end = zone.IndexOfAnyExcept(Letters);
        var name = end < 0 ? zone : zone[..end];
        if (end >= 0 && zone[end] is '/' && Known(zone, when) is { } known)
            return known;
        if (Named(name, when) is not { } offset)
            return null;
        var rest = end < 0 ? default : zone[end..].TrimStart();
        return rest.Length > 1 && rest[0] is '+' or '-' && Numeric(rest) is { } more ? offset + more : offset;
    }

    /// <summary>How far a zone of this name is ahead of UTC; null where there is no such name.</summary>
    public static TimeSpan? Named(ReadOnlySpan<char> name, DateParts when)
    {
        if (Halves.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var halves))
            name = halves.AsSpan(IsAmericanSummer(when) ? 4 : 0, 3);
        return Minutes.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var minutes) ? TimeSpan.FromMinutes(minutes) : null;
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // "+0100", "+01:00", "+1", "-5:30"; what follows (a name in brackets) repeats it.
    private static TimeSpan? Numeric(ReadOnlySpan<char> text)
    {
        var (value, digits, colon, at) = (0, 0, -1, 1);
        for (; at < text.Length && (char.IsAsciiDigit(text[at]) || (text[at] is ':' or '.' && colon < 0)) && digits < 6; at++)
        {
            if (!char.IsAsciiDigit(text[at]))
            {
                colon = digits;
                continue;
            }

            value = (value * 10) + text[at] - '0';
            digits++;
        }

        var (hours, minutes) = (colon, digits) switch
        {
            ( < 0, 1 or 2) => (value, 0),
            ( < 0, 3 or 4) => (value / 100, value % 100),
            (1 or 2, _) when digits - colon is 2 => (value / 100, value % 100),
            (1 or 2, _) when digits == colon => (value, 0),
            _ => (99, 0),
        };
        if (hours > 15 || minutes > 59)
            return null;
        var offset = new TimeSpan(hours, minutes, 0);
        return text[0] == '+' ? offset : -offset;
    }

    private static TimeSpan? Known(ReadOnlySpan<char> id, DateParts when)
    {
        var end = id.IndexOfAny(' ', ',', ')');
        if (!TimeZoneInfo.TryFindSystemTimeZoneById((end < 0 ? id : id[..end]).ToString(), out var zone))
            return null;
        return (when with { Offset = TimeSpan.Zero }).ToInstant() is { } local ? zone.GetUtcOffset(local.DateTime) : TimeSpan.Zero;
    }

    // From the second Sunday of March to the first of November, the rule since 2007; the day is enough.
    private static bool IsAmericanSummer(DateParts when)
    {
        if (when.Month is < 3 or > 11 || when.Day is < 1 or > 31 || when.Year is < 1 or > 9000)
            return false;
        var march = new DateOnly(when.Year, 3, 8);
        var november = new DateOnly(when.Year, 11, 1);
        march = march.AddDays((7 - (int)march.DayOfWeek) % 7);
        november = november.AddDays((7 - (int)november.DayOfWeek) % 7);
        return (when.Month, when.Day).CompareTo((3, march.Day)) >= 0 && (when.Month, when.Day).CompareTo((11, november.Day)) < 0;
    }
}
