using NewsWatch.Alerts;
using NewsWatch.Outbound;

namespace NewsWatch.Delivery;

/// <summary>Mails over SMTP. Knows the moment from which a lost answer leaves open whether the mail was taken.</summary>
/// <param name="options">The operator's mail server.</param>
/// <param name="client">The one way out.</param>
/// <param name="networkClock">What timeouts are measured by: real time, even where the product's clock runs faster.</param>
public sealed class SmtpChannel(SmtpOptions options, GuardedClient client, TimeProvider? networkClock = null) : IDeliveryChannel, IDisposable
{
    /// <summary>Servers take few connections from one place at once, and refuse the rest.</summary>
    private const int MostConnections = 4;

    private readonly SemaphoreSlim _places = new(MostConnections);

    public string Name => ChannelNames.Email;

    public void Dispose() => _places.Dispose();

    public async Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(delivery.Recipient, out var to, out var problem))
            return new DeliveryResult.Failed(Retryable: false, problem);

        var mail = MimeMessage.Write(delivery, message, options.From, to);
        SmtpConversation? conversation = null;
        await _places.WaitAsync(cancellation);
        try
        {
            await using var connection = await SmtpConnection.Open(options, client, networkClock ?? TimeProvider.System, cancellation);
            conversation = new SmtpConversation(options, connection, cancellation);
            await conversation.Hand(mail, to);
            await conversation.TakeLeave();
            return new DeliveryResult.Sent();
        }
        catch (SmtpException error)
        {
            return conversation is { MayHaveBeenTaken: true }
                ? new DeliveryResult.Unknown($"the mail was sent whole, and then {error.Message}")
                : new DeliveryResult.Failed(error.Retryable, error.Message);
        }
        finally
        {
            _places.Release();
        }
    }
}
