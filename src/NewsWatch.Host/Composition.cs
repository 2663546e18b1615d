using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Delivery;
using NewsWatch.Delivery.Operator;
using NewsWatch.Digests;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Host.Bus;
using NewsWatch.Host.Indexing;
using NewsWatch.Host.Operations;
using NewsWatch.Host.Storage;
using NewsWatch.Outbound;
using NewsWatch.Retention;
using NewsWatch.Search;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Host;

/// <summary>Puts the house together: what each room needs, once.</summary>
internal static class Composition
{
    /// <exception cref="ConfigurationException">A file that the options name cannot be used.</exception>
    public static void AddNewsWatch(this IServiceCollection services, NewsWatchOptions options, Catalogue catalogue, IReadOnlyList<Stage> stages, TimeProvider clock)
    {
        services.AddSingleton(options);
        services.AddSingleton(clock);
        services.AddSingleton(PollingOf(options.Polling));
        services.AddSingleton<PollSchedule>();
        services.AddSingleton<FeedNotices>();
        services.AddSingleton(HubsOf(options.WebSub));
        services.AddSingleton<HubSubscriber>();
        services.AddSingleton<HubCallback>();
        services.AddSingleton(new GuardedClient(OutboundOf(options.Outbound)));
        services.AddSingleton<RobotsGate>();
        services.AddSingleton(catalogue.Outlets);
        services.AddSingleton(catalogue.Tagger);
        services.AddSingleton(new Scope(options.Scope == NewsScope.Everything));
        services.AddSingleton<StoryResolver>();
        services.AddSingleton<Turnstile>();
        services.AddSingleton(new DocumentMaker(catalogue.Outlets, id => catalogue.Tagger.Entities.Find(id)?.Name));
        services.AddSingleton(provider => new SubscriptionBook(
            catalogue.Subscriptions, provider.GetRequiredService<DocumentMaker>(), clock));
        services.AddStore(options, clock);
        services.AddSearch(options);
        services.AddDelivery(options);
        Telemetry.Add(services, options.Telemetry);
        services.AddStages(options, stages);
    }

    private static void AddDelivery(this IServiceCollection services, NewsWatchOptions options)
    {
        services.AddSingleton(new PageAddresses(options.Roles.Contains(Role.Web) ? new Uri(options.PublicWeb ?? options.Web) : null));
        services.AddSingleton<MessageLinks>();
        services.AddSingleton(new MailSender(options.Mail.From));
        services.AddSingleton<IDeliveryChannel>(new ConsoleChannel(Console.Out));
        services.AddSingleton<IDeliveryChannel>(provider => new FolderChannel(provider.GetRequiredService<MailSender>(), options.Data));
        services.AddSingleton<IDeliveryChannel>(provider => new WebhookChannel(
            provider.GetRequiredService<GuardedClient>(),
            delivery => ChannelsOf(delivery, provider)?
                .OfType<WebhookTarget>().FirstOrDefault(target => target.Recipient == delivery.Recipient)?.Secret,
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IDeliveryChannel, FeedChannel>();
        foreach (var chat in ChannelNames.Chats)
            services.AddSingleton<IDeliveryChannel>(provider => new ChatChannel(
                chat, provider.GetRequiredService<GuardedClient>(), provider.GetRequiredService<TimeProvider>()));
        if (options.Mail.Smtp is not null)
            services.AddSingleton<IDeliveryChannel>(provider => new SmtpChannel(SmtpAddress.Parse(options.Mail), provider.GetRequiredService<GuardedClient>()));

        services.AddSingleton(new OperatorChannels(SubscriptionFile.Channels(options.Operator.Channels, "newswatch.json", options.Outbound.AllowLocal)));
        services.AddSingleton<Courier>();
        services.AddSingleton<DigestWriter>();
    }

    /// <summary>Where a delivery's channel is set up now, with its secret.</summary>
    private static IReadOnlyList<Channel>? ChannelsOf(Delivery.Delivery delivery, IServiceProvider provider) => delivery.SubjectKind == SubjectKind.Notice
        ? provider.GetRequiredService<OperatorChannels>().Channels
        : provider.GetRequiredService<SubscriptionBook>().Find(delivery.SubscriptionId)?.Channels;

    private static void AddStages(this IServiceCollection services, NewsWatchOptions options, IReadOnlyList<Stage> stages)
    {
        if (options.Bus == NewsWatchOptions.InMemoryBus)
            services.AddHostedService<ClaimRelease>();

        services.AddBus(options.Bus, stages);
        foreach (var stage in stages.Where(stage => stage.Consumes is null))
            services.AddSingleton(typeof(IHostedService), stage.Class);

        if (options.Roles.Contains(Role.Poller))
            services.AddHostedService<HubFarewells>();

        if (options.Roles.Contains(Role.Core))
        {
            services.AddSingleton(options.Roles.Contains(Role.Worker) && options.Roles.Contains(Role.Poller) ? SweepPace.OneProcess : SweepPace.Cluster);
            services.AddHostedService<ResumeSweep>();
            services.AddSingleton<Retagging>();
            services.AddSingleton<TaggedIndex>();
            services.AddHostedService<RetagAtStart>();
            services.AddHostedService<OperatorDesk>();

            services.AddSingleton<StoredDocuments>();
            services.AddHostedService<WholeIndex>();

            services.AddSingleton(options.Retention.Rules());
            services.AddSingleton<Pruner>();
            services.AddHostedService<Pruning>();
        }
    }

    public static PollOptions PollingOf(PollingSettings settings)
    {
        var defaults = new PollOptions();
        return defaults with
        {
            Default = settings.Default ?? defaults.Default,
            Floor = settings.Floor ?? defaults.Floor,
            Cap = settings.Cap ?? defaults.Cap,
            SpacingPerDomain = settings.SpacingPerDomain ?? defaults.SpacingPerDomain,
        };
    }

    private static HubOptions HubsOf(WebSubSettings settings) =>
        new(settings.Callback is { } written
            ? WebAddress.TryParse(written, out var callback, out var problem)
                ? callback
                : throw new ConfigurationException("newswatch.json", null, $"'websub.callback' {problem}; write the https address by which hubs reach these pages")
            : null);

    public static OutboundOptions OutboundOf(OutboundSettings settings)
    {
        var defaults = new OutboundOptions();
        return defaults with
        {
            Contact = settings.Contact ?? defaults.Contact,
            AllowLocal = settings.AllowLocal,
            ConnectTo = settings.ConnectTo.ToDictionary(row => row.Key, row => IPEndPoint.Parse(row.Value)),
            Deadline = settings.DeadlineSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : defaults.Deadline,
        };
    }
}

/// <summary>What the configuration's files hold: outlets, topics and entities, subscriptions.</summary>
internal sealed record Catalogue(OutletRegistry Outlets, Tagger Tagger, IReadOnlyList<Subscription> Subscriptions)
{
    /// <exception cref="ConfigurationException">A file cannot be used; it names file, line and key.</exception>
    public static Catalogue Read(NewsWatchOptions options)
    {
        var outlets = OutletRegistry.Read(options.Outlets);
        return new Catalogue(
            outlets,
            Tagger.Load(options.Topics, options.Entities, outlets, QueryParser.Fault),
            File.Exists(options.Subscriptions) ? SubscriptionFile.Read(options.Subscriptions, options.Outbound.AllowLocal) : []);
    }
}
