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

    /// <inheritdoc cref="HealthCounts.Summary"/>
    public string Summary => new HealthCounts(Feeds
        .GroupBy(row => row.Findings.Count > 0 ? row.Findings[0].Condition : FeedCondition.Well)
        .ToDictionary(group => group.Key, group => group.Count())).Summary;
}
