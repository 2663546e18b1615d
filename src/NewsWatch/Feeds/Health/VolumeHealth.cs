using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds.Health;

/// <summary>Compares a feed's last whole week with the weeks before it: how much it published, and how much text came with it.</summary>
internal static class VolumeHealth
{
    /// <summary>Fewer whole weeks say nothing about what is usual.</summary>
    private const int WeeksKnown = 3;

    /// <summary>A feed with fewer entries a week has no usual volume.</summary>
    private const int LeastUsual = 8;

    /// <summary>A quarter of the usual is a drop.</summary>
    private const int Drop = 4;

    /// <summary>A third of the usual length is short, where at least so many characters were usual.</summary>
    private const int Shorter = 3;
    private const int LeastCharacters = 300;
    private const int LeastEntries = 5;

    public static IEnumerable<HealthFinding> Of(Feed feed, DateTimeOffset now)
    {
        // The week in which a feed was added is not whole, nor is this one.
        var (first, last) = (WeekVolume.WeekOf(feed.AddedAt) + 1, WeekVolume.WeekOf(now) - 1);
        if (last - first < WeeksKnown)
            yield break;

        var weeks = feed.State.Weeks.ToDictionary(week => week.Week);
        var earlier = Enumerable.Range(first, last - first).TakeLast(WeekVolume.Kept).Select(number => weeks.GetValueOrDefault(number) ?? new WeekVolume(number, 0, 0)).ToList();
        var latest = weeks.GetValueOrDefault(last) ?? new WeekVolume(last, 0, 0);
        var usual = earlier.Select(week => week.Entries).Order().ElementAt(earlier.Count / 2);
        if (usual >= LeastUsual && latest.Entries * Drop <= usual)
            yield return new HealthFinding(
                FeedCondition.FewerEntries,
                $"{HealthWords.Count(latest.Entries, "entry", "entries")} last week, usually {usual}",
                WeekVolume.StartOf(last));

        var (entries, characters) = (earlier.Sum(week => week.Entries), earlier.Sum(week => week.Characters));
        if (entries >= LeastEntries && latest.Entries >= LeastEntries
            && characters / entries is var mean and >= LeastCharacters && latest.Characters / latest.Entries is var now1 && now1 * Shorter <= mean)
        {
            yield return new HealthFinding(
                FeedCondition.ShorterText,
                $"its entries carry {now1:N0} characters of text on average, and used to carry {mean:N0}: perhaps teasers instead of articles",
                WeekVolume.StartOf(last));
        }
    }
}
