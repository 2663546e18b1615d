using System.Globalization;
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
    /// <summary>A receiver answers first and works later; one that does not holds up others.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Nothing in a reply matters but its status.</summary>
    private const long ReplyCap = 64 * 1024;

    public string Name => ChannelNames.Webhook;

    public async Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(delivery.Recipient, UriKind.Absolute, out var address))
            return new DeliveryResult.Failed(Retryable: false, $"'{Plain.Line(delivery.Recipient, 100)}' is not an address");
        if (secretOf(delivery) is not { } secret)
            return new DeliveryResult.Failed(Retryable: false, $"no webhook at {address.IdnHost} belongs to this subscription any more");

        try
        {
            return InWords(await client.Send(Request(delivery, message, address, secret), cancellation));
        }
        catch (FetchException error)
        {
            return error.Kind switch
            {
                FetchFailure.Refused => new DeliveryResult.Failed(Retryable: false, error.Message),
                FetchFailure.Dns or FetchFailure.Connect or FetchFailure.Tls => new DeliveryResult.Failed(Retryable: true, error.Message),

                // The message may have arrived: all that is known is that no answer did.
                _ => new DeliveryResult.Unknown(error.Message),
            };
        }
    }

    private FetchRequest Request(Delivery delivery, OutgoingMessage message, Uri address, Secret secret)
    {
        var body = Encoding.UTF8.GetBytes(message.Payload);
        var now = clock.GetUtcNow();
        return new FetchRequest(address)
        {
            Method = HttpMethod.Post,
            Content = body,
            ContentType = "application/json",
            Headers = new Dictionary<string, string>
            {
                ["webhook-id"] = delivery.Id,
                ["webhook-timestamp"] = WebhookSignature.Seconds(now),
                ["webhook-signature"] = WebhookSignature.Sign(secret, delivery.Id, now, body),
            },
            Deadline = Deadline,
            MaxBytes = ReplyCap,
            CutAtMaxBytes = true,
            FollowRedirects = false,
        };
    }

    private DeliveryResult InWords(FetchResponse answer)
    {
        var host = answer.Address.IdnHost;
        return answer.Status switch
        {
            _ when answer.IsSuccess => new DeliveryResult.Sent(),
            410 => new DeliveryResult.Gone($"{host} answers 410: this webhook is gone"),
            >= 300 and <= 399 => new DeliveryResult.Failed(
                Retryable: true, $"{host} answers with a redirect ({answer.Status}), which webhooks do not follow; enter the address that it points to"),
            429 or 503 => new DeliveryResult.Failed(Retryable: true, $"{host} answers {answer.Status}", RetryAfter(answer)),
            _ => new DeliveryResult.Failed(Retryable: true, $"{host} answers {answer.Status}"),
        };
    }

    /// <summary>RFC 9110, 10.2.3: seconds, or a date.</summary>
    private TimeSpan? RetryAfter(FetchResponse answer)
    {
        var value = answer.Headers.First("Retry-After")?.Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);

        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date - clock.GetUtcNow()
            : null;
    }
}
