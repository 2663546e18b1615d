namespace NewsWatch.Search;

/// <summary>
/// Orders matches by how well they meet a query: BM25 (Robertson and Zaragoza 2009) over title and text, the title weighing
/// three times, with each word's rarity taken among the matches themselves; then a little for independent sources and for
/// being new. Without words to look for, newest first.
/// </summary>
internal static class Ranking
{
    private const double Saturation = 1.2;
    private const double LengthShare = 0.75;
    private const double TitleWeight = 3;

    /// <summary>The time in which newness loses half of its weight.</summary>
    private static readonly TimeSpan HalfLife = TimeSpan.FromDays(14);

    /// <summary>Whether the order depends on the matches' words: reading those of a thousand is most of what a search costs.</summary>
    public static bool ReadsWords(Query query) => Highlights.Wanted(query).Any();

    /// <param name="query">What was asked.</param>
    /// <param name="matches">With their words, where <see cref="ReadsWords"/> says so.</param>
    /// <param name="now">What age counts from.</param>
    public static IReadOnlyList<Found> Order(Query query, IReadOnlyList<Found> matches, DateTimeOffset now)
    {
        var words = Highlights.Wanted(query).Select(phrase => new PhraseWords(phrase)).Take(32).ToList();
        var meanLength = matches.Count == 0 ? 1 : Math.Max(1, matches.Average(match => match.TextWords.Length));
        var counts = matches.Select(match => words.Select(word => Weighted(word, match)).ToArray()).ToArray();
        var rarity = words.Select((_, i) =>
        {
            var with = counts.Count(row => row[i] > 0);
            return Math.Log(1 + ((matches.Count - with + 0.5) / (with + 0.5)));
        }).ToArray();
        return
        [
            .. matches.Select((match, at) => (match, score: Score(match, counts[at], rarity, meanLength, now)))
                .OrderByDescending(row => row.score).ThenByDescending(row => row.match.Place).Select(row => row.match),
        ];
    }

    private static double Score(Found match, double[] counts, double[] rarity, double meanLength, DateTimeOffset now)
    {
        var longer = 1 - LengthShare + (LengthShare * match.TextWords.Length / meanLength);
        var words = 0d;
        for (var i = 0; i < counts.Length; i++)
            words += (1 + rarity[i]) * counts[i] * (Saturation + 1) / (counts[i] + (Saturation * longer));

        var age = Math.Max(0, (now - match.Time) / HalfLife);
        return words + (0.15 * Math.Log2(1 + match.Sources)) + (0.3 * Math.Pow(0.5, age));
    }

    private static double Weighted(PhraseWords phrase, Found match) =>
        (TitleWeight * phrase.CountIn(match.TitleWords)) + (phrase.OnlyTitle ? 0 : phrase.CountIn(match.TextWords));
}
