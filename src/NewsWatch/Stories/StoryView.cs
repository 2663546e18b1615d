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

    /// <summary>
    /// Independent sources: the outlets of members that took from nobody, and outlets cited that were never fetched. Ten rewrites
    /// of one report are one source, and so are an outlet's report and its own follow-up.
    /// </summary>
    public int IndependentSources => Roots().Count();

    /// <summary>The names of the roots' outlets, each once, oldest first.</summary>
    public IEnumerable<string> Roots()
    {
        var members = Members.ToDictionary(article => article.Article.Id);
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var article in members.Values)
        {
            var sources = article.Decision.Derivations.Where(edge => edge.Confidence >= Derivation.Confirmed).ToList();
            if (sources.Count == 0 && named.Add(article.Article.OutletName))
                yield return article.Article.OutletName;

            foreach (var edge in sources)
                if ((edge.SourceArticleId is null || !members.ContainsKey(edge.SourceArticleId))
                    && edge.SourceOutlet is { } outlet && named.Add(outlet))
                    yield return outlet;
        }
    }
}

/// <summary>An article in its story.</summary>
public sealed record StoryArticle(Article Article, Tags Tags, Decision Decision);

/// <summary>A development as it was told, with the article that brought it and when.</summary>
public sealed record ToldDevelopment(Development Development, string ArticleId, DateTimeOffset At);
