namespace NewsWatch.Evaluation;

/// <summary>B³ (Bagga and Baldwin 1998): for each article, how much of its found story is of its true one, and how much of its true one was found.</summary>
public sealed record BCubed(double Precision, double Recall, double PairPrecision, double PairRecall)
{
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static BCubed Of<T>(IReadOnlyList<T> items, Func<T, string> gold, Func<T, string> found, Func<T, bool>? counted = null)
    {
        var byGold = items.GroupBy(gold).ToDictionary(group => group.Key, group => group.Count());
        var byFound = items.GroupBy(found).ToDictionary(group => group.Key, group => group.Count());
        var both = items.GroupBy(item => (gold(item), found(item))).ToDictionary(group => group.Key, group => group.Count());
        var scored = counted is null ? items : [.. items.Where(counted)];
        var precision = scored.Average(item => (double)both[(gold(item), found(item))] / byFound[found(item)]);
        var recall = scored.Average(item => (double)both[(gold(item), found(item))] / byGold[gold(item)]);
        var pairs = both.Values.Sum(Pairs);
        return new BCubed(precision, recall, Share(pairs, byFound.Values.Sum(Pairs)), Share(pairs, byGold.Values.Sum(Pairs)));
    }

    private static double Pairs(int count) => count * (count - 1) / 2.0;

    private static double Share(double part, double whole) => whole == 0 ? 1 : part / whole;
}
