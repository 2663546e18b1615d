namespace NewsWatch.Stories;

/// <summary>
/// Where a story comes from: the outlets of its roots, and outlets cited that were never fetched. Ten rewrites of one report are one
/// source, and so are an outlet's report and its own follow-up.
/// </summary>
internal static class StoryRoots
{
    /// <summary>
    /// Whether a member is a root: it took from nobody, or it cites others and brings a confirmation of its own, which makes it a second source.
    /// </summary>
    public static bool IsRoot(Decision decision)
    {
        var sources = decision.Derivations.Where(edge => edge.Confidence >= Derivation.Confirmed).ToList();
        return sources.Count == 0
            || (sources.TrueForAll(edge => edge.Kind == DerivationKind.Cites) && decision.Developments.Any(news => news.Kind == DevelopmentKind.Confirmation));
    }

    /// <summary>The names of the roots' outlets, each once, in the members' order.</summary>
    /// <param name="members">The outlets' names and the standing decisions of the story's members.</param>
    public static IEnumerable<string> Of(IReadOnlyCollection<(string OutletName, Decision Decision)> members)
    {
        var ids = members.Select(member => member.Decision.ArticleId).ToHashSet(StringComparer.Ordinal);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (outletName, decision) in members)
        {
            if (IsRoot(decision) && named.Add(outletName))
                yield return outletName;

            foreach (var edge in decision.Derivations.Where(edge => edge.Confidence >= Derivation.Confirmed))
                if ((edge.SourceArticleId is null || !ids.Contains(edge.SourceArticleId)) && edge.SourceOutlet is { } outlet && named.Add(outlet))
                    yield return outlet;
        }
    }

    /// <summary>What is needed of a decision to find roots, and no more: small enough to be kept of many.</summary>
    public static Decision Bare(Decision decision) => new()
    {
        ArticleId = decision.ArticleId,
        Version = decision.Version,
        StoryId = decision.StoryId,
        Role = decision.Role,
        Derivations = [.. decision.Derivations.Select(edge => edge with { Evidence = [], Spans = [] })],
        Developments = [.. decision.Developments.Where(news => news.Kind == DevelopmentKind.Confirmation)],
    };

    /// <summary>How many independent sources each story has, as far as rows are given of it.</summary>
    public static Dictionary<string, int> Count(IEnumerable<(string StoryId, string OutletName, string Decision)> rows) => rows
        .Select(row => (row.StoryId, row.OutletName, Decision: Json.Read<Decision>(row.Decision)!))
        .Where(row => row.Decision.Role == StoryRole.Member)
        .GroupBy(row => row.StoryId, row => (row.OutletName, row.Decision), StringComparer.Ordinal)
        .ToDictionary(story => story.Key, story => Of([.. story]).Count(), StringComparer.Ordinal);
}
