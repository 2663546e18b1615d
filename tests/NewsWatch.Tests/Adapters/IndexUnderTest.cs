using NewsWatch.Elasticsearch;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Adapters;

/// <summary>An empty search index of one make, and what it needs.</summary>
public abstract class IndexUnderTest : IAsyncDisposable
{
    public abstract ISearchIndex Index { get; }

    /// <summary>Returns when all that was written can be found.</summary>
    public virtual Task Settle() => Task.CompletedTask;

    public abstract ValueTask DisposeAsync();
}

/// <summary>Beside the store in one SQLite file.</summary>
internal sealed class SqliteUnderTest : IndexUnderTest
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-search").FullName;
    private readonly SqliteDatabase _database;

    public SqliteUnderTest()
    {
        _database = SqliteDatabase.Open(Path.Combine(_folder, "search.db"), TimeProvider.System);
        Index = new SqliteSearchIndex(_database);
    }

    public override ISearchIndex Index { get; }

    public override async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>In PostgreSQL, read newest first.</summary>
internal sealed class PostgresUnderTest : IndexUnderTest
{
    private readonly StoreUnderTest _store = new(Adapter.Postgres, TimeProvider.System);

    public override ISearchIndex Index => _store.Index;

    public override ValueTask DisposeAsync() => _store.DisposeAsync();
}

/// <summary>In a real Elasticsearch.</summary>
internal sealed class ElasticsearchUnderTest : IndexUnderTest
{
    private readonly ElasticsearchServer _server = ElasticsearchServer.Needed();
    private readonly ElasticsearchIndex _index;

    public ElasticsearchUnderTest() => _index = new ElasticsearchIndex(_server.Options, TimeProvider.System);

    public override ISearchIndex Index => _index;

    public override Task Settle() => _index.Refresh(CancellationToken.None);

    public override async ValueTask DisposeAsync()
    {
        _index.Dispose();
        await _server.DisposeAsync();
    }
}
