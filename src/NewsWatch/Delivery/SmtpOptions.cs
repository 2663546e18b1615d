namespace NewsWatch.Delivery;

/// <summary>How the connection to the mail server is kept private.</summary>
public enum SmtpSecurity
{
    /// <summary>Begins in the clear and must turn to TLS before anything of ours is said (RFC 3207); port 587.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314); port 465.</summary>
    Tls,

    /// <summary>In the clear: for a server on this machine.</summary>
    None,
}

/// <summary>
/// The mail server that takes our mails. It is dialled through the same gate as everything: one in a private network is named
/// in <c>outbound.allowLocal</c>.
/// </summary>
public sealed record SmtpOptions
{
    public required string Host { get; init; }

    /// <summary>587: submission with STARTTLS.</summary>
    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; } = SmtpSecurity.StartTls;

    /// <summary>Null: the server takes mail without a login.</summary>
    public string? User { get; init; }

    public Secret? Password { get; init; }

    public required MailSender From { get; init; }

    /// <summary>Connecting and the TLS handshake: 15 s each.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The answer to one command: 30 s. RFC 5321 allows minutes; a retry costs less than a blocked sender.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The answer after the whole mail was sent: 4 min, less than the 10 that RFC 5321 (4.5.3.2.6) asks for, so that a whole
    /// attempt with every answer late ends before its lease does. Giving up early here is what makes mails arrive twice, so it is
    /// long all the same.
    /// </summary>
    public TimeSpan AcceptTimeout { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>A certificate that no authority vouches for but the operator does: host to SHA-256 in hex.</summary>
    public IReadOnlyDictionary<string, string> TrustedCertificates { get; init; } = new Dictionary<string, string>();
}
