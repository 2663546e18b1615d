using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Host;
using NewsWatch.Host.Demo;
using NewsWatch.Host.Storage;
using NewsWatch.Stories;

namespace NewsWatch.EndToEnd;

/// <summary>
/// What came of the sample week, as one line for each fact: who belongs where, who took from whom, what was new, who was told
/// and who was not. Two results are the same when their lines are; <see cref="Truth"/> has lines of the same form.
/// </summary>
internal static class WeekResult
{
    private const string Desk = "desk";

    public static async Task<SortedSet<string>> Read(string dataFolder)
    {
        await using var store = OpenStore.Of(new NewsWatchOptions { Data = dataFolder });
        return await Read(store);
    }

    public static async Task<SortedSet<string>> Read(OpenStore store)
    {
        var week = SampleWeek.Read(Path.Combine(AppContext.BaseDirectory, "config", "sample"));
        var (stories, alerts) = (store.Stories, store.Alerts);
        var cancellation = TestContext.Current.CancellationToken;
        var articles = new Dictionary<string, (string Id, IReadOnlyList<Decision> Decisions)>();
        foreach (var sample in week.Articles)
        {
            var id = Ids.Derive("article", CanonicalAddress.Of(sample.Address).AbsoluteUri);
            articles[id] = (sample.Id, await stories.DecisionsOn(id, cancellation));
        }

        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (id, decisions) in articles.Values)
            lines.UnionWith(LinesOf(id, decisions, articles));

        foreach (var alert in (await alerts.Latest(int.MaxValue, cancellation)).Where(alert => alert.SubscriptionId == Desk))
            lines.Add($"alert: {Versioned(articles[alert.ArticleId].Id, articles[alert.ArticleId].Decisions, alert)}");

        foreach (var held in (await alerts.HeldBack(int.MaxValue, cancellation)).Where(held => held.SubscriptionId == Desk))
            lines.Add($"held: {articles[held.ArticleId].Id}{(held.Version > 1 ? $"@{held.Version}" : "")}: {Reason(held.Reason)}");

        return lines;
    }

    private static IEnumerable<string> LinesOf(
        string id, IReadOnlyList<Decision> decisions, Dictionary<string, (string Id, IReadOnlyList<Decision> Decisions)> articles)
    {
        if (decisions.Count == 0)
        {
            yield return $"missing: {id}";
            yield break;
        }

        var latest = decisions[^1];
        if (latest.Role == StoryRole.None)
            yield return $"none: {id}";
        else
            yield return $"{(latest.Role == StoryRole.Member ? "member" : "background")}: {id} in {FirstOf(latest.StoryId!, articles)}";

        foreach (var edge in latest.Derivations.Where(edge => edge.Confidence >= Derivation.Confirmed))
            yield return Truth.Edge(id, edge.SourceArticleId is { } source && articles.TryGetValue(source, out var from) ? from.Id : edge.SourceOutlet!, edge.Kind);

        foreach (var decision in decisions)
            foreach (var development in decision.Developments)
                yield return $"development: {id}{(decision.Version > 1 ? $"@{decision.Version}" : "")} {development.Kind}";

        if (latest.Unsupported.Count > 0)
            yield return $"unsupported: {id}";
    }

    /// <summary>A story is called by its earliest member: the samples are numbered in order of publication.</summary>
    private static string FirstOf(string storyId, Dictionary<string, (string Id, IReadOnlyList<Decision> Decisions)> articles) =>
        articles.Values.Where(article => article.Decisions is [.., { Role: StoryRole.Member } latest] && latest.StoryId == storyId)
            .Select(article => article.Id).Min(StringComparer.Ordinal) ?? "a story without members";

    private static string Versioned(string id, IReadOnlyList<Decision> decisions, Alert alert)
    {
        var version = decisions.Where(decision => decision.Developments.Any(development => development.Id == alert.Development.Id))
            .Select(decision => decision.Version).DefaultIfEmpty(1).Min();
        return version > 1 ? $"{id}@{version}" : id;
    }

    /// <summary>An excerpt is held back as a copy; truth makes no difference.</summary>
    private static string Reason(HeldBackReason reason) =>
        (reason == HeldBackReason.Excerpt ? HeldBackReason.Copy : reason).ToString();
}
