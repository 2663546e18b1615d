using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>Keeps what tagging said of each version of an article.</summary>
public interface ITagStore
{
    /// <summary>The version of an article whose tagging is still open, or null when it was done before.</summary>
    Task<Article?> OpenArticle(ArticleRead fact, CancellationToken cancellation);

    /// <summary>The tags of an article's latest tagged version, or null.</summary>
    Task<Tags?> TagsOf(string articleId, CancellationToken cancellation);

    /// <returns>False when the step was taken before: then nothing is to be announced.</returns>
    Task<bool> Save(Tags tags, Step step, CancellationToken cancellation);
}
