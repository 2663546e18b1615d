using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Feeds;
using NewsWatch.Host.Indexing;
using NewsWatch.Retention;
using NewsWatch.Search;
using NewsWatch.Search.Exports;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Storage;

/// <summary>
/// The store of an installation, whichever the configuration names, opened by a command beside the processes that run, or alone.
/// </summary>
internal sealed class OpenStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OpenStore(NewsWatchOptions options, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Composition.PollingOf(options.Polling));
        services.AddStore(options, clock);
        services.AddSearch(options);
        _services = services.BuildServiceProvider();
    }

    public IWorkStore Work => Get<IWorkStore>();

    public IFeedStore Feeds => Get<IFeedStore>();

    public IArticleStore Articles => Get<IArticleStore>();

    public ITagArchive Tags => Get<ITagArchive>();

    public IStoryStore Stories => Get<IStoryStore>();

    public ISnapshots Snapshots => Get<ISnapshots>();

    public ISearchIndex Index => Get<ISearchIndex>();

    public IAlertStore Alerts => Get<IAlertStore>();

    public IDeliveryStore Deliveries => Get<IDeliveryStore>();

    public IDigestStore Digests => Get<IDigestStore>();

    public IReaderStore Readers => Get<IReaderStore>();

    public IPruneStore Pruning => Get<IPruneStore>();

    public Searcher Searcher => new(Index, Articles, Stories);

    /// <summary>Whether something was stored there before.</summary>
    public static bool IsThere(NewsWatchOptions options) =>
        options.Store != NewsWatchOptions.EmbeddedStore || File.Exists(StoreSetup.FileOf(options));

    /// <exception cref="ConfigurationException">Nothing was stored there before, or the store cannot be opened.</exception>
    public static OpenStore Of(NewsWatchOptions options) => IsThere(options)
        ? new OpenStore(options, TimeProvider.System)
        : throw new ConfigurationException(
            StoreSetup.FileOf(options), null,
            "is not there: nothing has been collected yet; start `newswatch run`, or name the folder of another installation with --data");

    /// <summary>Opens the store, and makes a new one where there is none.</summary>
    /// <exception cref="ConfigurationException">The store cannot be opened.</exception>
    public static OpenStore OrNew(NewsWatchOptions options, TimeProvider clock) => new(options, clock);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private T Get<T>()
        where T : notnull =>
        _services.GetRequiredService<T>();
}
