namespace NewsWatch.Delivery;

/// <summary>A mail was not taken, surely: said by the server, or the conversation ended before the mail was whole.</summary>
internal sealed class SmtpException(string message, bool retryable = true, Exception? inner = null) : Exception(message, inner)
{
    public bool Retryable { get; } = retryable;
}
