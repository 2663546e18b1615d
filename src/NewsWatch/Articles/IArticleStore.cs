using NewsWatch.Feeds;

namespace NewsWatch.Articles;

/// <summary>Keeps articles and every version of them.</summary>
public interface IArticleStore
{
    /// <summary>The entry whose reading is still open, or null when it was done before.</summary>
    Task<Entry?> OpenEntry(EntryFound fact, CancellationToken cancellation);

    /// <summary>Those of the entries whose reading is still open, in this order.</summary>
    Task<IReadOnlyList<(EntryFound Fact, Entry Entry)>> OpenEntries(IReadOnlyList<EntryFound> facts, CancellationToken cancellation) =>
        Steps.Open(facts, fact => OpenEntry(fact, cancellation));

    Task<Article?> Find(string id, CancellationToken cancellation);

    /// <summary>Those of these articles that are stored, by their ids.</summary>
    async Task<IReadOnlyDictionary<string, Article>> Find(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var found = new Dictionary<string, Article>(ids.Count, StringComparer.Ordinal);
        foreach (var id in ids)
            if (await Find(id, cancellation) is { } article)
                found[id] = article;

        return found;
    }

    /// <summary>Saves an article that came from no feed, and opens the work on it; one that is there already is left as it is.</summary>
    /// <returns>What to announce, or null where there is nothing to do.</returns>
    Task<ArticleRead?> Add(Article article, CancellationToken cancellation);

    /// <summary>Closes the reading of an entry that changed no article.</summary>
    Task<bool> Finish(Step step, CancellationToken cancellation);

    /// <summary>Saves a first or later version; an older or equal version than the stored one changes nothing.</summary>
    /// <returns>False when the step was taken before: then nothing is to be announced.</returns>
    Task<bool> Save(Article article, Step step, CancellationToken cancellation);

    /// <summary>Saves several by the rules for one, each article once; where there is none, closes the reading that changed nothing.</summary>
    /// <returns>What is to be announced: nothing of steps that were taken before.</returns>
    async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<(Article? Article, Step Step)> read, CancellationToken cancellation) =>
        Steps.Kept(
            read.Select(one => one.Step),
            await Task.WhenAll(read.Select(one => one.Article is { } article ? Save(article, one.Step, cancellation) : Finish(one.Step, cancellation))));
}
