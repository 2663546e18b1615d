using NewsWatch.Articles;
using NewsWatch.Tagging;

namespace NewsWatch.Stories;

/// <summary>A story as it stands: its articles in order of time, each with the latest decision on it, and what was worth telling.</summary>
public sealed record StoryView(
    string Id,
    string Title,
    DateTimeOffset OpenedAt,
    DateTimeOffset ChangedAt,
    long Revision,
    IReadOnlyList<StoryArticle> Articles,
    IReadOnlyList<ToldDevelopment> Developments)
{
    /// <summary>The number of sources with which its articles stand in the search index; null where that is not known.</summary>
    public int? IndexedSources { get; init; }

    public IEnumerable<StoryArticle> Members => Articles.Where(article => article.Decision.Role == StoryRole.Member);

    public IEnumerable<StoryArticle> Background => Articles.Where(article => article.Decision.Role == StoryRole.Background);

    /// <summary>Independent sources: the outlets at its roots.</summary>
    public int IndependentSources => CountedSources ?? Roots().Count();

    /// <summary>Their number as counted over all members, where only the newest articles are given; else null.</summary>
    public int? CountedSources { get; init; }

    /// <summary>The names of the roots' outlets, each once, oldest first; see <see cref="StoryRoots"/>.</summary>
    public IEnumerable<string> Roots() => StoryRoots.Of([.. Members.Select(member => (member.Article.OutletName, member.Decision))]);
}

/// <summary>An article in its story.</summary>
public sealed record StoryArticle(Article Article, Tags Tags, Decision Decision);

/// <summary>A development as it was told, with the article that brought it and when.</summary>
public sealed record ToldDevelopment(Development Development, string ArticleId, DateTimeOffset At);
