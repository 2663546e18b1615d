using NewsWatch.Feeds;

namespace NewsWatch.Articles;

/// <summary>Keeps articles and every version of them.</summary>
public interface IArticleStore
{
    /// <summary>The entry whose reading is still open, or null when it was done before.</summary>
    Task<Entry?> OpenEntry(EntryFound fact, CancellationToken cancellation);

    Task<Article?> Find(string id, CancellationToken cancellation);

    /// <summary>Saves an article that came from no feed, and opens the work on it; one that is there already is left as it is.</summary>
    /// <returns>What to announce, or null where there is nothing to do.</returns>
    Task<ArticleRead?> Add(Article article, CancellationToken cancellation);

    /// <summary>Closes the reading of an entry that changed no article.</summary>
    Task<bool> Finish(Step step, CancellationToken cancellation);

    /// <summary>Saves a first or later version; an older or equal version than the stored one changes nothing.</summary>
    /// <returns>False when the step was taken before: then nothing is to be announced.</returns>
    Task<bool> Save(Article article, Step step, CancellationToken cancellation);
}
