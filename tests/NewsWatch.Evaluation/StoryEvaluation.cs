using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>Scores the story engine on the labelled sets.</summary>
public static class StoryEvaluation
{
    /// <summary>The outlets that credits are resolved to.</summary>
    public static OutletRegistry Outlets { get; set; } = OutletRegistry.Empty;

    public static List<Row> Run(string dataDirectory, TextWriter? details = null)
    {
        var rows = new List<Row>();
        if (details is not null)
            StoryErrors.Print(dataDirectory, details);

        foreach (var (set, target) in (ReadOnlySpan<(string, double)>)[("fnc", 0.95), ("ecb", 0.94), ("wikinews", 0.87), ("uci", 0.85)])
        {
            var articles = LabelledArticles.Read(Path.Combine(dataDirectory, "stories", set + ".jsonl"));
            rows.AddRange(Stories(set, articles, target));
            if (set != "uci")
                rows.AddRange(InOrders(set, articles, target));
        }

        rows.AddRange(Mixed(dataDirectory));
        rows.AddRange(Stream(dataDirectory));
        rows.AddRange(TextEvaluation.Run(dataDirectory));
        return rows;
    }

    /// <summary>The same articles in another order, the same for the same seed; times follow the new order.</summary>
    internal static List<LabelledArticle> Shuffled(IEnumerable<LabelledArticle> articles, string seed)
    {
        var clock = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return
        [
            .. articles.OrderBy(article => Ids.Derive(seed, article.Id), StringComparer.Ordinal).Select((article, i) => article with
            {
                Candidate = article.Candidate with { Article = article.Candidate.Article with { Published = null, FoundAt = clock.AddMinutes(i) } },
            }),
        ];
    }

    internal static List<LabelledArticle> MixedArticles(string dataDirectory, string order = "mixed") => Shuffled(
        ((string[])["fnc", "ecb", "wikinews"]).SelectMany(set => LabelledArticles.Read(Path.Combine(dataDirectory, "stories", set + ".jsonl")))
            .Concat(LabelledArticles.Read(Path.Combine(dataDirectory, "stream", "news-2019-11-01.jsonl"))), order);

    private static IEnumerable<Row> Mixed(string dataDirectory)
    {
        string[] orders = ["mixed", "1", "2"];
        var runs = orders.AsParallel().AsOrdered().Select(order => Replay.Run(MixedArticles(dataDirectory, order))).ToList();
        var scores = runs.ConvertAll(Tuning.Score);
        var distractors = runs[0].Count(result => result.Article.Story is null);
        var astray = runs.ConvertAll(run => Astray(run).Count);
        yield return new Row("mixed", "B³ F1", scores[0].F1, 0.92, $"P {scores[0].Precision:F3} R {scores[0].Recall:F3}; {runs[0].Count} articles");
        yield return new Row("mixed", "B³ F1, mean of three orders of arrival", scores.Average(score => score.F1), 0.92, Spread(scores.ConvertAll(score => score.F1)));
        yield return new Row("mixed", "distractors astray, mean of three orders", astray.Average() / distractors, 0.001, $"{string.Join(", ", astray)} of {distractors}", AtMost: true);
    }

    /// <summary>The unlabelled articles that ended in a story with a labelled one.</summary>
    internal static List<Replayed> Astray(List<Replayed> results)
    {
        var labelled = results.Where(result => result.Article.Story is not null).Select(result => result.Story).ToHashSet();
        return [.. results.Where(result => result.Article.Story is null && labelled.Contains(result.Story))];
    }

    /// <summary>The sets that thresholds are fitted on.</summary>
    internal static IEnumerable<(string Name, List<LabelledArticle> Articles)> TuningSets(string dataDirectory)
    {
        foreach (var set in (string[])["fnc", "ecb", "wikinews", "uci"])
            yield return (set, LabelledArticles.Read(Path.Combine(dataDirectory, "stories", set + ".jsonl")));

        yield return ("mixed", MixedArticles(dataDirectory));
        yield return ("ai stream", [.. AiStream(dataDirectory).Where(article => article.Role is "first" or "development" or "repeat" or "single")]);
    }

    /// <summary>Of the labelled AI stream: the share of news that was told, of repeats and of all else that was not.</summary>
    internal static (double Given, double Repeats, double Others) Alerts(List<Replayed> stream) =>
        (Share(stream, "first", "single", "development"), 1 - Share(stream, "repeat"), 1 - Share(stream, "background", "comment", "roundup"));

    internal static List<LabelledArticle> AiStream(string dataDirectory) => LabelledArticles.Read(
        Path.Combine(dataDirectory, "stream", "ai-news-2026.jsonl"), Path.Combine(dataDirectory, "stream", "ai-news-2026.labels.jsonl"), Outlets);

    private static IEnumerable<Row> Stories(string set, List<LabelledArticle> articles, double target)
    {
        var results = Replay.Run(articles);
        var score = BCubed.Of(results, result => result.Article.Story!, result => result.Story);
        yield return new Row(set, "B³ F1", score.F1, target, $"P {score.Precision:F3} R {score.Recall:F3}; {articles.Count} articles, {articles.Select(a => a.Story).Distinct().Count()} stories, found {results.Select(r => r.Story).Distinct().Count()}");
    }

    /// <summary>The same articles in five orders of arrival: how good the stories are in each, and how much two orders end in the same.</summary>
    private static IEnumerable<Row> InOrders(string set, List<LabelledArticle> articles, double target)
    {
        string[] orders = ["1", "2", "3", "4", "5"];
        var runs = orders.AsParallel().AsOrdered().Select(order => Replay.Run(Shuffled(articles, order))).ToList();
        var scores = runs.ConvertAll(run => Tuning.Score(run).F1);
        var agreements = runs.SelectMany((run, i) => runs.Take(i).Select(earlier => Tuning.Agreement(earlier, run))).ToList();
        yield return new Row(set, "B³ F1, mean of five orders of arrival", scores.Average(), target, Spread(scores));
        yield return new Row(set, "B³ between two orders, mean of ten pairs", agreements.Average(), 0.97, Spread(agreements));
    }

    private static string Spread(List<double> values) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{values.Min():F3} to {values.Max():F3}");

    private static IEnumerable<Row> Stream(string dataDirectory)
    {
        var articles = AiStream(dataDirectory);
        var all = Replay.Run(articles, Outlets);
        var members = all.Where(result => result.Article.Role is "first" or "development" or "repeat" or "single").ToList();
        var gold = (Replayed result) => result.Article.Story ?? result.Article.Id;
        var found = (Replayed result) => result.Last.Role == StoryRole.Member ? result.Story : result.Article.Id;
        var score = BCubed.Of(members, gold, found);
        var sizes = members.GroupBy(gold).ToDictionary(group => group.Key, group => group.Count());
        var multi = BCubed.Of(members, gold, found, result => sizes[gold(result)] > 1);
        yield return new Row("ai stream", "B³ F1", score.F1, 0.955);
        yield return new Row("ai stream", "B³ F1, stories of two or more", multi.F1, 0.86, $"precision {multi.Precision:F3}, recall {multi.Recall:F3}");
        yield return new Row("ai stream", "precision of pairs", score.PairPrecision, 0.92, $"recall {score.PairRecall:F3}");
        yield return Sources(all);
        var alerts = Alerts(all);
        yield return new Row("ai stream", "alert given to first, single, development", alerts.Given, 0.97);
        yield return new Row("ai stream", "no alert given to repeat", alerts.Repeats, 0.80);
        yield return new Row("ai stream", "no alert given to background, comment, roundup", alerts.Others);
    }

    /// <summary>Who took from whom: the sources found, held against the articles and outlets that each article visibly takes from.</summary>
    private static Row Sources(List<Replayed> stream)
    {
        var outletOf = stream.ToDictionary(result => result.Article.Id, result => result.Article.Candidate.Article.OutletName);
        var (found, right, labelled, missed) = (0, 0, 0, 0);
        foreach (var result in stream)
        {
            var edges = result.Last.Derivations;
            var labels = result.Article.Label.GetProperty("from").EnumerateArray().Select(label => label.GetString()!).ToList();
            found += edges.Count;
            right += edges.Count(edge => labels.Exists(label => Is(edge, label)));
            labelled += labels.Count;
            missed += labels.Count(label => !edges.Any(edge => Is(edge, label)));
        }

        var (precision, recall) = (right / (double)found, 1 - (missed / (double)labelled));
        return new Row("ai stream", "sources F1", 2 * precision * recall / (precision + recall), null, $"precision {precision:F3} of {found}, recall {recall:F3} of {labelled}");

        bool Is(Derivation edge, string label) =>
            edge.SourceArticleId == label || Outlet(edge.SourceOutlet ?? "") == Outlet(outletOf.GetValueOrDefault(label, label));

        static string Outlet(string name) => Outlets.ByName(name)?.Id ?? name.ToLowerInvariant();
    }

    /// <summary>What parts repeats from developments when the stories are right.</summary>
    internal static void PrintNews(string dataDirectory)
    {
        var engine = new StoryEngine(OutletRegistry.Empty);
        foreach (var article in AiStream(dataDirectory))
        {
            var story = article.Story ?? article.Id;
            if (article.Role is "development" or "repeat" or "comment" or "background")
            {
                var evidence = engine.Weigh(article.Candidate).FirstOrDefault(found => found.Story.Id == story);
                var reading = Reader.Read(article.Candidate.Article, new Articles.Texts.OutletNames(OutletRegistry.Empty));
                if (evidence is not null)
                    Console.WriteLine($"{article.Role,-11} {article.SecondRole,-11} size {evidence.Story.Members.Count,2} near {evidence.Nearest:F2} title {evidence.Title:F2} lead {evidence.Lead:F2} names {evidence.NamesShared:F2} held {evidence.Held:F2} core {evidence.Core:F2} days {evidence.Days:F1} unsaid {engine.Unsaid(evidence.Story, reading.Main):F2} unsaidlead {engine.Unsaid(evidence.Story, reading.Lead):F2} unsaidtitle {engine.Unsaid(evidence.Story, reading.Title):F2} fig {evidence.Figures:F1} | {article.Candidate.Article.Title[..Math.Min(80, article.Candidate.Article.Title.Length)]}");
            }

            engine.Apply(article.Candidate, new Decision { ArticleId = article.Id, Version = 1, StoryId = story, Role = article.Role is "comment" or "background" ? StoryRole.Background : StoryRole.Member });
        }
    }

    internal static void PrintErrors(string dataDirectory)
    {
        var all = Replay.Run(AiStream(dataDirectory), Outlets);
        var gold = (Replayed result) => result.Article.Story ?? result.Article.Id;
        foreach (var group in all.GroupBy(gold).Where(group => group.Count() > 1))
        {
            Console.WriteLine($"## {group.Key}");
            foreach (var result in group)
                Console.WriteLine($"  {result.Article.Role,-11} {result.Last.Role,-10} {result.Story[..5]} p {result.First.Inputs.GetValueOrDefault("probability"):F2} n {result.First.Inputs.GetValueOrDefault("nearest"):F2} c {result.First.Inputs.GetValueOrDefault("centre"):F2} nov {result.First.Novelty:F2} {string.Join(",", result.First.Developments.Select(d => d.Kind))} | {result.Article.Candidate.Article.Title}");
        }

        Console.WriteLine("## wrongly joined");
        foreach (var group in all.GroupBy(result => result.Story).Where(group => group.Select(gold).Distinct().Count() > 1))
        {
            Console.WriteLine($"  # {group.Key}");
            foreach (var result in group)
                Console.WriteLine($"    {result.Article.Role,-11} {result.Last.Role,-10} p {result.First.Inputs.GetValueOrDefault("probability"):F2} {string.Join(",", result.First.Developments.Select(d => d.Kind))} | {gold(result)} | {result.Article.Candidate.Article.Title}");
        }
    }

    private static double Share(List<Replayed> results, params string[] roles)
    {
        var counted = results.Where(result => roles.Contains(result.Article.Role)).ToList();
        return counted.Count(result => result.Alerted) / (double)counted.Count;
    }
}
