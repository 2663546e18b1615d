using NewsWatch.Host.Commands.Index;
using NewsWatch.Host.Indexing;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Archives;

/// <summary>After a store was filled: the index in its own database is made at once; an Elasticsearch may hold another store's still.</summary>
internal static class EmbeddedIndex
{
    /// <returns>Whether the index took every article.</returns>
    public static async Task<bool> Make(NewsWatchOptions options, TextWriter output, CancellationToken cancellation)
    {
        if (SearchSetup.OptionsOf(options.Search) is not null)
        {
            await output.WriteLineAsync("Next: `newswatch index rebuild`, so that Elasticsearch holds what this store holds.");
            return true;
        }

        await using var store = OpenStore.Of(options);
        return await IndexCommand.Rebuild(store, options, output, cancellation);
    }
}
