namespace NewsWatch.Outbound;

/// <summary>One fetch. The defaults suit a feed.</summary>
public sealed record FetchRequest(Uri Address)
{
    public HttpMethod Method { get; init; } = HttpMethod.Get;

    /// <summary>The <c>Accept</c> header: what kinds of content are understood.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>What an earlier answer said of its version; sent only to the address that gave it.</summary>
    public Validators? Validators { get; init; }

    public byte[]? Content { get; init; }

    public string? ContentType { get; init; }

    /// <summary>Further headers, sent to the first address's own origin only. A line break or NUL in one refuses the fetch.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The most bytes of the decoded body; null: the installation's.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>
    /// What happens to a body longer than <see cref="MaxBytes"/>: false, the fetch fails; true, the first bytes are kept and the
    /// answer is marked <see cref="FetchResponse.Truncated"/> (for a webhook's reply or a robots.txt, where the rest does not matter).
    /// </summary>
    public bool CutAtMaxBytes { get; init; }

    /// <summary>The time for the whole fetch; null: the installation's.</summary>
    public TimeSpan? Deadline { get; init; }

    public bool FollowRedirects { get; init; } = true;
}

/// <summary>
/// A version mark of a document, kept as the server wrote it: replayed byte for byte, never parsed, never invented.
/// </summary>
/// <param name="ETag">The raw <c>ETag</c> value, quoted or not, or null.</param>
/// <param name="LastModified">The raw <c>Last-Modified</c> value, a date or not, or null.</param>
/// <param name="For">The address whose answer carried them.</param>
public sealed record Validators(string? ETag, string? LastModified, Uri For);
