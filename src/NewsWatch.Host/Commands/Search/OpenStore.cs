using NewsWatch.Elasticsearch;
using NewsWatch.Host.Indexing;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Host.Commands.Search;

/// <summary>The store of an installation, opened by a command beside the process that runs, or alone.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private OpenStore(SqliteDatabase database, ISearchIndex? index)
    {
        Database = database;
        Articles = new SqliteArticleStore(database);
        Stories = new SqliteStoryStore(database);
        Index = index ?? new SqliteSearchIndex(database);
    }

    public SqliteDatabase Database { get; }

    public SqliteArticleStore Articles { get; }

    public SqliteStoryStore Stories { get; }

    public ISearchIndex Index { get; }

    public Searcher Searcher => new(Index, Articles, Stories);

    /// <exception cref="ConfigurationException">There is no database in the data folder.</exception>
    public static OpenStore Of(NewsWatchOptions options)
    {
        var file = Path.Combine(options.Data, "newswatch.db");
        return File.Exists(file)
            ? new OpenStore(SqliteDatabase.Open(file, TimeProvider.System), SearchSetup.OptionsOf(options.Search) is { } search ? new ElasticsearchIndex(search, TimeProvider.System) : null)
            : throw new ConfigurationException(
                file, null, "is not there: nothing has been collected yet; start `newswatch run`, or name the folder of another installation with --data");
    }

    public ValueTask DisposeAsync()
    {
        (Index as IDisposable)?.Dispose();
        return Database.DisposeAsync();
    }
}
