using MassTransit;
using NewsWatch.Articles.Pages;
using NewsWatch.Feeds;
using NewsWatch.Outbound;

namespace NewsWatch.Articles;

/// <summary>
/// Stage "read": an entry becomes an article, or a new version of one. The page is fetched where the feed's text is short;
/// what cannot be fetched falls back to the feed's text. The last stage that sees HTML.
/// </summary>
public sealed class ReadArticle(IArticleStore store, GuardedClient client, RobotsGate robots, OutletRegistry outlets, TimeProvider clock)
    : IConsumer<EntryFound>
{
    public async Task Consume(ConsumeContext<EntryFound> context)
    {
        var (fact, cancellation) = (context.Message, context.CancellationToken);
        if (await store.OpenEntry(fact, cancellation) is not { } entry)
            return;

        var page = ArticleWriter.WantsPage(entry) ? await Fetch(new Uri(entry.Address), cancellation) : null;
        var read = ArticleWriter.Write(entry, page, outlets, clock.GetUtcNow());
        var before = await store.Find(read.Id, cancellation);
        if (before is not null && page is null && ArticleWriter.WantsPage(entry))
            read = read with { Text = before.Text, Links = before.Links };

        if (before is not null && ArticleWriter.SameWords(before, read))
        {
            await store.Finish(new Step(fact), cancellation);
            return;
        }

        var article = before is null ? read : ArticleWriter.NextVersion(before, read);
        var announced = new ArticleRead(article.Id, article.Version);
        if (await store.Save(article, new Step(fact, announced), cancellation))
            await context.Publish(announced, cancellation);
    }

    /// <summary>The page, or null where there is none to be had.</summary>
    private async Task<ParsedPage?> Fetch(Uri address, CancellationToken cancellation)
    {
        try
        {
            if (!(await robots.Ask(address, cancellation)).IsAllowed)
                return null;

            var answer = await client.Send(
                new FetchRequest(address) { Accept = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1" }, cancellation);
            return answer.IsSuccess && IsHtml(answer) ? PageReader.Read(answer.Body, answer.ContentType, answer.Address, clock.GetUtcNow()) : null;
        }
        catch (FetchException)
        {
            return null;
        }
    }

    private static bool IsHtml(FetchResponse answer) =>
        answer.ContentType is not { } type
        || type.Contains("html", StringComparison.OrdinalIgnoreCase)
        || type.Contains("xml", StringComparison.OrdinalIgnoreCase);
}
