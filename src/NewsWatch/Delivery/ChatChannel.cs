using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Delivery;

/// <summary>
/// A message for a chat program's incoming webhook, in that program's shape. Such receivers know no ids: where an answer was
/// lost, the repeat may show twice, and is counted.
/// </summary>
/// <param name="name">Which program, see <see cref="Alerts.ChannelNames.Chats"/>.</param>
/// <param name="client">The one way out.</param>
/// <param name="clock">What a receiver's wish for time is counted from.</param>
public sealed class ChatChannel(string name, GuardedClient client, TimeProvider clock) : IDeliveryChannel
{
    private static readonly Dictionary<string, string> NoHeaders = [];

    public string Name => name;

    public async Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(delivery.Recipient, UriKind.Absolute, out var address))
            return new DeliveryResult.Failed(Retryable: false, $"the address of this {name} room cannot be read");

        var (target, body) = ChatShapes.Of(name, message, address);
        return await Posting.Send(client, target, Encoding.UTF8.GetBytes(body), NoHeaders, clock, cancellation);
    }
}

/// <summary>The subscription's own feed: whoever has its address reads it from the table of deliveries, where it stands once written.</summary>
public sealed class FeedChannel : IDeliveryChannel
{
    public string Name => Alerts.ChannelNames.Feed;

    public Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation) =>
        Task.FromResult<DeliveryResult>(new DeliveryResult.Sent());
}
