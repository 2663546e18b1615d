using MassTransit;
using Microsoft.Extensions.Logging;

namespace NewsWatch;

/// <summary>
/// Announces work that is saved. The bus is a nudge: what it does not take, because the broker is away or the connection breaks, is
/// announced again from the store later, and whoever announces goes on.
/// </summary>
public sealed partial class Announcer(IBus bus, ILogger<Announcer> log)
{
    /// <returns>Whether the bus took them all; the rest is not tried after one that it did not take.</returns>
    public async Task<bool> Announce(IEnumerable<IFact> facts, CancellationToken cancellation)
    {
        try
        {
            foreach (var message in Pipeline.Messages(facts))
                await bus.Publish(message, message.GetType(), cancellation);

            return true;
        }
#pragma warning disable CA1031 // Whatever the transport throws, the work is saved and announced again; nothing else must stop for it.
        catch (Exception error) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            NotTaken(log, error.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "the bus takes no messages, saved work is announced again later: {Problem}")]
    private static partial void NotTaken(ILogger log, string problem);
}
