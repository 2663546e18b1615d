using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds.Health;

/// <summary>How all feeds do.</summary>
/// <param name="Feeds">Every feed with its findings, worst first.</param>
public sealed record HealthReport(IReadOnlyList<(Feed Feed, IReadOnlyList<HealthFinding> Findings)> Feeds)
{
    /// <summary>From here on a finding needs nobody.</summary>
    private const FeedCondition Harmless = FeedCondition.Redirecting;

    public static HealthReport Of(IEnumerable<Feed> feeds, DateTimeOffset now, PollOptions options) => new(
    [
        .. feeds.Select(feed => (Feed: feed, Findings: FeedHealth.Of(feed, now, options)))
            .OrderBy(row => row.Findings.Count == 0 ? int.MaxValue : (int)row.Findings[0].Condition)
            .ThenBy(row => row.Findings.Count == 0 ? null : row.Findings[0].Since),
    ]);

    /// <summary>How many feeds need somebody.</summary>
    public int Troubled => Feeds.Count(row => row.Findings.Count > 0 && row.Findings[0].Condition < Harmless);

    /// <summary>One line: how many feeds there are, and what is the matter with how many.</summary>
    public string Summary
    {
        get
        {
            var troubles = Feeds.Where(row => row.Findings.Count > 0)
                .GroupBy(row => row.Findings[0].Condition).OrderBy(group => group.Key)
                .Select(group => FormattableString.Invariant($"{group.Count():N0} {HealthWords.Name(group.Key)}"));
            var feeds = HealthWords.Count(Feeds.Count, "feed", "feeds");
            return troubles.ToList() is { Count: > 0 } list ? $"{feeds}: {string.Join(", ", list)}" : $"{feeds}, all well";
        }
    }
}
