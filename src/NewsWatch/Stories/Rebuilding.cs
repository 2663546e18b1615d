using System.Threading.Channels;

namespace NewsWatch.Stories;

/// <summary>
/// Fills an empty engine with what the store holds. Readings are taken in as they were packed; an article without one, or with one of
/// an older form, is read from its text again, and its reading is stored. Either way the memory is the same.
/// </summary>
internal sealed class Rebuilding(IStoryStore store, StoryEngine engine, TimeSpan window)
{
    private const int Batch = 64;

    /// <summary>
    /// A start is waited for: one thread asks the store and opens what it packed, another takes in, a third makes what was taken in
    /// findable. Little lies between them: what waits is copied by every collection of garbage.
    /// </summary>
    public async Task Run(CancellationToken cancellation)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var opened = Channel.CreateBounded<List<Opened>>(2);
        var opening = Task.Run(() => Open(opened.Writer, both.Token), both.Token);
        try
        {
            await TakeIn(opened.Reader, cancellation);
        }
        finally
        {
            await both.CancelAsync();
            await opening.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task Open(ChannelWriter<List<Opened>> opened, CancellationToken cancellation)
    {
        try
        {
            var batch = new List<Opened>(Batch);
            await foreach (var past in store.Past(window, engine.Form, StoryParameters.Reconsidered, cancellation))
            {
                batch.Add(await Open(past, cancellation));
                if (batch.Count < Batch)
                    continue;

                await opened.WriteAsync(batch, cancellation);
                batch = new List<Opened>(Batch);
            }

            await opened.WriteAsync(batch, cancellation);
            opened.Complete();
        }
        catch (Exception error)
        {
            opened.Complete(error);
        }
    }

    private async ValueTask<Opened> Open(PastArticle past, CancellationToken cancellation)
    {
        var decision = HeldDecision.Read(past.Decision, out var role, out var storyId);
        if (past.Reading is { } packed)
            try
            {
                return new Opened(past.Arrived, decision, role, storyId, PackedRecollection.Open(packed), past.Text);
            }
            catch (InvalidDataException)
            {
                // Damaged: it is read from its text, as one that never was stored.
            }

        var text = past.Text ?? (await store.FindArticle(past.ArticleId, cancellation) is { } found ? new KeptText(new Candidate(found.Article, found.Tags)) : null);
        return new Opened(past.Arrived, decision, role, storyId, null, text);
    }

    private async Task TakeIn(ChannelReader<List<Opened>> opened, CancellationToken cancellation)
    {
        var readAgain = new List<(long Arrived, StoredReading Reading)>();
        var indexing = Task.CompletedTask;
        await foreach (var batch in opened.ReadAllAsync(cancellation))
        {
            var restored = new List<StoryEngine.Restored>(batch.Count);
            foreach (var article in batch)
                if (article.Recollection is { } recollection)
                {
                    restored.Add(engine.Restore(recollection, article.Decision, article.Role, article.StoryId, article.Text));
                }
                else if (article.Text is { } text)
                {
                    var read = engine.Read(text.Open().Article);
                    restored.Add(engine.Restore(read, article.Decision, article.Role, article.StoryId, text));
                    readAgain.Add((article.Arrived, engine.Pack(read)));
                }

            await indexing;
            indexing = Task.Run(() => engine.Index(restored), CancellationToken.None);
            if (readAgain.Count > 0)
                await store.Save(readAgain, cancellation);

            readAgain.Clear();
        }

        await indexing;
    }

    private sealed record Opened(long Arrived, HeldDecision Decision, StoryRole Role, string? StoryId, Recollection? Recollection, KeptText? Text);
}
