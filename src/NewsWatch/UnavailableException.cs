namespace NewsWatch;

/// <summary>
/// Something that the work needs is away for a while (a server that is restarted): no fault of the work, and not counted as
/// one. It waits and is tried again until what it needs is back; the message says what that is.
/// </summary>
public sealed class UnavailableException(string message, Exception? inner = null) : Exception(message, inner);
