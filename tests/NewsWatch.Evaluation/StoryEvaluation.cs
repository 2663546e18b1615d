using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>Scores the story engine on the labelled sets.</summary>
public static class StoryEvaluation
{
    public static List<Row> Run(string dataDirectory)
    {
        var rows = new List<Row>();
        foreach (var (set, target) in (ReadOnlySpan<(string, double)>)[("fnc", 0.95), ("ecb", 0.94), ("wikinews", 0.87), ("uci", 0.85)])
            rows.AddRange(Stories(set, LabelledArticles.Read(Path.Combine(dataDirectory, "stories", set + ".jsonl")), target));

        rows.AddRange(Stream(dataDirectory));
        return rows;
    }

    private static IEnumerable<Row> Stories(string set, List<LabelledArticle> articles, double target)
    {
        var results = Replay.Run(articles);
        var score = BCubed.Of(results, result => result.Article.Story!, result => result.Story);
        yield return new Row(set, "B³ F1", score.F1, target, $"{articles.Count} articles, {articles.Select(a => a.Story).Distinct().Count()} stories, found {results.Select(r => r.Story).Distinct().Count()}");
        yield return new Row(set, "B³ precision", score.Precision);
        yield return new Row(set, "B³ recall", score.Recall);
    }

    private static IEnumerable<Row> Stream(string dataDirectory)
    {
        var articles = LabelledArticles.Read(
            Path.Combine(dataDirectory, "stream", "ai-news-2026.jsonl"), Path.Combine(dataDirectory, "stream", "ai-news-2026.labels.jsonl"));
        var all = Replay.Run(articles);
        var members = all.Where(result => result.Article.Role is "first" or "development" or "repeat" or "single").ToList();
        var gold = (Replayed result) => result.Article.Story ?? result.Article.Id;
        var found = (Replayed result) => result.Last.Role == StoryRole.Member ? result.Story : result.Article.Id;
        var score = BCubed.Of(members, gold, found);
        var sizes = members.GroupBy(gold).ToDictionary(group => group.Key, group => group.Count());
        var multi = BCubed.Of(members, gold, found, result => sizes[gold(result)] > 1);
        yield return new Row("ai stream", "B³ F1", score.F1, 0.955);
        yield return new Row("ai stream", "B³ F1, stories of two or more", multi.F1, 0.86, $"precision {multi.Precision:F3}, recall {multi.Recall:F3}");
        yield return new Row("ai stream", "precision of pairs", score.PairPrecision, 0.92, $"recall {score.PairRecall:F3}");
        yield return new Row("ai stream", "alert given to first, single, development", Share(all, "first", "single", "development"), 0.97);
        yield return new Row("ai stream", "no alert given to repeat", 1 - Share(all, "repeat"), 0.80);
        yield return new Row("ai stream", "no alert given to background, comment, roundup", 1 - Share(all, "background", "comment", "roundup"));
    }

    private static double Share(List<Replayed> results, params string[] roles)
    {
        var counted = results.Where(result => roles.Contains(result.Article.Role)).ToList();
        return counted.Count(result => result.Alerted) / (double)counted.Count;
    }
}
