namespace NewsWatch.Feeds.Polling;

/// <summary>What a feed brought in one week: so that it shows when it brings less.</summary>
/// <param name="Week">Weeks since Thursday, 1 January 1970, UTC.</param>
/// <param name="Entries">New entries, without those that were there when the feed was added.</param>
/// <param name="Characters">The length of their texts together.</param>
public sealed record WeekVolume(int Week, int Entries, long Characters)
{
    /// <summary>How many weeks are kept: two months tell what is usual.</summary>
    public const int Kept = 8;

    public static int WeekOf(DateTimeOffset time) => (int)(time.ToUnixTimeSeconds() / (7 * 24 * 3600));

    public static DateTimeOffset StartOf(int week) => DateTimeOffset.UnixEpoch.AddDays(7.0 * week);

    /// <summary>These weeks and what came now, newest first.</summary>
    public static IReadOnlyList<WeekVolume> Add(IReadOnlyList<WeekVolume> weeks, DateTimeOffset now, int entries, long characters)
    {
        if (entries == 0)
            return weeks;

        var week = WeekOf(now);
        return weeks is [var latest, ..] && latest.Week == week
            ? [new WeekVolume(week, latest.Entries + entries, latest.Characters + characters), .. weeks.Skip(1)]
            : [new WeekVolume(week, entries, characters), .. weeks.Take(Kept)];
    }
}
