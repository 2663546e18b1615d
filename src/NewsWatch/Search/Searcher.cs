using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Search;

/// <summary>
/// Makes pages of what an index finds: articles or stories, newest first or ranked, with facets and the places to mark.
/// Newest articles page through everything. Ranks and stories are made of the newest thousand matches, so that the cost of a
/// word that stands everywhere is bounded; whoever needs all of it narrows the query by <c>before:</c> or exports.
/// </summary>
public sealed class Searcher(ISearchIndex index, IArticleStore articles, IStoryStore stories)
{
    /// <summary>Matches that are ranked, grouped into stories and counted in facets.</summary>
    public const int MostCounted = 1000;

    /// <summary>How far the total is counted.</summary>
    public const int MostTotal = 10_000;

    /// <exception cref="ArgumentOutOfRangeException">The limit is not within its bounds.</exception>
    public async Task<SearchResults> Search(SearchRequest request, CancellationToken cancellation)
    {
        if (request.Limit is < 1 or > SearchRequest.MostHits)
            throw new ArgumentOutOfRangeException(nameof(request), request.Limit, $"A page has 1 to {SearchRequest.MostHits} results.");

        var asOf = request.After?.AsOf ?? await index.Last(cancellation);
        var ranked = request.Order is SearchOrder.Ranked;
        var newest = await index.Newest(
            request.Query, request.Clock, new SearchWindow(MostCounted, AsOf: asOf, WithWords: ranked && Ranking.ReadsWords(request.Query)), cancellation);
        var total = newest.Count < MostCounted ? newest.Count : await index.Count(request.Query, request.Clock, MostTotal, cancellation);
        var ordered = ranked ? Ranking.Order(request.Query, newest, request.Clock.Now) : newest;
        var (page, next) = (request.Unit, request.Order) switch
        {
            (SearchUnit.Stories, _) => Offset([.. ordered.GroupBy(Story).Select(story => (story.First(), story.Count()))], request, asOf),
            (_, SearchOrder.Ranked) => Offset([.. ordered.Select(match => (match, 1))], request, asOf),
            _ => await After(newest, request, asOf, cancellation),
        };
        return new SearchResults(
            [.. await Hits(request.Query, page, cancellation)], total, Facets.Of(newest, request.Clock.Zone), next);
    }

    private async Task<(IReadOnlyList<(Found, int)> Page, SearchCursor? Next)> After(
        IReadOnlyList<Found> newest, SearchRequest request, long asOf, CancellationToken cancellation)
    {
        var rest = request.After is { } after
            ? await index.Newest(request.Query, request.Clock, new SearchWindow(request.Limit + 1, after.Place, asOf), cancellation)
            : newest;
        var page = rest.Take(request.Limit).Select(match => (match, 1)).ToList();
        return (page, rest.Count > request.Limit ? new SearchCursor(asOf, page[^1].match.Place) : null);
    }

    private static (IReadOnlyList<(Found, int)> Page, SearchCursor? Next) Offset(List<(Found, int)> all, SearchRequest request, long asOf)
    {
        var from = (int)Math.Min(request.After?.Place ?? 0, all.Count);
        var to = Math.Min(from + request.Limit, all.Count);
        return (all[from..to], to < all.Count ? new SearchCursor(asOf, to) : null);
    }

    // An article without a story is one of its own here.
    private static string Story(Found match) => match.Facets.StoryId ?? match.ArticleId;

    private async Task<List<SearchHit>> Hits(Query query, IReadOnlyList<(Found Found, int Matching)> page, CancellationToken cancellation)
    {
        var hits = new List<SearchHit>(page.Count);
        var titles = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (found, matching) in page)
        {
            if (await articles.Find(found.ArticleId, cancellation) is not { } article)
                continue;

            if (found.Facets.StoryId is { } story && !titles.ContainsKey(story))
                titles[story] = await stories.TitleOf(story, cancellation);

            hits.Add(new SearchHit(
                article,
                found,
                found.Facets.StoryId is { } id ? titles[id] : null,
                matching,
                Highlights.Of(query, article.Title, isTitle: true),
                Excerpt.Of(query, article.Text)));
        }

        return hits;
    }
}
