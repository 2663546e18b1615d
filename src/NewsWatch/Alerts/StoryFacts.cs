using NewsWatch.Stories;

namespace NewsWatch.Alerts;

/// <summary>What an alert tells of a story beside what is new.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="Title">The story's title: its first report's.</param>
/// <param name="First">The first article that reported it, as seen from here.</param>
/// <param name="ComesFrom">The outlets at the roots of its chains, whether fetched or only cited; first the one the story came from.</param>
/// <param name="Repeaters">The names of outlets that only copy or rewrite and told nothing new, each once.</param>
/// <param name="ArticleCount">All articles of the story.</param>
public sealed record StoryFacts(
    string StoryId,
    string Title,
    FirstSeen First,
    IReadOnlyList<string> ComesFrom,
    IReadOnlyList<string> Repeaters,
    int ArticleCount)
{
    /// <summary>A story's independent sources are the outlets at its roots: ten rewrites of one report are one source.</summary>
    public int IndependentSources => ComesFrom.Count;

    /// <summary>An article that belongs to no story, spoken of as if it were one.</summary>
    public static StoryFacts Of(Articles.Article article) => new(
        article.Id, article.Title, new FirstSeen(article.Id, article.OutletName, article.CanonicalUrl, article.Time), [article.OutletName], [], 1);

    public static StoryFacts Of(StoryView story)
    {
        // A story whose articles all went to another by a later decision still has what it began with.
        var first = (story.Members.FirstOrDefault() ?? story.Articles[0]).Article;
        var roots = story.Roots().ToList();
        var telling = story.Developments.Select(told => told.ArticleId).ToHashSet(StringComparer.Ordinal);
        var tellers = story.Articles.Where(article => telling.Contains(article.Article.Id)).Select(article => article.Article.OutletName);
        return new StoryFacts(
            story.Id,
            story.Title,
            new FirstSeen(first.Id, first.OutletName, first.CanonicalUrl, first.Time),
            roots,
            [.. story.Members.Select(member => member.Article.OutletName).Except(roots).Except(tellers)],
            story.Articles.Count);
    }
}

/// <summary>Where and when a story was first seen.</summary>
public sealed record FirstSeen(string ArticleId, string Outlet, string Url, DateTimeOffset At);
