using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace NewsWatch.Host.Bus;

/// <summary>Puts the pipeline's stages on MassTransit: in memory, or on RabbitMQ. One endpoint a stage, named after it.</summary>
internal static class BusSetup
{
    /// <param name="services">Where to register.</param>
    /// <param name="address"><c>memory</c>, or <c>rabbitmq://user:password@host:port/vhost</c>.</param>
    /// <param name="stages">The stages that this process runs.</param>
    public static void AddBus(this IServiceCollection services, string address, IReadOnlyList<Stage> stages)
    {
        var consuming = stages.Where(stage => stage.Consumes is not null).ToList();
        services.AddSingleton<SweepBell>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var stage in consuming)
                bus.AddConsumer(stage.Class);

            if (address == NewsWatchOptions.InMemoryBus)
                bus.UsingInMemory((context, transport) => Endpoints(context, transport, consuming, (_, _) => { }));
            else
                bus.UsingRabbitMq((context, transport) =>
                {
                    transport.Host(new Uri(address));
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
                endpoint.UseConsumeFilter(typeof(FailureFilter<>), context);
                endpoint.ConfigureConsumer(context, stage.Class);
            });
    }

    /// <summary>
    /// Quorum queues survive a broker's node. One process at a time resolves: the broker gives the others its messages only
    /// when that one is gone.
    /// </summary>
    private static void OnQuorumQueue(IRabbitMqReceiveEndpointConfigurator endpoint, Stage stage)
    {
        endpoint.SetQuorumQueue();
        endpoint.SingleActiveConsumer = stage.Name == "resolve";
    }
}
