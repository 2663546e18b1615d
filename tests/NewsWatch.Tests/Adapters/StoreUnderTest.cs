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
