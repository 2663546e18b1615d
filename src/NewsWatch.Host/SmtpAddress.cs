using NewsWatch.Delivery;

namespace NewsWatch.Host;

/// <summary>Reads the mail server's address: <c>smtp://</c> with STARTTLS, <c>smtps://</c> with TLS from the start, <c>smtp+plain://</c> without.</summary>
internal static class SmtpAddress
{
    /// <exception cref="ConfigurationException">The address or the sender cannot be used.</exception>
    public static SmtpOptions Parse(MailSettings mail)
    {
        if (!Uri.TryCreate(mail.Smtp, UriKind.Absolute, out var address) || address.Host.Length == 0)
            throw Refused("'mail.smtp' is no address; write smtp://user:password@host:587");

        var security = address.Scheme switch
        {
            "smtp" => SmtpSecurity.StartTls,
            "smtps" => SmtpSecurity.Tls,
            "smtp+plain" => SmtpSecurity.None,
            _ => throw Refused($"'mail.smtp' begins with '{address.Scheme}'; write smtp:// (STARTTLS), smtps:// (TLS) or smtp+plain:// (neither)"),
        };
        var user = address.UserInfo.Split(':', 2);
        return new SmtpOptions
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : security == SmtpSecurity.Tls ? 465 : 587,
            Security = security,
            User = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            Password = user.Length == 2 ? new Secret(Uri.UnescapeDataString(user[1])) : null,
            From = new MailSender(mail.From),
        };
    }

    private static ConfigurationException Refused(string problem) => new("newswatch.json", null, problem);
}
