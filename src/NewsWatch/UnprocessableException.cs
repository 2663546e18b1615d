namespace NewsWatch;

/// <summary>
/// This work can never succeed, whoever tries it again: it is quarantined after one attempt, visible and replayable.
/// Any other exception is tried again with delay before it is quarantined.
/// </summary>
public sealed class UnprocessableException(string message, Exception? inner = null) : Exception(message, inner);
