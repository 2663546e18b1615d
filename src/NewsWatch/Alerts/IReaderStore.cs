namespace NewsWatch.Alerts;

/// <summary>Keeps what readers do beside the configuration: leave by a link, teach what to tell.</summary>
public interface IReaderStore
{
    /// <summary>The recipients of a subscription who left it.</summary>
    Task<IReadOnlySet<(string Channel, string Recipient)>> LeftBy(string subscriptionId, CancellationToken cancellation);

    /// <summary>Everybody who left anything, latest first.</summary>
    Task<IReadOnlyList<Departure>> Departures(CancellationToken cancellation);

    /// <summary>Leaves a subscription: nothing more goes there, and what waits to be sent is not sent.</summary>
    /// <returns>False when they had left before; then nothing changes.</returns>
    Task<bool> Leave(string subscriptionId, string channel, string recipient, CancellationToken cancellation);

    /// <summary>Takes a recipient back who had left.</summary>
    /// <returns>False when they had not left.</returns>
    Task<bool> Return(string subscriptionId, string channel, string recipient, CancellationToken cancellation);

    /// <summary>What a subscriber taught.</summary>
    Task<IReadOnlySet<Lesson>> LessonsOf(string subscriptionId, CancellationToken cancellation);

    Task Teach(string subscriptionId, Lesson lesson, CancellationToken cancellation);

    /// <summary>The key that this installation signs its links with; made once.</summary>
    Task<Secret> LinkKey(CancellationToken cancellation);
}

/// <summary>A recipient who left a subscription.</summary>
public sealed record Departure(string SubscriptionId, string Channel, string Recipient, DateTimeOffset At);
