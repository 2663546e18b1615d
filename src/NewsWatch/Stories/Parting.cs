namespace NewsWatch.Stories;

/// <summary>
/// Whether a group of articles is really two: two events of one kind share their words, and each has names, places and numbers
/// of its own that the other lacks throughout. Then articles are much less like those across than like those beside them.
/// The two groups are the last that average linkage joins (UPGMA; Sokal and Michener 1958), so the order of arrival has no say.
/// </summary>
internal static class Parting
{
    /// <summary>The two groups, the one with the first article first; null where the articles are one story.</summary>
    public static (List<KnownArticle> Stay, List<KnownArticle> Go)? Of(IReadOnlyList<KnownArticle> members, TermWeights weights, JoinParameters parameters)
    {
        var asked = Sample(members);
        if (asked.Count < 2 * StoryParameters.LeastParted)
            return null;

        var likeness = Likeness(asked, weights);
        if (LastTwo(likeness) is not var (one, other) || Bond(likeness, one, other) >= parameters.Apart)
            return null;

        var (stay, go) = (one.ConvertAll(i => asked[i]), other.ConvertAll(i => asked[i]));
        foreach (var member in members.Except(stay).Except(go).ToList())
            (Mean(member, go, weights) > Mean(member, stay, weights) ? go : stay).Add(member);

        return stay.Contains(members[0]) ? (stay, go) : (go, stay);
    }

    /// <summary>Whether two stories are two events, as far as they are large enough to tell.</summary>
    public static bool AreTwo(KnownStory one, KnownStory other, TermWeights weights, JoinParameters parameters)
    {
        var (mine, theirs) = (Sample(one.Members), Sample(other.Members));
        if (Math.Min(mine.Count, theirs.Count) < StoryParameters.LeastParted)
            return false;

        var likeness = Likeness([.. mine, .. theirs], weights);
        return Bond(likeness, [.. Enumerable.Range(0, mine.Count)], [.. Enumerable.Range(mine.Count, theirs.Count)]) < parameters.StillApart;
    }

    /// <summary>Copies say nothing more, and headlines too little to be alike; of many an even choice will do.</summary>
    private static List<KnownArticle> Sample(IReadOnlyList<KnownArticle> members)
    {
        var telling = members.Where(member => !member.IsCopy && member.Reading.Length >= StoryParameters.ShortText).ToList();
        var most = StoryParameters.PartedSample;
        return telling.Count <= most ? telling : [.. Enumerable.Range(0, most).Select(i => telling[i * telling.Count / most])];
    }

    private static double[,] Likeness(List<KnownArticle> articles, TermWeights weights)
    {
        var likeness = new double[articles.Count, articles.Count];
        for (var i = 0; i < articles.Count; i++)
        {
            var query = new Query(articles[i].Reading.Main, weights);
            for (var j = 0; j < i; j++)
                likeness[i, j] = likeness[j, i] = query.Cosine(articles[j].Reading.Main, articles[j].Norms.Main);
        }

        return likeness;
    }

    /// <summary>How alike they are across, as a share of how alike they are within.</summary>
    private static double Bond(double[,] likeness, List<int> one, List<int> other)
    {
        var across = one.Average(i => other.Average(j => likeness[i, j]));
        return across / Math.Max(1e-6, Math.Sqrt(Within(likeness, one) * Within(likeness, other)));
    }

    private static double Within(double[,] likeness, List<int> group) =>
        group.SelectMany((i, at) => group.Take(at).Select(j => likeness[i, j])).Average();

    private static double Mean(KnownArticle article, List<KnownArticle> group, TermWeights weights)
    {
        var query = new Query(article.Reading.Main, weights);
        return group.Average(other => query.Cosine(other.Reading.Main, other.Norms.Main));
    }

    /// <summary>
    /// Joins the two groups whose members are most alike on average, again and again: the last two so joined of which each is large
    /// enough to tell. What was joined later are strays, that say nothing of the two.
    /// </summary>
    private static (List<int> One, List<int> Other)? LastTwo(double[,] likeness)
    {
        var groups = Enumerable.Range(0, likeness.GetLength(0)).Select(i => new List<int> { i }).ToList();
        var between = (double[,])likeness.Clone();
        var open = Enumerable.Range(0, groups.Count).ToList();
        (List<int>, List<int>)? last = null;
        while (open.Count > 1)
        {
            var (first, second, most) = (0, 0, double.MinValue);
            foreach (var i in open)
                foreach (var j in open)
                    if (j < i && between[i, j] > most)
                        (first, second, most) = (j, i, between[i, j]);

            var (mine, theirs) = (groups[first].Count, groups[second].Count);
            if (Math.Min(mine, theirs) >= StoryParameters.LeastParted)
                last = (groups[first], groups[second]);

            foreach (var k in open)
                between[first, k] = between[k, first] = ((mine * between[first, k]) + (theirs * between[second, k])) / (mine + theirs);

            groups[first] = [.. groups[first], .. groups[second]];
            open.Remove(second);
        }

        return last;
    }
}
