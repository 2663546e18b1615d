using System.Globalization;
using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Health;

/// <summary>How findings are said.</summary>
public static class HealthWords
{
    /// <summary>The condition's word in lists and JSON.</summary>
    public static string Name(FeedCondition condition) => condition switch
    {
        FeedCondition.Gone => "gone",
        FeedCondition.Broken => "broken",
        FeedCondition.Silent => "silent",
        FeedCondition.FewerEntries => "fewer entries",
        FeedCondition.ShorterText => "shorter text",
        FeedCondition.FutureDates => "dates in the future",
        FeedCondition.Failing => "failing",
        FeedCondition.Redirecting => "redirecting",
        FeedCondition.Paused => "paused",
        FeedCondition.Unread => "unread",
        _ => "well",
    };

    /// <summary>All findings on one line; "well" where there are none.</summary>
    public static string Line(IReadOnlyList<HealthFinding> findings) =>
        findings.Count == 0 ? "well" : string.Join("; ", findings.Select(finding => finding.Words));

    internal static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    internal static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    internal static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : FormattableString.Invariant($"{count:N0} {many}");

    internal static string Address(Uri address) => WebAddress.WithoutUser(address).AbsoluteUri;

    /// <summary>How long something was so, in the largest unit that says it.</summary>
    internal static string Lasted(TimeSpan span) => span.TotalHours switch
    {
        < 1 => Count(Math.Max(1, (int)span.TotalMinutes), "minute", "minutes"),
        < 48 => Count((int)span.TotalHours, "hour", "hours"),
        _ => Count((int)span.TotalDays, "day", "days"),
    };

    internal static string Span(TimeSpan span) => span.TotalHours switch
    {
        < 1.5 => "hour or more often",
        < 36 => FormattableString.Invariant($"{span.TotalHours:F0} hours"),
        _ => FormattableString.Invariant($"{span.TotalDays:F0} days"),
    };
}
