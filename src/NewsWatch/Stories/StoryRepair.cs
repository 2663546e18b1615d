namespace NewsWatch.Stories;

/// <summary>Decides when two stories are one.</summary>
internal sealed class StoryRepair(StoryFinder finder)
{
    /// <summary>The members that move, and the story they move to.</summary>
    internal sealed record Merging(IReadOnlyList<KnownArticle> Movers, KnownStory Into);

    /// <summary>The merging of this story with the one that the evidence about its newest member speaks for, or null.</summary>
    public Merging? Merge(KnownStory story, JoinEvidence evidence)
    {
        var other = evidence.Story;
        if (evidence.Probability < StoryParameters.Bridge)
            return null;

        var (small, large) = story.Members.Count <= other.Members.Count ? (story, other) : (other, story);
        var sample = small.Members.Take(StoryParameters.MergeSample).ToList();
        var mean = sample.Average(member => finder.FindElsewhere(member).Find(found => found.Story == large)?.Probability ?? 0);
        return mean >= StoryParameters.Merge ? new Merging([.. small.Members], large) : null;
    }
}
