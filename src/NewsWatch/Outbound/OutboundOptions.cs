using System.Net;

namespace NewsWatch.Outbound;

/// <summary>How this installation reaches out. Each default stands with its reason.</summary>
public sealed record OutboundOptions
{
    /// <summary>Where an operator who is annoyed by our requests can complain: an address of a page or a mailbox.</summary>
    public string Contact { get; init; } = "https://newswatch.example/about";

    /// <summary>What we say we are. Null: the program's name and <see cref="Contact"/>.</summary>
    public string? UserAgent { get; init; }

    /// <summary>The most bytes of a body after decoding: 15 MiB, above every real feed and far below what a bomb needs.</summary>
    public long MaxBytes { get; init; } = 15 * 1024 * 1024;

    /// <summary>The most bytes of one answer's headers: 64 KiB, the most that servers in use send.</summary>
    public int MaxHeaderBytes { get; init; } = 64 * 1024;

    /// <summary>The whole fetch, from the name look-up over all redirects to the last byte: 30 s.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Looking up and dialling one host: 10 s, so that a dead host leaves its slot early.</summary>
    public TimeSpan ConnectDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many redirects are followed: 5, more than any feed needs that still works.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Open connections to one host and port: 4. Feeds are spaced more widely than this by the schedule.</summary>
    public int MaxConnectionsPerHost { get; init; } = 4;

    /// <summary>
    /// Hosts that are served from a fixed place, as curl's <c>--connect-to</c>: a host name, or <c>*.domain</c> for all below it,
    /// to the place that is dialled whatever port the address names. The place may be local: the operator wrote it.
    /// </summary>
    public IReadOnlyDictionary<string, IPEndPoint> ConnectTo { get; init; } = new Dictionary<string, IPEndPoint>();

    /// <summary>Hosts (<c>host</c> or <c>host:port</c>, names or addresses) that may be fetched although they are local.</summary>
    public IReadOnlyList<string> AllowLocal { get; init; } = [];

    /// <summary>
    /// Servers whose certificate no authority vouches for but the operator does: host to the SHA-256 of the certificate in hex.
    /// There is no way to switch certificate checks off.
    /// </summary>
    public IReadOnlyDictionary<string, string> TrustedCertificates { get; init; } = new Dictionary<string, string>();

    internal string UserAgentHeader => UserAgent ?? $"NewsWatch/0.1 (+{Contact})";

    /// <summary>Whether <see cref="AllowLocal"/> names this address's host, with its port or without.</summary>
    public bool AllowsLocal(Uri address) => AllowsLocal(address.IdnHost, address.Port);

    internal bool AllowsLocal(string host, int port)
    {
        var name = host.Trim('[', ']').TrimEnd('.');
        return AllowLocal.Any(entry =>
            entry.Trim('[', ']').Equals(name, StringComparison.OrdinalIgnoreCase)
            || entry.Equals($"{name}:{port}", StringComparison.OrdinalIgnoreCase)
            || entry.Equals($"[{name}]:{port}", StringComparison.OrdinalIgnoreCase));
    }
}
