using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NewsWatch.Host.Bus;

/// <summary>Puts the pipeline's stages on MassTransit: in memory, or on RabbitMQ. One endpoint a stage, named after it.</summary>
internal static class BusSetup
{
    /// <summary>After two of them without a sign the broker gives a process's messages to another: a frozen one holds nobody up for long.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <param name="services">Where to register.</param>
    /// <param name="address"><c>memory</c>, or <c>rabbitmq://user:password@host:port/vhost</c>.</param>
    /// <param name="stages">The stages that this process runs.</param>
    public static void AddBus(this IServiceCollection services, string address, IReadOnlyList<Stage> stages)
    {
        var consuming = stages.Where(stage => stage.Consumes is not null).ToList();
        services.AddSingleton<SweepBell>();
        services.AddSingleton<BrokerWait>();
        services.AddSingleton<Announcer>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var stage in consuming)
            {
                services.AddSingleton(typeof(IStageWork<>).MakeGenericType(stage.Consumes!), stage.Class);
                bus.AddConsumer(ConsumerOf(stage));
            }

            if (address == NewsWatchOptions.InMemoryBus)
                bus.UsingInMemory((context, transport) => Endpoints(context, transport, consuming, (_, _) => { }));
            else
                bus.UsingRabbitMq((context, transport) =>
                {
                    var (wait, stopping) = (context.GetRequiredService<BrokerWait>(), context.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
                    transport.Host(new Uri(address), host =>
                    {
                        host.Heartbeat(Heartbeat);
                        host.OnRefreshConnectionFactory = factory => wait.UntilItListens(factory, stopping);
                    });
                    Endpoints(context, transport, consuming, OnQuorumQueue);
                });
        });
        services.AddOptions<MassTransitHostOptions>().Configure(options =>
        {
            options.WaitUntilStarted = true;
            options.StartTimeout = TimeSpan.FromSeconds(30);
            options.StopTimeout = TimeSpan.FromSeconds(15);
        });
    }

    /// <summary>The queue of a stage: explicit, so that renaming a class never orphans one.</summary>
    public static string QueueOf(Stage stage) => $"newswatch-{stage.Name}";

    private static Type ConsumerOf(Stage stage) => typeof(StageConsumer<>).MakeGenericType(stage.Consumes!);

    private static void Endpoints<TEndpoint>(
        IBusRegistrationContext context,
        IBusFactoryConfigurator<TEndpoint> transport,
        IReadOnlyList<Stage> stages,
        Action<TEndpoint, Stage> onTransport)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        foreach (var stage in stages)
            transport.ReceiveEndpoint(QueueOf(stage), endpoint =>
            {
                endpoint.ConcurrentMessageLimit = stage.Concurrency;

                // One at a time is also in order: nothing waits beside it.
                endpoint.PrefetchCount = stage.Concurrency == 1 ? 1 : stage.Concurrency * 2;
                onTransport(endpoint, stage);
                endpoint.ConfigureConsumer(context, ConsumerOf(stage));
            });
    }

    /// <summary>
    /// A queue's form at the broker, which cannot be changed later. Quorum queues survive a broker's node. Of stages with turns one process at
    /// a time takes messages; the broker gives them to another only when that one is gone.
    /// </summary>
    internal static Dictionary<string, object?> FormOf(Stage stage)
    {
        var form = new Dictionary<string, object?> { ["x-queue-type"] = "quorum" };
        if (stage.InTurnBehind is not null)
            form["x-single-active-consumer"] = true;

        return form;
    }

    private static void OnQuorumQueue(IRabbitMqReceiveEndpointConfigurator endpoint, Stage stage)
    {
        foreach (var (name, value) in FormOf(stage))
            endpoint.SetQueueArgument(name, value);

        if (stage.InTurnBehind is null)
            return;

        // One by one.
        endpoint.ConcurrentMessageLimit = 1;
        endpoint.PrefetchCount = 1;
    }
}
