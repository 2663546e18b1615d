using System.Globalization;

namespace NewsWatch.Feeds.Polling;

/// <summary>Dates in HTTP headers: the three forms of RFC 9110, section 5.6.7.</summary>
internal static class HttpDate
{
    private static readonly string[] Forms =
    [
        "ddd, dd MMM yyyy HH:mm:ss 'GMT'", "ddd, d MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
        "ddd MMM d HH:mm:ss yyyy", "ddd, dd MMM yyyy HH:mm:ss 'UTC'", "ddd, dd MMM yyyy HH:mm:ss zzz",
    ];

    public static DateTimeOffset? Parse(string? raw) =>
        DateTimeOffset.TryParseExact(
            raw, Forms, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal | DateTimeStyles.AllowWhiteSpaces, out var date)
            ? date
            : null;
}
