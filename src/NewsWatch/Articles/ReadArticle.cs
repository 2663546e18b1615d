using System.Diagnostics;
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

    /// <summary>What was found together is saved together, in its order, unless a page takes longer than this: then nobody waits for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(
        IReadOnlyList<EntryFound> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        var reading = (await store.OpenEntries(facts, cancellation)).Select(one => Read(one.Fact, one.Entry, cancellation)).ToList();
        await Task.WhenAny(Task.WhenAll(reading), Task.Delay(Patience, clock, cancellation));
        var read = reading.FindAll(one => one.IsCompletedSuccessfully);
        yield return await Save(await Task.WhenAll(read), since, cancellation);
        await foreach (var late in Task.WhenEach(reading.Except(read)).WithCancellation(cancellation))
            if (late.IsCompletedSuccessfully)
                yield return await Save([await late], since, cancellation);

        // What went wrong with one is thrown when the others are done.
        await Task.WhenAll(reading);
    }

    private async Task<ReadEntry> Read(EntryFound fact, Entry entry, CancellationToken cancellation)
    {
        if (!ArticleWriter.WantsPage(entry))
            return new ReadEntry(fact, ArticleWriter.Write(entry, null, outlets, clock.GetUtcNow()), TextMissing: false);

        await Pages.WaitAsync(cancellation);
        try
        {
            var page = await Fetch(new Uri(entry.Address), cancellation);
            return new ReadEntry(fact, ArticleWriter.Write(entry, page, outlets, clock.GetUtcNow()), TextMissing: page is null);
        }
        finally
        {
            Pages.Release();
        }
    }

    /// <summary>Saves what was read, where it says something new. Where a page was wanted and not had, the text from before stays.</summary>
    private async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<ReadEntry> articles, long since, CancellationToken cancellation)
    {
        if (articles.Count == 0)
            return [];

        using var traced = ArticleTrace.Of<EntryFound>(articles.Select(one => one.Article.Id), since);
        var saved = new List<IFact>(articles.Count);
        var known = await store.Find([.. articles.Select(one => one.Article.Id).Distinct()], cancellation);

        // Two entries may lead to one article: then the second is a version of what the first made.
        var first = articles.DistinctBy(one => one.Article.Id).ToList();
        saved.AddRange(await store.Save([.. first.Select(one => Change(one, known.GetValueOrDefault(one.Article.Id)))], cancellation));
        if (first.Count < articles.Count)
            saved.AddRange(await Save([.. articles.Except(first)], since, cancellation));

        return saved;
    }

    private static (Article? Article, Step Step) Change(ReadEntry entry, Article? before)
    {
        var (fact, read, textMissing) = entry;
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

    /// <param name="Fact">The work.</param>
    /// <param name="Article">What the entry and its page say.</param>
    /// <param name="TextMissing">Whether a page was wanted and not to be had.</param>
    private sealed record ReadEntry(EntryFound Fact, Article Article, bool TextMissing);
}
