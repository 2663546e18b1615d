using System.Runtime.CompilerServices;
using NewsWatch.Articles.Pages;
using NewsWatch.Feeds;
using NewsWatch.Outbound;

namespace NewsWatch.Articles;

/// <summary>
/// Stage "read": entries become articles, or new versions of some. The page is fetched where the feed's text is short;
/// what cannot be fetched falls back to the feed's text. The last stage that sees HTML.
/// </summary>
public sealed class ReadArticle(IArticleStore store, GuardedClient client, RobotsGate robots, OutletRegistry outlets, TimeProvider clock)
    : IStageWork<EntryFound>
{
    /// <summary>So many pages are fetched and read at once: each may be large.</summary>
    private static readonly SemaphoreSlim Pages = new(16);

    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(
        IReadOnlyList<EntryFound> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = await store.OpenEntries(facts, cancellation);
        var pages = open.Where(one => ArticleWriter.WantsPage(one.Entry)).Select(one => FetchAndSave(one.Fact, one.Entry, cancellation)).ToList();
        yield return await Save(
            [.. open.Where(one => !ArticleWriter.WantsPage(one.Entry)).Select(one => (one.Fact, ArticleWriter.Write(one.Entry, null, outlets, clock.GetUtcNow()), false))],
            cancellation);

        // A slow server holds up none of the others; what went wrong with one is thrown when they are done.
        await foreach (var saved in Task.WhenEach(pages).WithCancellation(cancellation))
            if (saved.IsCompletedSuccessfully)
                yield return await saved;

        await Task.WhenAll(pages);
    }

    private async Task<IReadOnlyList<IFact>> FetchAndSave(EntryFound fact, Entry entry, CancellationToken cancellation)
    {
        await Pages.WaitAsync(cancellation);
        ParsedPage? page;
        try
        {
            page = await Fetch(new Uri(entry.Address), cancellation);
        }
        finally
        {
            Pages.Release();
        }

        return await Save([(fact, ArticleWriter.Write(entry, page, outlets, clock.GetUtcNow()), page is null)], cancellation);
    }

    /// <summary>Saves what was read, where it says something new. Where a page was wanted and not had, the text from before stays.</summary>
    private async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<(EntryFound Fact, Article Read, bool TextMissing)> articles, CancellationToken cancellation)
    {
        if (articles.Count == 0)
            return [];

        var saved = new List<IFact>(articles.Count);
        var known = await store.Find([.. articles.Select(one => one.Read.Id).Distinct()], cancellation);

        // Two entries may lead to one article: then the second is a version of what the first made.
        var first = articles.DistinctBy(one => one.Read.Id).ToList();
        saved.AddRange(await store.Save([.. first.Select(one => Change(one.Fact, one.Read, known.GetValueOrDefault(one.Read.Id), one.TextMissing))], cancellation));
        if (first.Count < articles.Count)
            saved.AddRange(await Save([.. articles.Except(first)], cancellation));

        return saved;
    }

    private static (Article? Article, Step Step) Change(EntryFound fact, Article read, Article? before, bool textMissing)
    {
        if (before is not null && textMissing)
            read = read with { Text = before.Text, Links = before.Links };

        if (before is not null && ArticleWriter.SameWords(before, read))
            return (null, new Step(fact));

        var article = before is null ? read : ArticleWriter.NextVersion(before, read);
        return (article, new Step(fact, new ArticleRead(article.Id, article.Version)));
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
