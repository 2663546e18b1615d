using NewsWatch.Articles;

namespace NewsWatch.Tagging;

/// <summary>Keeps what tagging said of each version of an article.</summary>
public interface ITagStore
{
    /// <summary>The version of an article whose tagging is still open, or null when it was done before.</summary>
    Task<Article?> OpenArticle(ArticleRead fact, CancellationToken cancellation);

    /// <summary>Those of the articles whose tagging is still open, in this order.</summary>
    Task<IReadOnlyList<(ArticleRead Fact, Article Article)>> OpenArticles(IReadOnlyList<ArticleRead> facts, CancellationToken cancellation) =>
        Steps.Open(facts, fact => OpenArticle(fact, cancellation));

    /// <summary>The tags of an article's latest tagged version, or null.</summary>
    Task<Tags?> TagsOf(string articleId, CancellationToken cancellation);

    /// <returns>False when the step was taken before: then nothing is to be announced.</returns>
    Task<bool> Save(Tags tags, Step step, CancellationToken cancellation);

    /// <summary>Saves the tags of several.</summary>
    /// <returns>What is to be announced: nothing of steps that were taken before.</returns>
    async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<(Tags Tags, Step Step)> tagged, CancellationToken cancellation) =>
        Steps.Kept(tagged.Select(one => one.Step), await Task.WhenAll(tagged.Select(one => Save(one.Tags, one.Step, cancellation))));
}
