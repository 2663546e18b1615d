using System.Globalization;
using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>Fits the weights of the join: articles of the labelled sets against stories built from the true labels.</summary>
public static class StoryFit
{
    /// <summary>One article against one story near it.</summary>
    internal sealed record Pair(string Set, string Story, bool IsShort, double[] Features, bool Same);

    /// <summary>
    /// Every article against the stories near it. Two articles that nobody labelled are no pair: a day's news tells many an event
    /// twice, and that would be learned as two events.
    /// </summary>
    internal static List<Pair> Pairs(string set, IEnumerable<LabelledArticle> articles)
    {
        var engine = new StoryEngine(OutletRegistry.Empty);
        var pairs = new List<Pair>();
        var unlabelled = new HashSet<string>();
        foreach (var article in articles)
        {
            var story = article.Story ?? article.Id;
            var isLabelled = article.Story is not null || article.Role is not null;
            foreach (var evidence in engine.Weigh(article.Candidate).Take(6).Where(evidence => isLabelled || !unlabelled.Contains(evidence.Story.Id)))
                pairs.Add(new Pair(set, story, evidence.IsShort, evidence.Features(), evidence.Story.Id == story));

            engine.Apply(article.Candidate, new Decision { ArticleId = article.Id, Version = 1, StoryId = story, Role = StoryRole.Member });
            if (!isLabelled)
                unlabelled.Add(story);
        }

        return pairs;
    }

    /// <summary>Weights for texts or headlines; every set weighs the same, however large.</summary>
    internal static double[] Weights(IReadOnlyList<Pair> pairs, bool isShort, double ridge = 2)
    {
        var chosen = pairs.Where(pair => pair.IsShort == isShort).ToList();
        var sizes = chosen.GroupBy(pair => pair.Set).ToDictionary(group => group.Key, group => group.Count());
        return Logistic.Fit([.. chosen.Select(pair => (pair.Features, pair.Same, Math.Min(1, 1000.0 / sizes[pair.Set])))], ridge);
    }

    /// <summary>Prints the weights that the tuning sets give, in the form of <see cref="JoinParameters"/>, and fits the thresholds.</summary>
    internal static void Print(string data, TextWriter output)
    {
        List<Pair> pairs = [.. StoryEvaluation.TuningSets(data).SelectMany(set => Pairs(set.Name, set.Articles))];
        foreach (var isShort in (bool[])[false, true])
        {
            var weights = Weights([.. pairs.Where(pair => !IsHeld(pair.Story))], isShort);
            var current = isShort ? JoinParameters.Default.Short : JoinParameters.Default.Long;
            foreach (var set in pairs.Where(pair => pair.IsShort == isShort && IsHeld(pair.Story)).GroupBy(pair => pair.Set).Where(set => set.Count() >= 20))
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{(isShort ? "headlines" : "texts"),-10} {set.Key,-10} read on the half not fitted on: {Right([.. set], weights):F3} of {set.Count()} right, {Right([.. set], current):F3} with the weights in use"));
        }

        output.WriteLine($"Long: {Print(Weights(pairs, isShort: false))}");
        output.WriteLine($"Short: {Print(Weights(pairs, isShort: true))}");
        ThresholdFit.Print(data, output);
        HandSetSweep.Print(data, output);
    }

    /// <summary>Half of the stories, the same on every run, are read on and not fitted on.</summary>
    internal static bool IsHeld(string story) => (Ids.Derive("half", story)[0] & 1) == 0;

    private static double Right(IReadOnlyList<Pair> pairs, IReadOnlyList<double> weights) =>
        pairs.Count(pair => pair.Features.Select((feature, i) => feature * weights[i]).Sum() + weights[^1] > 0 == pair.Same) / (double)pairs.Count;

    private static string Print(double[] weights) =>
        string.Join(", ", weights.Select(weight => weight.ToString("0.##", CultureInfo.InvariantCulture)));
}
