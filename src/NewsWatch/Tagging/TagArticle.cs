using MassTransit;

namespace NewsWatch.Tagging;

/// <summary>Stage "tag": language, scope, topics and entities of one version of an article.</summary>
public sealed class TagArticle(ITagStore store, Tagger tagger, Scope scope) : IConsumer<ArticleRead>
{
    public async Task Consume(ConsumeContext<ArticleRead> context)
    {
        var fact = context.Message;
        if (await store.OpenArticle(fact, context.CancellationToken) is not { } article)
            return;

        var tags = scope.Applied(tagger.Tag(article.Title, article.Text, article.ClaimedLanguage), article);
        var tagged = new ArticleTagged(fact.Id, fact.Revision);
        if (await store.Save(tags, new Step(fact, tagged), context.CancellationToken))
            await context.Publish(tagged, context.CancellationToken);
    }
}
