using System.Globalization;
using NewsWatch.Outbound;

namespace NewsWatch.Delivery;

/// <summary>One POST to a receiver, and its answer in the words of deliveries. Of the answer only status and <c>Retry-After</c> count.</summary>
internal static class Posting
{
    /// <summary>A receiver answers first and works later; one that does not holds up others.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    /// <summary>Nothing in a reply matters but its status.</summary>
    private const long ReplyCap = 64 * 1024;

    public static async Task<DeliveryResult> Send(
        GuardedClient client, Uri address, byte[] body, IReadOnlyDictionary<string, string> headers, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.Send(
                new FetchRequest(address)
                {
                    Method = HttpMethod.Post,
                    Content = body,
                    ContentType = "application/json",
                    Headers = headers,
                    Deadline = Deadline,
                    MaxBytes = ReplyCap,
                    CutAtMaxBytes = true,
                    FollowRedirects = false,
                },
                cancellation);
            return InWords(answer, clock.GetUtcNow());
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

    private static DeliveryResult InWords(FetchResponse answer, DateTimeOffset now)
    {
        var host = answer.Address.IdnHost;
        return answer.Status switch
        {
            _ when answer.IsSuccess => new DeliveryResult.Sent(),
            410 => new DeliveryResult.Gone($"{host} answers 410: this webhook is gone"),
            >= 300 and <= 399 => new DeliveryResult.Failed(
                Retryable: true, $"{host} answers with a redirect ({answer.Status}), which webhooks do not follow; enter the address that it points to"),
            429 or 503 => new DeliveryResult.Failed(Retryable: true, $"{host} answers {answer.Status}", RetryAfter(answer, now)),
            _ => new DeliveryResult.Failed(Retryable: true, $"{host} answers {answer.Status}"),
        };
    }

    /// <summary>RFC 9110, 10.2.3: seconds, or a date.</summary>
    private static TimeSpan? RetryAfter(FetchResponse answer, DateTimeOffset now)
    {
        var value = answer.Headers.First("Retry-After")?.Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);

        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - now : null;
    }
}
