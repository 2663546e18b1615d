using MassTransit;

namespace NewsWatch.Tagging;

/// <summary>What is followed: news on AI and society, or, with one switch, everything that the feeds carry.</summary>
public sealed record Scope(bool Everything);

/// <summary>Stage "tag": language, scope, topics and entities of one version of an article.</summary>
public sealed class TagArticle(ITagStore store, Tagger tagger, Scope scope) : IConsumer<ArticleRead>
{
    public async Task Consume(ConsumeContext<ArticleRead> context)
    {
        var fact = context.Message;
        if (await store.OpenArticle(fact, context.CancellationToken) is not { } article)
            return;

        var tags = tagger.Tag(article.Title, article.Text, article.ClaimedLanguage);
        if (scope.Everything || article.Topical)
            tags = tags with { InScope = true };

        var tagged = new ArticleTagged(fact.Id, fact.Revision);
        if (await store.Save(tags, new Step(fact, tagged), context.CancellationToken))
            await context.Publish(tagged, context.CancellationToken);
    }
}
