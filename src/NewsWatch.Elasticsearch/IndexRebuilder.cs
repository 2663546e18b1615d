using System.Text.Json.Nodes;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>
/// Fills a new index beside the one that searches ask, and changes the alias when it is whole. Whatever is written meanwhile
/// goes to both: writers see before each bulk that a rebuild runs, and what they had read before that, the rebuild reads too,
/// for it begins to read after it has said that it runs.
/// </summary>
internal sealed class IndexRebuilder(ElasticsearchClient client, IndexNames names, IndexSetup setup, DocumentWriter writer, TimeProvider clock)
{
    /// <summary>Bulks on their way at once, while the next one is read from the store and split into words: a node indexes one on one core.</summary>
    private const int MostBulks = 2;

    /// <summary>A node may be restarted while a rebuild runs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <exception cref="UnavailableException">Elasticsearch is away, or another rebuild took this one's place; the old index stands.</exception>
    public async Task<RebuildReport> Run(IAsyncEnumerable<SearchDocument> all, IProgress<int> progress, CancellationToken cancellation)
    {
        var index = await Begin(cancellation);
        var (given, refused, sending) = (0, new List<RefusedDocument>(), new List<Task<IReadOnlyList<RefusedDocument>>>());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await foreach (var batch in all.Chunk(DocumentWriter.MostDocuments).WithCancellation(cancellation))
            {
                var prepared = PreparedDocument.Of(batch);
                if (sending.Count == MostBulks)
                    await OneIsDone();

                progress.Report(given);
                given += batch.Length;
                sending.Add(writer.Write(prepared, WriteTarget.Next, Patience, stop.Token));
            }

            while (sending.Count > 0)
                await OneIsDone();
        }
        finally
        {
            // After a failure the others need not be tried for minutes.
            await stop.CancelAsync();
            await Task.WhenAll(sending).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        progress.Report(given);
        await End(index, cancellation);
        return new RebuildReport(given, [.. refused.Select(row => $"{row.ArticleId}: {row.Reason}")]);

        // Whichever it is: a node that has to write a segment keeps a bulk waiting for a second, and takes the next ones meanwhile.
        async Task OneIsDone()
        {
            var done = await Task.WhenAny(sending);
            sending.Remove(done);
            refused.AddRange(await done);
        }
    }

    private async Task<string> Begin(CancellationToken cancellation)
    {
        await client.PutTemplate(names.Indexes, IndexShape.Template(names), cancellation);

        // Everything may have been deleted since the last write.
        setup.Doubt();
        if (await setup.Current(cancellation) is not { IsOfThisProgram: false })
            await setup.Ensure(cancellation);

        // What an interrupted rebuild left goes; one that still runs finds itself without its index and stops.
        var left = (await client.Indexes(names.Indexes, cancellation)).Where(known => !known.Value.Aliases.Contains(names.Articles)).Select(known => known.Key).ToList();
        await client.Delete(left, cancellation);
        var index = names.New(clock.GetUtcNow());
        var settings = new JsonObject
        {
            ["settings"] = new JsonObject { ["refresh_interval"] = "-1" },
            ["mappings"] = new JsonObject { ["_meta"] = IndexShape.Meta(whole: true) },
            ["aliases"] = new JsonObject { [names.Next] = new JsonObject() },
        };
        await client.Create(index, settings, cancellation);
        await Say(index, cancellation);

        // From now on everything is written to both; what was written before is found when numbers are looked for.
        if (await setup.Current(cancellation) is not null)
            await client.Refresh(names.Articles, cancellation);

        return index;
    }

    private async Task End(string index, CancellationToken cancellation)
    {
        var known = await client.Indexes(names.Indexes, cancellation);
        if (!known.TryGetValue(index, out var made) || !made.Aliases.Contains(names.Next))
            throw new UnavailableException("another `newswatch index rebuild` was started and goes on in this one's place");

        await client.ChangeSettings(index, new JsonObject { ["refresh_interval"] = "1s" }, cancellation);
        await client.Refresh(index, cancellation);
        await client.ChangeAliases(
            [
                Action("add", index, names.Articles),
                Action("remove", index, names.Next),
                .. known.Where(other => other.Value.Aliases.Contains(names.Articles)).Select(other => Action("remove", other.Key, names.Articles)),
            ],
            cancellation);
        await Say(null, cancellation);
        setup.Doubt();
        await client.Delete([.. known.Keys.Where(other => other != index)], cancellation);
    }

    private async Task Say(string? building, CancellationToken cancellation)
    {
        while (true)
        {
            var state = IndexState.Of((await client.Get([(names.State, IndexState.Id, IndexState.Fields)], cancellation))[0])
                ?? throw new UnavailableException($"the index '{names.State}' has lost its document; run `newswatch index rebuild` again");
            if (await client.Replace(names.State, IndexState.Id, state.Stored, (state with { Building = building }).Json(), cancellation))
                return;
        }
    }

    private static JsonObject Action(string what, string index, string alias) => new() { [what] = new JsonObject { ["index"] = index, ["alias"] = alias } };
}
