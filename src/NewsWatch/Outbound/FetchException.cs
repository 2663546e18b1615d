namespace NewsWatch.Outbound;

/// <summary>Why a fetch came to nothing.</summary>
public enum FetchFailure
{
    /// <summary>We do not send this: a local address, a scheme that is not http(s), a header with a line break.</summary>
    Refused,

    /// <summary>The host's name has no address, or nobody could be asked.</summary>
    Dns,

    /// <summary>No connection could be made: nothing has been sent.</summary>
    Connect,

    /// <summary>The server could not prove who it is.</summary>
    Tls,

    /// <summary>The whole fetch took longer than its deadline; what was sent may have arrived.</summary>
    Timeout,

    /// <summary>The body or the headers passed their cap.</summary>
    TooLarge,

    TooManyRedirects,

    /// <summary>What came back is not HTTP.</summary>
    BadResponse,

    /// <summary>The body's compression is unknown or broken from the start.</summary>
    BadEncoding,
}

/// <summary>
/// A fetch came to nothing. The message is for people: it names the host and says what to do where something can be done, and carries
/// nothing that the server sent.
/// </summary>
public sealed class FetchException(FetchFailure kind, string message, Exception? inner = null) : Exception(message, inner)
{
    public FetchFailure Kind { get; } = kind;
}
