using System.Text;
using NewsWatch.Alerts;
using NewsWatch.Outbound;

namespace NewsWatch.Delivery;

/// <summary>Signed POSTs by the Standard Webhooks specification, through the guarded client like every other fetch.</summary>
/// <param name="client">The one way out.</param>
/// <param name="secretOf">The key of a delivery's subscription and address; null where there is none any more.</param>
/// <param name="clock">Time as receivers know it: it is signed, and they refuse what is old.</param>
public sealed class WebhookChannel(GuardedClient client, Func<Delivery, Secret?> secretOf, TimeProvider clock) : IDeliveryChannel
{
    public string Name => ChannelNames.Webhook;

    public async Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(delivery.Recipient, UriKind.Absolute, out var address))
            return new DeliveryResult.Failed(Retryable: false, $"'{Plain.Line(delivery.Recipient, 100)}' is not an address");
        if (secretOf(delivery) is not { } secret)
            return new DeliveryResult.Failed(Retryable: false, $"no webhook at {address.IdnHost} belongs to this subscription any more");

        var body = Encoding.UTF8.GetBytes(message.Payload);
        var now = clock.GetUtcNow();
        var headers = new Dictionary<string, string>
        {
            ["webhook-id"] = delivery.Id,
            ["webhook-timestamp"] = WebhookSignature.Seconds(now),
            ["webhook-signature"] = WebhookSignature.Sign(secret, delivery.Id, now, body),
        };
        return await Posting.Send(client, address, body, headers, clock, cancellation);
    }
}
