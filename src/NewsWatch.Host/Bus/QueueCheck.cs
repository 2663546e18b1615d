using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace NewsWatch.Host.Bus;

/// <summary>
/// Looks at start whether the broker's queues have the form that this program uses. A queue's form cannot be changed; one that an earlier
/// version left, or another program, would be refused with a page of stack for each of several attempts.
/// </summary>
internal static class QueueCheck
{
    private const int OtherForm = 406;

    /// <exception cref="ConfigurationException">A queue has another form; the message says what to do.</exception>
    public static async Task Run(string address, IEnumerable<Stage> stages, CancellationToken cancellation)
    {
        if (address == NewsWatchOptions.InMemoryBus)
            return;

        var given = new Uri(address);
        var secure = given.Scheme is "rabbitmqs" or "amqps";
        var factory = new ConnectionFactory
        {
            Uri = new UriBuilder(given) { Scheme = secure ? "amqps" : "amqp", Port = given.Port > 0 ? given.Port : secure ? 5671 : 5672 }.Uri,
        };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellation);
            foreach (var stage in stages.Where(stage => stage.Consumes is not null))
                await Check(connection, stage, cancellation);
        }
        catch (BrokerUnreachableException)
        {
            // The bus itself says so, and waits for it.
        }
    }

    private static async Task Check(IConnection connection, Stage stage, CancellationToken cancellation)
    {
        try
        {
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            await channel.QueueDeclareAsync(
                BusSetup.QueueOf(stage), durable: true, exclusive: false, autoDelete: false, BusSetup.FormOf(stage), cancellationToken: cancellation);
        }
        catch (OperationInterruptedException error) when (error.ShutdownReason?.ReplyCode == OtherForm)
        {
            var queue = BusSetup.QueueOf(stage);
            throw new ConfigurationException(
                "newswatch.json",
                null,
                $"the broker of 'bus' has a queue '{queue}' of another form, which an earlier version or another program made; stop what uses it and delete it (rabbitmqctl delete_queue {queue}, with -p and the virtual host), or name another virtual host: nothing is lost, for open work is in the store");
        }
    }
}
