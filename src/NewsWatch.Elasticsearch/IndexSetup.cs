using System.Text.Json.Nodes;
using NewsWatch.Elasticsearch.Client;

namespace NewsWatch.Elasticsearch;

/// <summary>Makes what is missing: template, index and alias, and the index of the state. Any number of processes may do so at once.</summary>
internal sealed class IndexSetup(ElasticsearchClient client, IndexNames names, TimeProvider clock)
{
    private volatile bool _ensured;

    /// <summary>Something was not as expected: look again before the next write.</summary>
    public void Doubt() => _ensured = false;

    /// <exception cref="UnavailableException">The index was made by another version of the program.</exception>
    public async Task Ensure(CancellationToken cancellation)
    {
        if (_ensured)
            return;

        await client.PutTemplate(names.Indexes, IndexShape.Template(names), cancellation);
        if (await Current(cancellation) is not { } current)
            await MakeFirst(cancellation);
        else if (!current.IsOfThisProgram)
            throw new UnavailableException(
                $"the index '{current.Index}' has version {current.Version} of the mapping, this program writes {IndexShape.Version}: run `newswatch index rebuild`. What is to be indexed waits");

        await client.Create(names.State, IndexShape.State(), cancellation);
        if ((await client.Get([(names.State, IndexState.Id, IndexState.Fields)], cancellation))[0] is null)
            await client.Replace(names.State, IndexState.Id, null, new IndexState(await LastNumber(cancellation), null, null).Json(), cancellation);

        _ensured = true;
    }

    /// <summary>The index that searches ask; null where there is none.</summary>
    public async Task<CurrentIndex?> Current(CancellationToken cancellation)
    {
        foreach (var (index, (aliases, meta)) in await client.Indexes(names.Indexes, cancellation))
            if (aliases.Contains(names.Articles))
                return new CurrentIndex(
                    index,
                    meta is { } said && said.TryGetProperty("version", out var version) ? version.GetInt32() : 0,
                    meta is { } says && says.TryGetProperty("whole", out var whole) && whole.GetBoolean());

        return null;
    }

    /// <summary>The largest number that any document has.</summary>
    public async Task<long> LastNumber(CancellationToken cancellation)
    {
        using var answer = await client.Search(
            names.Articles,
            new JsonObject
            {
                ["size"] = 1,
                ["stored_fields"] = "_none_",
                ["track_total_hits"] = false,
                ["sort"] = new JsonArray(new JsonObject { [IndexShape.Sequence] = "desc" }),
            },
            cancellation);
        foreach (var hit in answer.Hits)
            return hit.GetProperty("sort")[0].GetInt64();

        return 0;
    }

    private async Task MakeFirst(CancellationToken cancellation)
    {
        // Two processes may each make one: the alias goes to the one whose name comes first, the other is deleted.
        await client.Create(names.New(clock.GetUtcNow()), new JsonObject(), cancellation);
        var made = (await client.Indexes(names.Indexes, cancellation)).Where(index => !index.Value.Aliases.Contains(names.Next)).Select(index => index.Key).Order(StringComparer.Ordinal).ToList();
        await client.ChangeAliases(
            [
                .. made.Select((index, i) => (JsonNode)new JsonObject
                {
                    [i == 0 ? "add" : "remove_index"] = i == 0 ? new JsonObject { ["index"] = index, ["alias"] = names.Articles } : new JsonObject { ["index"] = index },
                }),
            ],
            cancellation);
    }
}

/// <summary>The index that searches ask.</summary>
/// <param name="Index">Its name.</param>
/// <param name="Version">The version of its mapping.</param>
/// <param name="Whole">Whether a rebuild made it; otherwise it holds only what came since it was made.</param>
internal sealed record CurrentIndex(string Index, int Version, bool Whole)
{
    public bool IsOfThisProgram => Version == IndexShape.Version;
}
