namespace NewsWatch.Delivery;

/// <summary>One message in all the forms that channels need. Composed once and stored with its delivery, so that a repeat is the same.</summary>
public sealed record OutgoingMessage
{
    public required string Subject { get; init; }

    /// <summary>One line for a terminal or a chat, without markup.</summary>
    public required string Line { get; init; }

    /// <summary>Plain text; lines end with a newline.</summary>
    public required string Text { get; init; }

    /// <summary>A whole HTML document for mail: no script, no remote content. Not kept, and empty, where the channel sends no mail.</summary>
    public required string Html { get; init; }

    /// <summary>A JSON object for webhooks.</summary>
    public required string Payload { get; init; }

    /// <summary>The same in parts, for chat programs and feeds, which lay out by themselves; null in messages of older versions.</summary>
    public Brief? Brief { get; init; }

    /// <summary>When it was composed: the Date of a mail and the timestamp inside the payload, the same on every attempt.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>Messages with one thread are one conversation in a mail client: a story and subscription; null for none.</summary>
    public string? ThreadId { get; init; }

    /// <summary>Address that unsubscribes on POST (RFC 8058), or null where none is served.</summary>
    public Uri? Unsubscribe { get; init; }
}

/// <summary>A message in parts, each one line of cleaned text.</summary>
/// <param name="Label">What kind of news it is: "New fact".</param>
/// <param name="Sentence">What is new.</param>
/// <param name="Title">The article's headline, or the digest's.</param>
/// <param name="Outlet">Where it stands.</param>
/// <param name="Url">Where to read it; empty where there is no one place.</param>
/// <param name="Facts">First seen, sources, who repeats it, why it came.</param>
/// <param name="Page">Our page of the story, where one is served.</param>
public sealed record Brief(string Label, string Sentence, string Title, string Outlet, string Url, IReadOnlyList<string> Facts, string? Page);
