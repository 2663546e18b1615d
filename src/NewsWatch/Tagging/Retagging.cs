namespace NewsWatch.Tagging;

/// <summary>How far tagging again has come.</summary>
public sealed record RetagProgress(int Done, int Total);

/// <summary>
/// Tags stored articles again whose tags an older registry gave. It goes by the registry's fingerprint on each version, so
/// it goes on where it was stopped, and two that run at once do work twice and no harm. It changes what is found and shown,
/// never what was told: no stage's work is opened.
/// </summary>
public sealed class Retagging(ITagArchive archive, Tagger tagger, Scope scope)
{
    private const int Batch = 50;

    /// <summary>Whether the last run over all articles was another registry's.</summary>
    public async Task<bool> IsDue(CancellationToken cancellation) =>
        await archive.LastRegistry(cancellation) != tagger.Fingerprint;

    /// <param name="everything">Also articles that the present registry tagged.</param>
    /// <param name="progress">Told after every batch, or null.</param>
    /// <param name="changed">Called with the articles whose tags changed, after they are saved: what else keeps tags follows.</param>
    public async Task<RetagReport> Run(
        bool everything, IProgress<RetagProgress>? progress, Func<IReadOnlyList<TaggedArticle>, Task>? changed, CancellationToken cancellation)
    {
        // No fingerprint is empty: by it every article is stale.
        var registry = everything ? "" : tagger.Fingerprint;
        var total = await archive.CountStale(registry, cancellation);
        var report = RetagReport.None;
        var after = "";
        while (await archive.Stale(registry, after, Batch, cancellation) is { Count: > 0 } stale)
        {
            cancellation.ThrowIfCancellationRequested();
            var tagged = stale.Select(Again).ToList();
            await archive.Replace(tagged, cancellation);
            var changes = stale.Zip(tagged, (before, now) => TagChange.Between(before.Tags, now.Tags)).ToList();
            if (changed is not null && changes.Any(change => change.Any))
                await changed([.. tagged.Where((_, i) => changes[i].Any)]);

            report = report.With(changes);
            after = stale[^1].Article.Id;
            progress?.Report(new RetagProgress(report.Articles, Math.Max(total, report.Articles)));
        }

        await archive.Finished(tagger.Fingerprint, report, cancellation);
        return report;
    }

    private TaggedArticle Again(TaggedArticle before)
    {
        var article = before.Article;
        var tags = tagger.Tag(article.Title, article.Text, article.ClaimedLanguage);
        return before with { Tags = scope.Applied(tags, article), Registry = tagger.Fingerprint };
    }
}
