using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Delivery.Operator;
using NewsWatch.Digests;
using NewsWatch.Feeds;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Postgres;
using NewsWatch.Retention;
using NewsWatch.Search;
using NewsWatch.Search.Exports;
using NewsWatch.Sqlite;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Storage;

/// <summary>Registers the store that the configuration names. The one place that knows which databases there are.</summary>
internal static class StoreSetup
{
    /// <summary>The embedded store's file in the data folder.</summary>
    public static string FileOf(NewsWatchOptions options) => Path.Combine(options.Data, "newswatch.db");

    public static void AddStore(this IServiceCollection services, NewsWatchOptions options, TimeProvider clock)
    {
        if (options.Store == NewsWatchOptions.EmbeddedStore)
            services.AddSqlite(FileOf(options), clock);
        else
            services.AddPostgres(AddressOf(options), clock);
    }

    /// <exception cref="ConfigurationException">The configuration names no PostgreSQL database in a form that can be read.</exception>
    public static PostgresAddress AddressOf(NewsWatchOptions options)
    {
        try
        {
            return PostgresAddress.Parse(options.Store);
        }
        catch (FormatException error)
        {
            throw new ConfigurationException("newswatch.json", null, $"'store' is neither 'sqlite' nor a PostgreSQL database: it {error.Message}");
        }
    }

    private static void AddPostgres(this IServiceCollection services, PostgresAddress address, TimeProvider clock)
    {
        services.AddSingleton(_ => PostgresDatabase.Open(address, clock));
        services.AddSingleton<IWorkStore, PostgresWorkStore>();
        services.AddSingleton<IFeedStore, PostgresFeedStore>();
        services.AddSingleton<IHubStore, PostgresHubStore>();
        services.AddSingleton<PostgresArticleStore>();
        services.AddSingleton<IArticleStore>(provider => provider.GetRequiredService<PostgresArticleStore>());
        services.AddSingleton<ITagStore>(provider => provider.GetRequiredService<PostgresArticleStore>());
        services.AddSingleton<ITagArchive, PostgresTagArchive>();
        services.AddSingleton<IStoryStore, PostgresStoryStore>();
        services.AddSingleton<ISnapshots, PostgresSnapshots>();
        services.AddSingleton<ISearchIndex, PostgresSearchIndex>();
        services.AddSingleton<IAlertStore, PostgresAlertStore>();
        services.AddSingleton<IDeliveryStore, PostgresDeliveryStore>();
        services.AddSingleton<IDigestStore, PostgresDigestStore>();
        services.AddSingleton<IReaderStore, PostgresReaderStore>();
        services.AddSingleton<IIncidentStore, PostgresIncidentStore>();
        services.AddSingleton<IPruneStore, PostgresPruneStore>();
    }

    private static void AddSqlite(this IServiceCollection services, string file, TimeProvider clock)
    {
        // Who stays waits for a disk that is full; a command, which has no host, says so and ends.
        services.AddSingleton(provider => new WritingWaits(
            provider.GetRequiredService<ILogger<WritingWaits>>(), provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddSingleton(provider => SqliteDatabase.Open(
            file, clock, provider.GetService<IHostApplicationLifetime>() is null ? null : provider.GetRequiredService<WritingWaits>()));
        services.AddSingleton<IWorkStore, SqliteWorkStore>();
        services.AddSingleton<IFeedStore, SqliteFeedStore>();
        services.AddSingleton<IHubStore, SqliteHubStore>();
        services.AddSingleton<SqliteArticleStore>();
        services.AddSingleton<IArticleStore>(provider => provider.GetRequiredService<SqliteArticleStore>());
        services.AddSingleton<ITagStore>(provider => provider.GetRequiredService<SqliteArticleStore>());
        services.AddSingleton<ITagArchive, SqliteTagArchive>();
        services.AddSingleton<IStoryStore, SqliteStoryStore>();
        services.AddSingleton<ISnapshots, SqliteSnapshots>();
        services.AddSingleton<ISearchIndex, SqliteSearchIndex>();
        services.AddSingleton<IAlertStore, SqliteAlertStore>();
        services.AddSingleton<IDeliveryStore, SqliteDeliveryStore>();
        services.AddSingleton<IDigestStore, SqliteDigestStore>();
        services.AddSingleton<IReaderStore, SqliteReaderStore>();
        services.AddSingleton<IIncidentStore, SqliteIncidentStore>();
        services.AddSingleton<IPruneStore, SqlitePruneStore>();
    }
}
