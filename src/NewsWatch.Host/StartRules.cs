using NewsWatch.Alerts;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host;

/// <summary>Refuses combinations that cannot work, in a sentence that says what to change.</summary>
internal static class StartRules
{
    /// <exception cref="ConfigurationException">The options contradict each other.</exception>
    public static void Check(NewsWatchOptions options)
    {
        if (options.Roles.Count == 0)
            throw Refused("'roles' is empty; name at least one of poller, worker, core, web");

        var working = new[] { Role.Poller, Role.Worker, Role.Core };
        if (options.Bus == NewsWatchOptions.InMemoryBus && options.Roles.Intersect(working).Count() is not (0 or 3))
            throw Refused("the in-memory bus does not reach other processes; give this one all of poller, worker and core, or set 'bus' to rabbitmq://…");

        if (options.Bus != NewsWatchOptions.InMemoryBus
            && (!Uri.TryCreate(options.Bus, UriKind.Absolute, out var bus) || bus.Scheme is not ("rabbitmq" or "rabbitmqs" or "amqp" or "amqps")))
            throw Refused("'bus' is neither 'memory' nor an address rabbitmq://user:password@host:port/vhost");

        Indexing.SearchSetup.OptionsOf(options.Search);
        options.Retention.Rules();
        if (options.Store != NewsWatchOptions.EmbeddedStore)
            StoreSetup.AddressOf(options);
        else if (options.Roles.Intersect(working).Count() is not (0 or 3))
            throw Refused("'store' is the embedded SQLite, which serves one process; give this one all of poller, worker and core, or set 'store' to postgres://user:password@host/database");

        if (!Uri.TryCreate(options.Web, UriKind.Absolute, out var web) || web.Scheme is not ("http" or "https"))
            throw Refused("'web' is no http address; write for instance http://127.0.0.1:8420");

        if (options.PublicWeb is { } shown && (!Uri.TryCreate(shown, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            throw Refused("'publicWeb' is no http address; write the one that readers reach the pages at, such as https://news.example.org");

        if (options.Health is { } health && (!Uri.TryCreate(health, UriKind.Absolute, out var asked) || asked.Scheme is not "http"))
            throw Refused("'health' is no http address; write for instance http://127.0.0.1:8421");

        if (options.Telemetry.Otlp is { } collector && (!collector.IsAbsoluteUri || collector.Scheme is not ("http" or "https")))
            throw Refused("'telemetry.otlp' is no http address; write for instance http://127.0.0.1:4318");

        var told = SubscriptionFile.Channels(options.Operator.Channels, "newswatch.json", options.Outbound.AllowLocal);
        if (options.Mail.Smtp is null && told.Any(channel => channel is EmailTarget))
            throw Refused("'operator.channels' names a mailbox, and nothing can be mailed; set 'mail.smtp'");

        foreach (var (host, place) in options.Outbound.ConnectTo)
            if (!System.Net.IPEndPoint.TryParse(place, out var endpoint) || endpoint.Port == 0)
                throw Refused($"'outbound.connectTo' sends '{host}' to '{place}', which is no address:port");
    }

    private static ConfigurationException Refused(string problem) => new("newswatch.json", null, problem);
}
