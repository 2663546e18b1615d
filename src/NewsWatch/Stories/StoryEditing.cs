namespace NewsWatch.Stories;

/// <summary>Makes the changes that people ask for. Pure; the store applies them.</summary>
public static class StoryEditing
{
    /// <summary>More pairs than this say no more: the first articles of either side stand for the rest.</summary>
    private const int MostPairs = 20_000;

    /// <summary>Parts the given articles from their story; they make a story of their own.</summary>
    /// <exception cref="InvalidStoryActException">An article is not in the story, or nothing would be left in it.</exception>
    public static StoryAct Split(StoryView story, IReadOnlyCollection<string> articleIds)
    {
        var asked = articleIds.ToHashSet(StringComparer.Ordinal);
        if (asked.Count == 0)
            throw new InvalidStoryActException("name the articles that leave the story");

        if (asked.FirstOrDefault(id => story.Articles.All(article => article.Article.Id != id)) is { } stranger)
            throw new InvalidStoryActException($"'{stranger}' is no article of story {story.Id}; `newswatch stories show {story.Id}` lists them");

        var (leaving, staying) = (story.Articles.Where(article => asked.Contains(article.Article.Id)).ToList(), story.Articles.Where(article => !asked.Contains(article.Article.Id)).ToList());
        if (leaving.TrueForAll(article => article.Decision.Role != StoryRole.Member) || staying.TrueForAll(article => article.Decision.Role != StoryRole.Member))
            throw new InvalidStoryActException("either part needs a member: name some of the articles, not all of them");

        var opens = Ids.Derive("story", "split", story.Id, leaving[0].Article.Id);
        return new StoryAct(
            StoryActKind.Split,
            story.Id,
            opens,
            [.. leaving.Select(article => Move(article, opens, $"a person parted it from “{story.Title}”"))],
            [.. leaving.SelectMany(left => staying.Select(stayed => new StoryPair(left.Article.Id, stayed.Article.Id, Together: false))).Take(MostPairs)]);
    }

    /// <summary>Moves all of <paramref name="other"/> into <paramref name="story"/>.</summary>
    /// <exception cref="InvalidStoryActException">Both are one story.</exception>
    public static StoryAct Merge(StoryView story, StoryView other)
    {
        if (story.Id == other.Id)
            throw new InvalidStoryActException("these are one story already");

        var anchor = story.Members.First().Article.Id;
        return new StoryAct(
            StoryActKind.Merge,
            story.Id,
            other.Id,
            [.. other.Articles.Select(article => Move(article, story.Id, $"a person put its story together with “{story.Title}”"))],
            // With every article of the other side: else a "cannot" of before would still stand between some of them.
            [
                .. other.Articles.SelectMany(moved => story.Articles.Select(stayed => new StoryPair(moved.Article.Id, stayed.Article.Id, Together: true)))
                    .OrderByDescending(pair => pair.OtherId == anchor).Take(MostPairs),
            ]);
    }

    private static Decision Move(StoryArticle article, string storyId, string reason) =>
        article.Decision with { StoryId = storyId, Reasons = [reason, .. article.Decision.Reasons] };
}

/// <summary>A change of stories that makes no sense; the message says why and what to do.</summary>
public sealed class InvalidStoryActException(string message) : Exception(message);
