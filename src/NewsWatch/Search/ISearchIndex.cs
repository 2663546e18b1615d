namespace NewsWatch.Search;

/// <summary>
/// Finds articles, newest first. Rebuildable from the store at any time. What is made of the matches (ranks, stories, facets,
/// pages) is the same for every index and stands in <see cref="Searcher"/>.
/// </summary>
public interface ISearchIndex
{
    /// <summary>Adds or replaces documents, each by its article's id.</summary>
    Task Upsert(IReadOnlyList<SearchDocument> documents, CancellationToken cancellation);

    /// <summary>The documents that the query holds for, newest first by the minute of their time, then latest come first.</summary>
    Task<IReadOnlyList<Found>> Newest(Query query, QueryClock clock, SearchWindow window, CancellationToken cancellation);

    /// <summary>How many documents the query holds for, counted to <paramref name="most"/> and no further.</summary>
    Task<int> Count(Query query, QueryClock clock, int most, CancellationToken cancellation);

    /// <summary>The number of the document that came last: what a search "as of now" asks up to. 0 where there is none.</summary>
    Task<long> Last(CancellationToken cancellation);

    /// <summary>What keeps it from being written to or asked, in words for people; null where nothing does.</summary>
    Task<string?> Trouble(CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Whether it does not hold what the store holds: it is new, was lost, or is of another version of the program.</summary>
    Task<bool> NeedsRebuild(CancellationToken cancellation) => Task.FromResult(false);

    /// <summary>
    /// Makes the index again of everything there is. Searches go on, and what is written meanwhile is kept. An index in the store's
    /// own file is written over in place.
    /// </summary>
    /// <param name="all">Every document, in the order in which the articles came.</param>
    /// <param name="progress">Told now and then how many are done.</param>
    /// <param name="cancellation">Gives up; what was found before is found as before.</param>
    async Task<RebuildReport> Rebuild(IAsyncEnumerable<SearchDocument> all, IProgress<int> progress, CancellationToken cancellation)
    {
        const int Batch = 2000;
        var (given, before) = (0, Task.CompletedTask);
        try
        {
            await foreach (var chunk in all.Chunk(Batch).WithCancellation(cancellation))
            {
                // One batch is split into words while the one before is written.
                var next = Upsert(chunk, cancellation);
                await before;
                before = next;
                progress.Report(given += chunk.Length);
            }
        }
        finally
        {
            await before;
        }

        return new RebuildReport(given, []);
    }
}

/// <summary>Which part of the matches is asked for.</summary>
/// <param name="Limit">The most given back.</param>
/// <param name="Before">Only those that stand after this place in the order; null from the start.</param>
/// <param name="AsOf">Only those that had come by then (<see cref="ISearchIndex.Last"/>); null for all.</param>
/// <param name="WithWords">Whether their words are wanted too, for ranking.</param>
public sealed record SearchWindow(int Limit, long? Before = null, long? AsOf = null, bool WithWords = false);

/// <summary>A document that a query holds for.</summary>
/// <param name="ArticleId">The article.</param>
/// <param name="Place">Its place in the order; larger is newer.</param>
/// <param name="Time">The article's time.</param>
/// <param name="Sources">The independent sources of its story.</param>
/// <param name="Facets">What it is counted by.</param>
/// <param name="TitleWords">Its title as <see cref="Tokens.Joined"/> gives it; empty where not asked for.</param>
/// <param name="TextWords">Its text, likewise.</param>
public sealed record Found(
    string ArticleId, long Place, DateTimeOffset Time, int Sources, DocumentFacets Facets, string TitleWords = "", string TextWords = "");
