using System.Globalization;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>
/// Fits the thresholds of the join and of repair, one after the other, each from a few values around the one in use: what
/// gives the best mean B³ on half of the stories of every set. Then reads old and new values on the other half.
/// </summary>
internal static class ThresholdFit
{
    /// <summary>Below this the halves cannot tell two values apart: the value in use stays.</summary>
    private const double Worthwhile = 0.0015;

    private static readonly string[] Thresholds =
    [
        nameof(JoinParameters.Join), nameof(JoinParameters.ShortJoin), nameof(JoinParameters.Bridge), nameof(JoinParameters.Merge),
        nameof(JoinParameters.MergePerDoubling), nameof(JoinParameters.Apart), nameof(JoinParameters.StillApart), nameof(JoinParameters.Kinship), nameof(JoinParameters.WorthUniting),
    ];

    private static readonly double[] Steps = [0.7, 0.85, 1.15, 1.3];

    public static void Print(string data, TextWriter output)
    {
        var sets = StoryEvaluation.TuningSets(data).ToList();
        var fitted = sets.ConvertAll(set => set.Articles.Where(article => !StoryFit.IsHeld(Story(article))).ToList());
        var held = sets.ConvertAll(set => set.Articles.Where(article => StoryFit.IsHeld(Story(article))).ToList());
        var (start, best) = (JoinParameters.Default, JoinParameters.Default);
        var most = Mean(fitted, best);
        foreach (var name in Thresholds)
        {
            var property = typeof(JoinParameters).GetProperty(name)!;
            var inUse = (double)property.GetValue(best)!;
            foreach (var value in Steps.Select(step => Math.Round(inUse * step, 3)))
            {
                var tried = Tuning.With(best, string.Create(CultureInfo.InvariantCulture, $"{name}={value}"));
                var mean = Mean(fitted, tried);
                if (mean > most + Worthwhile)
                    (best, most) = (tried, mean);
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {property.GetValue(best)} (in use {property.GetValue(start)})"));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"mean B³ on the half fitted on {Mean(fitted, start):F4} with the thresholds in use, {most:F4} with these; on the other half {Mean(held, start):F4} and {Mean(held, best):F4}"));
    }

    private static string Story(LabelledArticle article) => article.Story ?? article.Id;

    private static double Mean(List<List<LabelledArticle>> sets, JoinParameters parameters) =>
        sets.AsParallel().AsOrdered().Select(set => Tuning.Score(Replay.Run(set, StoryEvaluation.Outlets, parameters)).F1).ToList().Average();
}
