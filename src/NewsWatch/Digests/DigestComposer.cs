using NewsWatch.Stories;

namespace NewsWatch.Digests;

/// <summary>Chooses and ranks what a digest tells. The same input gives the same digest.</summary>
public static class DigestComposer
{
    /// <summary>New stories told in full: what somebody reads on a Monday morning.</summary>
    public const int FullStories = 7;

    public const int ContinuedStories = 7;

    /// <summary>New stories named in one line each.</summary>
    public const int FurtherStories = 15;

    public const int Corrections = 12;

    public static Digest Compose(DigestInput input)
    {
        var ranked = input.Stories
            .Select(story => new RankedStory(WithoutCorrections(story), Score(story, input.Topics)))
            .Where(story => story.Story.Developments.Count > 0)
            .OrderByDescending(story => story.Score)
            .ThenByDescending(story => story.Story.Developments[^1].At)
            .ThenBy(story => story.Story.Facts.StoryId, StringComparer.Ordinal)
            .ToList();
        var fresh = ranked.Where(story => story.Story.Facts.First.At >= input.Period.Start).ToList();
        return new Digest
        {
            Id = input.Period.DigestIdFor(input.Subscription.Id),
            Subscription = input.Subscription,
            Period = input.Period,
            New = [.. fresh.Take(FullStories)],
            Further = [.. fresh.Skip(FullStories).Take(FurtherStories)],
            Continued = [.. ranked.Where(story => story.Story.Facts.First.At < input.Period.Start).Take(ContinuedStories)],
            Corrections = [.. CorrectionsOf(input.Stories).Take(Corrections)],
            HeldBack = [.. input.HeldBack.Where(held => held.Value > 0).OrderByDescending(held => held.Value).ThenBy(held => held.Key).Select(held => (held.Key, held.Value))],
            Chart = DigestChart.Of(input.Period, input.ArticleTimes, input.Subscription.Zone),
            ArticleCount = input.ArticleTimes.Count,
            Links = input.Links,
        };
    }

    /// <summary>
    /// What a story weighs: independent sources first, since each is somebody who checked; then what was new; then reach, by its
    /// logarithm, since the tenth copy says nothing that the second did not. A topic the subscriber asked for adds one more source's worth.
    /// </summary>
    internal static double Score(DigestStory story, IReadOnlySet<string> topics) =>
        (3 * Math.Log2(1 + story.Facts.IndependentSources))
        + (2 * Math.Log2(1 + story.Developments.Count))
        + Math.Log2(1 + story.OutletsInPeriod)
        + (story.Topics.Any(topics.Contains) ? 3 : 0);

    private static DigestStory WithoutCorrections(DigestStory story) =>
        story with { Developments = [.. story.Developments.Where(development => !IsCorrection(development))] };

    private static bool IsCorrection(DigestDevelopment development) =>
        development.Kind is DevelopmentKind.Correction or DevelopmentKind.Retraction;

    private static IEnumerable<StoryCorrection> CorrectionsOf(IEnumerable<DigestStory> stories) =>
        from story in stories
        from development in story.Developments
        where IsCorrection(development)
        orderby development.At descending, story.Facts.StoryId
        select new StoryCorrection(development, story);
}
