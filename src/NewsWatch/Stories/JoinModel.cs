namespace NewsWatch.Stories;

/// <summary>The calibrated chance that an article belongs to a story.</summary>
internal static class JoinModel
{
    public static double Probability(JoinEvidence evidence)
    {
        var score = (0.5 * evidence.Nearest) + (0.3 * evidence.Centre) + (0.1 * evidence.Title) + (0.1 * evidence.Lead);
        return 1 / (1 + Math.Exp(-20 * (score - 0.27)));
    }
}
