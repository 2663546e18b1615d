namespace NewsWatch.Outbound;

/// <summary>One redirect on the way.</summary>
/// <param name="Status">301, 302, 303, 307 or 308.</param>
/// <param name="Target">Where it pointed, made absolute.</param>
public sealed record Hop(int Status, Uri Target);

/// <summary>What a server answered, whatever its status.</summary>
public sealed record FetchResponse
{
    public required int Status { get; init; }

    /// <summary>The address that answered, after all redirects.</summary>
    public required Uri Address { get; init; }

    public IReadOnlyList<Hop> Redirects { get; init; } = [];

    public RawHeaders Headers { get; init; } = RawHeaders.Empty;

    /// <summary>Decoded; empty unless <see cref="IsSuccess"/>.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>
    /// The body is not whole: the connection or the compressed stream ended early, a check sum was wrong, or it was cut as asked.
    /// What is there may be used; its validators must not be kept.
    /// </summary>
    public bool Truncated { get; init; }

    /// <summary>Whether the request that was answered carried validators, so that a 304 means something.</summary>
    public bool Conditional { get; init; }

    /// <summary>The raw <c>Content-Type</c>, or null.</summary>
    public string? ContentType => Headers.First("Content-Type");

    public bool IsSuccess => Status is >= 200 and <= 299;
}
