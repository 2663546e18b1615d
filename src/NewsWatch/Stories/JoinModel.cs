namespace NewsWatch.Stories;

/// <summary>The calibrated chance that an article belongs to a story: logistic regression, one set of weights for headlines, one for texts.</summary>
internal static class JoinModel
{
    public static double Probability(JoinEvidence evidence, JoinParameters parameters)
    {
        var weights = evidence.IsShort ? parameters.Short : parameters.Long;
        var features = evidence.Features();
        var score = weights[^1];
        for (var i = 0; i < features.Length; i++)
            score += weights[i] * features[i];

        return 1 / (1 + Math.Exp(-score));
    }
}
