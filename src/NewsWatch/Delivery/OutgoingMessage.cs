namespace NewsWatch.Delivery;

/// <summary>One message in all the forms that channels need. Composed once and stored with its delivery, so that a repeat is the same.</summary>
public sealed record OutgoingMessage
{
    public required string Subject { get; init; }

    /// <summary>One line for a terminal or a chat, without markup.</summary>
    public required string Line { get; init; }

    /// <summary>Plain text; lines end with a newline.</summary>
    public required string Text { get; init; }

    /// <summary>A whole HTML document for mail: no script, no remote content.</summary>
    public required string Html { get; init; }

    /// <summary>A JSON object for webhooks.</summary>
    public required string Payload { get; init; }

    /// <summary>When it was composed: the Date of a mail and the timestamp inside the payload, the same on every attempt.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Messages with one thread are one conversation in a mail client: a story and subscription; null for none.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Address that unsubscribes on POST (RFC 8058), or null where none is served.</summary>
    public Uri? Unsubscribe { get; init; }
}
