namespace NewsWatch.Search;

/// <summary>Finds articles. Rebuildable from the store at any time.</summary>
public interface ISearchIndex
{
    /// <summary>Adds or replaces documents, each by its article's id.</summary>
    Task Upsert(IReadOnlyList<SearchDocument> documents, CancellationToken cancellation);

    /// <summary>The ids of the articles that the query holds for, newest first.</summary>
    Task<IReadOnlyList<string>> Search(Query query, DateTimeOffset now, int limit, CancellationToken cancellation);
}
