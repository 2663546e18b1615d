namespace NewsWatch.Delivery;

/// <summary>A way out: console, folder, email, webhook.</summary>
public interface IDeliveryChannel
{
    /// <summary>The name that deliveries call it by.</summary>
    string Name { get; }

    /// <summary>Tries once. A repeat under the same delivery id must be recognisable by the receiver.</summary>
    Task<DeliveryResult> Send(Delivery delivery, OutgoingMessage message, CancellationToken cancellation);
}
