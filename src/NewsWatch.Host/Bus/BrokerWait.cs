using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace NewsWatch.Host.Bus;

/// <summary>
/// Waits until somebody listens at the broker's place before MassTransit tries to connect: its own tries come apart to half a minute,
/// and a broker that is back must not wait for the next.
/// </summary>
internal sealed partial class BrokerWait(ILogger<BrokerWait> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private int _waiting;

    /// <param name="factory">Where it is to connect.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    public async Task UntilItListens(ConnectionFactory factory, CancellationToken cancellation)
    {
        while (!await Listens(factory, cancellation))
        {
            if (Interlocked.Exchange(ref _waiting, 1) == 0)
                Away(log, factory.HostName, factory.Port);

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }

        if (Interlocked.Exchange(ref _waiting, 0) == 1)
            Back(log, factory.HostName, factory.Port);
    }

    private static async Task<bool> Listens(ConnectionFactory factory, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        using var probe = new TcpClient();
        try
        {
            await probe.ConnectAsync(factory.HostName, factory.Port, limit.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "nobody listens at the broker's place, {Host}:{Port}; it is tried every second, and saved work waits in the store")]
    private static partial void Away(ILogger log, string host, int port);

    [LoggerMessage(LogLevel.Information, "the broker at {Host}:{Port} listens again")]
    private static partial void Back(ILogger log, string host, int port);
}
