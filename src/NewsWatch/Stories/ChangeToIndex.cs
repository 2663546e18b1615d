namespace NewsWatch.Stories;

/// <summary>A decision whose article is still to be indexed, and the stories whose numbers it may have changed.</summary>
/// <param name="Article">The article with the latest decision on it.</param>
/// <param name="Story">Its story, if it has one.</param>
/// <param name="Left">The story that this decision took it out of; null where it stayed or was in none.</param>
public sealed record ChangeToIndex(StoryArticle Article, StoryView? Story, StoryView? Left)
{
    public IEnumerable<StoryView> Stories => new[] { Story, Left }.OfType<StoryView>();
}
