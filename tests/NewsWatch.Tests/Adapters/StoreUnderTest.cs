using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Delivery.Operator;
using NewsWatch.Digests;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Host;
using NewsWatch.Host.Storage;
using NewsWatch.Retention;
using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;
using Npgsql;

namespace NewsWatch.Tests.Adapters;

/// <summary>The stores that ship. One body of tests holds them to one behaviour.</summary>
public enum Adapter
{
    Sqlite,
    Postgres,
}

/// <summary>An empty store of one kind, put together as the program does it, and gone after the test.</summary>
internal sealed class StoreUnderTest : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newswatch-store-");
    private readonly TimeProvider _clock;
    private readonly string? _database;
    private ServiceProvider _services;

    public StoreUnderTest(Adapter adapter, TimeProvider clock)
    {
        _clock = clock;
        _database = adapter == Adapter.Postgres ? PostgresServer.NewDatabase() : null;
        Options = new NewsWatchOptions { Data = _folder.FullName, Store = _database ?? NewsWatchOptions.EmbeddedStore };
        _services = Open();
    }

    /// <summary>The configuration that names this store.</summary>
    public NewsWatchOptions Options { get; }

    public string Folder => _folder.FullName;

    public IWorkStore Work => Get<IWorkStore>();

    public IFeedStore Feeds => Get<IFeedStore>();

    public IHubStore Hubs => Get<IHubStore>();

    public IArticleStore Articles => Get<IArticleStore>();

    public ITagStore Tags => Get<ITagStore>();

    public ITagArchive Archive => Get<ITagArchive>();

    public IStoryStore Stories => Get<IStoryStore>();

    public ISearchIndex Index => Get<ISearchIndex>();

    public IAlertStore Alerts => Get<IAlertStore>();

    public IDeliveryStore Deliveries => Get<IDeliveryStore>();

    public IDigestStore Digests => Get<IDigestStore>();

    public IReaderStore Readers => Get<IReaderStore>();

    public IIncidentStore Incidents => Get<IIncidentStore>();

    public IPruneStore Pruning => Get<IPruneStore>();

    /// <summary>The feeds as a process with other polling options sees them.</summary>
    public IFeedStore FeedsWith(PollOptions options) =>
        (IFeedStore)ActivatorUtilities.CreateInstance(_services, Feeds.GetType(), options);

    /// <summary>Another process on the same store.</summary>
    public ServiceProvider Open()
    {
        var services = new ServiceCollection();
        services.AddSingleton(new PollOptions());
        services.AddStore(Options, _clock);
        return services.BuildServiceProvider();
    }

    /// <summary>The process ends and another begins.</summary>
    public async Task Restart()
    {
        await _services.DisposeAsync();
        _services = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_database is not null)
            await PostgresServer.Drop(_database);

        _folder.Delete(recursive: true);
    }

    private T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();
}

/// <summary>The PostgreSQL server that <c>tests/run</c> starts, or that the environment names; each test has a database of its own there.</summary>
internal static class PostgresServer
{
    public const string Variable = "NEWSWATCH_TEST_POSTGRES";

    /// <summary>Makes an empty database and gives its address.</summary>
    public static string NewDatabase()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server))
        {
            var why = $"there is no PostgreSQL server; start one with tests/run or name one in {Variable}";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(why);

            Assert.Skip(why);
        }

        var name = $"newswatch_{Guid.NewGuid():N}";
        using var connection = new NpgsqlConnection(Connection(server));
        connection.Open();
        using var create = new NpgsqlCommand($"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0", connection);
        create.ExecuteNonQuery();
        return new UriBuilder(server) { Path = name }.Uri.OriginalString;
    }

    public static Task Drop(string database) => Execute($"DROP DATABASE {NameOf(database)} WITH (FORCE)");

    /// <summary>Ends every connection to a database, as a restart of the server does.</summary>
    public static Task CutConnections(string database) =>
        Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{NameOf(database)}'");

    private static string NameOf(string database) => new Uri(database).AbsolutePath[1..];

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(Connection(Environment.GetEnvironmentVariable(Variable)!));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Connection(string address)
    {
        var uri = new Uri(address);
        var user = uri.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = uri.Host,
            Port = uri.Port,
            Username = Uri.UnescapeDataString(user[0]),
            Password = user.Length == 2 ? Uri.UnescapeDataString(user[1]) : null,
            Database = "postgres",
            Pooling = false,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
    }
}
