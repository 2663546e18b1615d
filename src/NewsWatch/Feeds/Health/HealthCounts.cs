namespace NewsWatch.Feeds.Health;

/// <summary>How many feeds there are of each condition, by the worst that is the matter with each.</summary>
/// <param name="ByCondition">A condition that no feed has may be missing.</param>
public sealed record HealthCounts(IReadOnlyDictionary<FeedCondition, int> ByCondition)
{
    public int Feeds => ByCondition.Values.Sum();

    /// <summary>One line: how many feeds there are, and what is the matter with how many.</summary>
    public string Summary
    {
        get
        {
            var troubles = ByCondition.Where(row => row.Key != FeedCondition.Well && row.Value > 0).OrderBy(row => row.Key)
                .Select(row => FormattableString.Invariant($"{row.Value:N0} {HealthWords.Name(row.Key)}")).ToList();
            var feeds = HealthWords.Count(Feeds, "feed", "feeds");
            return troubles.Count > 0 ? $"{feeds}: {string.Join(", ", troubles)}" : $"{feeds}, all well";
        }
    }
}
