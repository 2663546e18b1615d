using NewsWatch.Archives;
using NewsWatch.Postgres;
using NewsWatch.Sqlite;

namespace NewsWatch.Host.Storage;

/// <summary>The tables of whichever store a configuration names: to be read as they are now, or filled where there are none.</summary>
internal static class StoreTables
{
    private const string Postgres = "postgres";

    /// <summary>For each kind of store, the number of the schema that this program writes.</summary>
    public static IReadOnlyDictionary<string, int> Schemas { get; } = new Dictionary<string, int>
    {
        [NewsWatchOptions.EmbeddedStore] = SqliteTableTarget.Schema,
        [Postgres] = PostgresTableTarget.Schema,
    };

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public static string KindOf(NewsWatchOptions options) => IsEmbedded(options) ? NewsWatchOptions.EmbeddedStore : Postgres;

    /// <summary>Where the store is, in words for messages: no password is in them.</summary>
    public static string PlaceOf(NewsWatchOptions options) => IsEmbedded(options) ? StoreSetup.FileOf(options) : StoreSetup.AddressOf(options).ToString();

    /// <summary>
    /// The configuration of the store that a word means: <c>sqlite</c> (the one in the data folder), <c>postgres</c> (the one that the
    /// configuration names), a data folder, or <c>postgres://…</c>.
    /// </summary>
    /// <param name="word">What was written.</param>
    /// <param name="options">The configuration.</param>
    /// <param name="argument">The option that it was written for.</param>
    /// <exception cref="ConfigurationException">It means no store.</exception>
    public static NewsWatchOptions Meant(string word, NewsWatchOptions options, string argument)
    {
        if (PostgresAddress.IsMeant(word))
        {
            var meant = options with { Store = word };
            StoreSetup.AddressOf(meant);
            return meant;
        }

        return word switch
        {
            NewsWatchOptions.EmbeddedStore => options with { Store = NewsWatchOptions.EmbeddedStore },
            Postgres when !IsEmbedded(options) => options,
            Postgres => throw new ConfigurationException(
                argument, null, "says 'postgres', and the configuration's 'store' names no such database; write postgres://user:password@host:port/database"),
            "" => throw new ConfigurationException(argument, null, "is empty; write sqlite, a data folder, or postgres://user:password@host:port/database"),
            _ => options with { Store = NewsWatchOptions.EmbeddedStore, Data = Path.GetFullPath(word) },
        };
    }

    /// <summary>All that is stored, as it is now.</summary>
    /// <exception cref="ConfigurationException">Nothing was stored there before, or the store cannot be opened.</exception>
    /// <exception cref="UnavailableException">The database cannot be reached.</exception>
    public static async Task<ITableSource> Read(NewsWatchOptions options, CancellationToken cancellation)
    {
        RefuseNothing(options);
        return IsEmbedded(options)
            ? SqliteTableSource.Open(StoreSetup.FileOf(options))
            : await PostgresTableSource.Open(StoreSetup.AddressOf(options), cancellation);
    }

    public static ITableTarget Empty(NewsWatchOptions options) => IsEmbedded(options)
        ? new SqliteTableTarget(StoreSetup.FileOf(options))
        : new PostgresTableTarget(StoreSetup.AddressOf(options));

    /// <summary>Makes sure that no monitor writes there, and, where the store is embedded, that none starts until this is disposed.</summary>
    /// <exception cref="ConfigurationException">One does.</exception>
    public static async Task<IDisposable?> Alone(NewsWatchOptions options, CancellationToken cancellation)
    {
        if (IsEmbedded(options))
            return SingleCore.Take(options with { Roles = [Role.Core] });

        await PostgresTableTarget.RefuseWhereSomebodyWorks(StoreSetup.AddressOf(options), cancellation);
        return null;
    }

    /// <exception cref="ConfigurationException">Nothing was stored there before.</exception>
    public static void RefuseNothing(NewsWatchOptions options)
    {
        if (!OpenStore.IsThere(options))
            throw new ConfigurationException(StoreSetup.FileOf(options), null, "is not there: nothing was collected in this folder; name another with --data or --from");
    }

    private static bool IsEmbedded(NewsWatchOptions options) => options.Store == NewsWatchOptions.EmbeddedStore;
}
