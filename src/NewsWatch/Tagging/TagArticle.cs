using System.Runtime.CompilerServices;

namespace NewsWatch.Tagging;

/// <summary>Stage "tag": language, scope, topics and entities of one version of an article.</summary>
public sealed class TagArticle(ITagStore store, Tagger tagger, Scope scope) : IStageWork<ArticleRead>
{
    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(
        IReadOnlyList<ArticleRead> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var articles = await store.OpenArticles(facts, cancellation);
        using var traced = ArticleTrace.Of<ArticleRead>(articles.Select(open => open.Article.Id));
        var tagged = articles.Select(open => (
            Tags: scope.Applied(tagger.Tag(open.Article.Title, open.Article.Text, open.Article.ClaimedLanguage), open.Article),
            Step: new Step(open.Fact, new ArticleTagged(open.Fact.Id, open.Fact.Revision)))).ToList();
        yield return await store.Save(tagged, cancellation);
    }
}
