using System.Text.Json.Nodes;
using NewsWatch.Elasticsearch.Client;

namespace NewsWatch.Elasticsearch;

/// <summary>
/// The number of each document: what it has already, so that whoever turns pages is not disturbed, or a new one of the state
/// that all processes share.
/// </summary>
internal sealed class DocumentNumbers(ElasticsearchClient client, IndexNames names, IndexSetup setup)
{
    private static readonly string[] Fields = [IndexShape.Sequence];

    private readonly Lock _lock = new();

    /// <summary>
    /// Ends when the batch before has its numbers. One of this process after another, in the order in which they ask: numbers rise
    /// as documents come, and two at once would make each other look again.
    /// </summary>
    private Task _before = Task.CompletedTask;

    /// <summary>Also tells whether a rebuild runs; one that begins after this reads from the store what is written here.</summary>
    /// <param name="ids">Articles, each once.</param>
    /// <param name="target">Where they will be written.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="UnavailableException">The state is lost, and is made again before the next attempt; or the index is of another version.</exception>
    public async Task<(Dictionary<string, long> Numbers, bool Building)> Of(IReadOnlyList<string> ids, WriteTarget target, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task before;
        lock (_lock)
            (before, _before) = (_before, done.Task);

        try
        {
            await before;

            // A rebuild may be what an index of another version waits for.
            if (target is WriteTarget.Articles)
                await setup.Ensure(cancellation);

            return await Take(ids, target is WriteTarget.Next ? await Searched(ids, cancellation) : null, cancellation);
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task<(Dictionary<string, long> Numbers, bool Building)> Take(
        IReadOnlyList<string> ids, Dictionary<string, long>? searched, CancellationToken cancellation)
    {
        while (true)
        {
            var (numbers, state) = await Known(ids, searched, cancellation);
            var last = state.Last;
            foreach (var id in ids)
                if (!numbers.ContainsKey(id))
                    numbers[id] = ++last;

            // Another process took numbers at the same time: look again.
            if (last == state.Last || await client.Replace(names.State, IndexState.Id, state.Stored, (state with { Last = last }).Json(), cancellation))
                return (numbers, state.Building is not null);
        }
    }

    /// <summary>The numbers that stand, and the state, as last written.</summary>
    private async Task<(Dictionary<string, long> Numbers, IndexState State)> Known(
        IReadOnlyList<string> ids, Dictionary<string, long>? searched, CancellationToken cancellation)
    {
        var asked = searched is null ? ids : [];
        var got = await client.Get([(names.State, IndexState.Id, IndexState.Fields), .. asked.Select(id => (names.Articles, id, Fields))], cancellation);
        var state = IndexState.Of(got[0]) ?? throw new UnavailableException($"the index '{names.State}' has lost its document; it is made again");
        var numbers = searched is null ? new Dictionary<string, long>(StringComparer.Ordinal) : new Dictionary<string, long>(searched, StringComparer.Ordinal);
        foreach (var (id, known) in asked.Zip(got.Skip(1)))
            if (known is not null)
                numbers[id] = known.Source.GetProperty(IndexShape.Sequence).GetInt64();

        return (numbers, state);
    }

    /// <summary>
    /// For a rebuild, which meets every document that there is: by a search, which opens no stored document and so costs a tenth.
    /// It misses what was written in the last second; who writes that writes it to the new index too, with its number. Null where
    /// the index is of a version that does not say whose number it is, or is not there.
    /// </summary>
    private async Task<Dictionary<string, long>?> Searched(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["size"] = ids.Count,
            ["track_total_hits"] = false,
            ["_source"] = false,
            ["stored_fields"] = "_none_",
            ["docvalue_fields"] = new JsonArray(IndexShape.Sequence, IndexShape.Hit),
            ["sort"] = new JsonArray("_doc"),
            ["query"] = new JsonObject { ["ids"] = new JsonObject { ["values"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) } },
        };
        var numbers = new Dictionary<string, long>(ids.Count, StringComparer.Ordinal);
        try
        {
            using var answer = await client.Search(names.Articles, body, cancellation);
            foreach (var hit in answer.Hits)
            {
                if (HitBytes.Of(hit, stored: false) is not { } known)
                    return null;

                numbers[known.Id] = hit.GetProperty("fields").GetProperty(IndexShape.Sequence)[0].GetInt64();
            }

            return numbers;
        }
        catch (ElasticsearchException error) when (error.IsMissingIndex)
        {
            return null;
        }
    }
}
