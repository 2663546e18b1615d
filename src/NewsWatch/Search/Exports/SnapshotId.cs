using System.Globalization;

namespace NewsWatch.Search.Exports;

/// <summary>
/// Names what an export saw, so that it can be had again byte for byte: the last decision it knew, the moment that relative
/// dates counted from, the query, and the rules that decided.
/// </summary>
/// <param name="Decision">The number of the last decision.</param>
/// <param name="AskedAt">When it was asked, to the millisecond.</param>
/// <param name="QueryMark">A short hash of the query and zone.</param>
/// <param name="Rules">The version of the rules at that time.</param>
public sealed record SnapshotId(long Decision, DateTimeOffset AskedAt, string QueryMark, string Rules)
{
    private const int MarkLength = 8;

    public static SnapshotId Of(long decision, DateTimeOffset askedAt, string query, TimeZoneInfo zone, string rules) =>
        new(decision, DateTimeOffset.FromUnixTimeMilliseconds(askedAt.ToUnixTimeMilliseconds()), Mark(query, zone), rules);

    /// <exception cref="FormatException">It is no snapshot's id, or one of another query; the message is for people.</exception>
    public static SnapshotId Parse(string text, string query, TimeZoneInfo zone)
    {
        var parts = text.Split('_');
        if (parts.Length != 5 || parts[0] != "s1"
            || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var decision)
            || !long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var at) || at > 253_402_300_799_999
            || parts[4].Length is 0 or > 20 || !parts[4].All(c => char.IsAsciiDigit(c) || c == '.'))
            throw new FormatException($"'{(text.Length > 60 ? text[..60] + "…" : text)}' is no snapshot's id; take it as an export printed it");

        return parts[3] == Mark(query, zone)
            ? new SnapshotId(decision, DateTimeOffset.FromUnixTimeMilliseconds(at), parts[3], parts[4])
            : throw new FormatException("this snapshot is of another query or zone; ask the same again");
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"s1_{Decision}_{AskedAt.ToUnixTimeMilliseconds()}_{QueryMark}_{Rules}");

    private static string Mark(string query, TimeZoneInfo zone) => Ids.Derive("export", query, zone.Id)[..MarkLength];
}
