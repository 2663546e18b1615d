using System.Net;
using System.Text;

namespace NewsWatch.Delivery;

/// <summary>
/// Hands one mail to a server (RFC 5321): greeting, TLS, login, envelope, text. Own rather than the framework's client, which
/// cannot tell a mail that was surely not taken from one whose acceptance was lost on the way, and knows no TLS from the first byte.
/// </summary>
internal sealed class SmtpConversation(SmtpOptions options, SmtpConnection connection, CancellationToken cancellation)
{
    /// <summary>Set once the mail's last line may have reached the server: from then on a lost answer says nothing.</summary>
    public bool MayHaveBeenTaken { get; private set; }

    /// <exception cref="SmtpException">The mail was not taken; or, when <see cref="MayHaveBeenTaken"/>, its answer was lost.</exception>
    public async Task Hand(byte[] mail, string to)
    {
        if (options.Security is SmtpSecurity.Tls)
            await connection.TurnPrivate(cancellation);

        Expect(await connection.Hear(options.CommandTimeout, cancellation), 2, "the greeting", finalIsFinal: false);
        var offer = await Greet();
        if (options.Security is SmtpSecurity.StartTls)
        {
            if (!offer.Offers("STARTTLS"))
                throw new SmtpException($"{options.Host} does not offer STARTTLS, and nothing is sent in the clear; set the security to tls where it speaks TLS at once");

            Expect(await connection.Say("STARTTLS", cancellation), 2, "STARTTLS", finalIsFinal: false);
            await connection.TurnPrivate(cancellation);
            offer = await Greet();
        }

        if (options.User is { } user)
            await LogIn(offer, user, options.Password?.Reveal() ?? "");

        Expect(await connection.Say($"MAIL FROM:<{options.From.Address}>", cancellation), 2, "the sender");
        Expect(await connection.Say($"RCPT TO:<{to}>", cancellation), 2, "the recipient");
        Expect(await connection.Say("DATA", cancellation), 3, "the mail");
        await connection.Write(DotStuffed(mail), options.CommandTimeout, cancellation);

        MayHaveBeenTaken = true;
        await connection.Write(".\r\n"u8.ToArray(), options.CommandTimeout, cancellation);
        var verdict = await connection.Hear(options.AcceptTimeout, cancellation);
        MayHaveBeenTaken = false;
        Expect(verdict, 2, "the mail");
    }

    /// <summary>Takes leave; the mail is taken whether the server hears it or not.</summary>
    public async Task TakeLeave()
    {
        try
        {
            await connection.Write("QUIT\r\n"u8.ToArray(), TimeSpan.FromSeconds(2), cancellation);
        }
        catch (Exception error) when (error is SmtpException or OperationCanceledException)
        {
            // Nothing hangs on it.
        }
    }

    /// <summary>Lines that begin with a dot get another (RFC 5321, 4.5.2). The mail ends in CR LF.</summary>
    internal static byte[] DotStuffed(byte[] mail)
    {
        var stuffed = new MemoryStream(mail.Length + 64);
        for (var i = 0; i < mail.Length; i++)
        {
            if (mail[i] == '.' && (i == 0 || mail[i - 1] == '\n'))
                stuffed.WriteByte((byte)'.');

            stuffed.WriteByte(mail[i]);
        }

        return stuffed.ToArray();
    }

    private async Task<SmtpReply> Greet()
    {
        // The sender's domain, not the machine's name: that is nobody's business.
        var offer = await connection.Say($"EHLO {options.From.Domain}", cancellation);
        Expect(offer, 2, "EHLO", finalIsFinal: false);
        return offer;
    }

    private async Task LogIn(SmtpReply offer, string user, string password)
    {
        if (!connection.IsPrivate && !IsThisMachine())
            throw new SmtpException($"a password is not sent to {options.Host} in the clear; set the security to starttls or tls");

        SmtpReply reply;
        if (offer.OffersLogin("PLAIN"))
        {
            reply = await connection.Say("AUTH PLAIN " + Base64($"\0{user}\0{password}"), cancellation);
        }
        else if (offer.OffersLogin("LOGIN"))
        {
            Expect(await connection.Say("AUTH LOGIN", cancellation), 3, "the login", finalIsFinal: false);
            Expect(await connection.Say(Base64(user), cancellation), 3, "the user", finalIsFinal: false);
            reply = await connection.Say(Base64(password), cancellation);
        }
        else
        {
            throw new SmtpException($"{options.Host} offers no login that is known here (PLAIN, LOGIN)");
        }

        // Its words are not shown: a server may repeat what it was told.
        if (!reply.IsDone)
            throw new SmtpException($"{options.Host} refused the login with {reply.Code}; check user and password");
    }

    private bool IsThisMachine() =>
        options.Host == "localhost" || (IPAddress.TryParse(options.Host, out var address) && IPAddress.IsLoopback(address));

    /// <param name="reply">What the server said.</param>
    /// <param name="wanted">The first digit that means to go on.</param>
    /// <param name="what">What it answers, in words.</param>
    /// <param name="finalIsFinal">
    /// Whether a 5xx speaks of this mail and ends it. Before the envelope it speaks of our configuration or the server's state,
    /// which an operator can mend within the days of retries.
    /// </param>
    private void Expect(SmtpReply reply, int wanted, string what, bool finalIsFinal = true)
    {
        if (reply.Code / 100 != wanted)
            throw new SmtpException($"{options.Host} refused {what}: {reply.InWords}", retryable: !(finalIsFinal && reply.IsFinal));
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
