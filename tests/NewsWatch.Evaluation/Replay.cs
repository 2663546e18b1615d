using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>What became of an article: its first decision, which alerts are made of, and its last.</summary>
public sealed record Replayed(LabelledArticle Article, Decision First)
{
    public Decision Last { get; set; } = First;

    public bool Alerted => First is { Role: StoryRole.Member, Developments.Count: > 0 };

    /// <summary>The story it ended in; alone in a story of its own where it has none.</summary>
    public string Story => Last.StoryId ?? Article.Id;
}

/// <summary>Feeds articles to an engine as the pipeline does: decide, apply, look again.</summary>
public static class Replay
{
    /// <summary>What the engines are run with.</summary>
    internal static JoinParameters Parameters { get; set; } = JoinParameters.Default;

    internal static List<Replayed> Run(IEnumerable<LabelledArticle> articles, OutletRegistry? outlets = null, JoinParameters? parameters = null)
    {
        var engine = new StoryEngine(outlets ?? OutletRegistry.Empty, new StoryOptions(), parameters ?? Parameters);
        var results = new Dictionary<string, Replayed>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            var decision = engine.Decide(article.Candidate);
            results[article.Id] = new Replayed(article, decision);
            engine.Apply(article.Candidate, decision);
            foreach (var (candidate, revised) in engine.Reconsider(article.Candidate))
            {
                results[candidate.Article.Id].Last = revised;
                engine.Apply(candidate, revised);
            }

            engine.Forget(article.Candidate.Article.FoundAt);
        }

        return [.. results.Values];
    }
}
