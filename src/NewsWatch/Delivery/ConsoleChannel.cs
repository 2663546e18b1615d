using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>One line for each message on a terminal.</summary>
public sealed class ConsoleChannel(TextWriter output) : IDeliveryChannel
{
    public string Name => ChannelNames.Console;

    public async Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
    {
        try
        {
            await output.WriteLineAsync(Plain.Line(message.Line, 1000).AsMemory(), cancellation);
            return new DeliveryResult.Sent();
        }
        catch (IOException error)
        {
            return new DeliveryResult.Failed(Retryable: true, $"the terminal cannot be written to: {error.Message}");
        }
    }
}
