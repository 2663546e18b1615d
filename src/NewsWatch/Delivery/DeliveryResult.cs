namespace NewsWatch.Delivery;

/// <summary>What came of one attempt. Four things can: a channel returns one of them and throws only when cancelled.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <summary>The receiver said that it took it.</summary>
    public sealed record Sent : DeliveryResult;

    /// <summary>It was surely not taken.</summary>
    /// <param name="Retryable">Whether trying later may help.</param>
    /// <param name="Reason">Why, in words for people; no secret and no more of the receiver's answer than its first line.</param>
    /// <param name="After">The receiver asked not to be tried before this time has passed.</param>
    public sealed record Failed(bool Retryable, string Reason, TimeSpan? After = null) : DeliveryResult;

    /// <summary>It went out whole, and the answer was lost: the receiver may have taken it.</summary>
    public sealed record Unknown(string Reason) : DeliveryResult;

    /// <summary>The receiver is gone for good: nothing should be sent there until somebody turns it on again.</summary>
    public sealed record Gone(string Reason) : DeliveryResult;
}
