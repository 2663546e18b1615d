namespace NewsWatch.Stories;

/// <summary>Measures an article against the stories of its nearest articles.</summary>
internal sealed class StoryFinder(ArticleIndex index, TermWeights weights)
{
    /// <summary>Evidence for each story near the article, most probable first.</summary>
    public List<JoinEvidence> Find(Reading reading, DateTimeOffset time, string articleId)
    {
        var main = new Query(reading.Main, weights);
        var title = new Query(reading.Title, weights);
        var lead = new Query(reading.Lead, weights);
        var near = index.Nearest(main)
            .Where(article => article.Role == StoryRole.Member && article.Id != articleId)
            .Select(article => (Article: article, Cosine: main.Cosine(article.Reading.Main, article.Norms.Main)))
            .ToList();
        return
        [
            .. near.GroupBy(pair => pair.Article.Story!)
                .Select(group => Weigh(group.Key, [.. group.OrderByDescending(pair => pair.Cosine)], reading, time, main, title, lead))
                .OrderByDescending(evidence => evidence.Probability)
                .ThenBy(evidence => evidence.Story.Id, StringComparer.Ordinal),
        ];
    }

    private JoinEvidence Weigh(
        KnownStory story, List<(KnownArticle Article, double Cosine)> near, Reading reading, DateTimeOffset time, Query main, Query title, Query lead)
    {
        var best = near[0].Article;
        var copied = best.Reading.Sketch.Containment(reading.Sketch);
        var centreNorm = new Query(story.Centre, weights).Norm;
        var evidence = new JoinEvidence
        {
            Story = story,
            NearestMember = best,
            Nearest = near[0].Cosine,
            TopThree = near.Take(3).Average(pair => pair.Cosine),
            Centre = main.Cosine(story.Centre, centreNorm),
            Title = near.Take(5).Max(pair => title.Cosine(pair.Article.Reading.Title, pair.Article.Norms.Title)),
            Lead = near.Take(5).Max(pair => lead.Cosine(pair.Article.Reading.Lead, pair.Article.Norms.Lead)),
            Days = Math.Abs((time - story.LastMoved).TotalDays),
            Copied = Math.Max(copied.InOther, copied.OfOther),
        };
        return evidence with { Probability = JoinModel.Probability(evidence) };
    }
}
