using System.Globalization;
using System.Text;
using NewsWatch.Alerts;

namespace NewsWatch.Delivery;

/// <summary>
/// A mail as bytes for SMTP or a file (RFC 5322, 2045–2047, 2369, 8058): plain text and HTML as alternatives, ASCII throughout,
/// lines ended by CR LF. The same delivery gives the same bytes on every attempt, its Message-ID derived from the delivery's id.
/// </summary>
public static class MimeMessage
{
    private const string Crlf = "\r\n";

    /// <exception cref="ArgumentException">The recipient is not a mail address.</exception>
    public static byte[] Write(Delivery delivery, OutgoingMessage message, MailSender from, string to)
    {
        if (!EmailAddress.TryParse(to, out var recipient, out var problem))
            throw new ArgumentException(problem, nameof(to));

        var boundary = $"=_{delivery.Id}";
        var mail = new StringBuilder(message.Html.Length + message.Text.Length + 2048);
        MimeHeader.Write(mail, "From", $"{MimeHeader.Words(Plain.Line(from.Name, 100))} <{from.Address}>");
        MimeHeader.Write(mail, "To", $"<{recipient}>");
        MimeHeader.Write(mail, "Subject", MimeHeader.Words(Plain.Line(message.Subject, 200)));
        MimeHeader.Write(mail, "Date", message.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + Offset(message.Date));
        MimeHeader.Write(mail, "Message-ID", MessageId(delivery.Id, from));
        if (message.ThreadId is { } thread)
        {
            // The thread's head is an id that was never sent: whichever message of a story comes first, all hang from one place.
            var head = MessageId(Ids.Derive("thread", thread), from);
            MimeHeader.Write(mail, "In-Reply-To", head);
            MimeHeader.Write(mail, "References", head);
        }

        if (message.Unsubscribe is { IsAbsoluteUri: true } unsubscribe)
        {
            MimeHeader.Write(mail, "List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            MimeHeader.Write(mail, "List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        MimeHeader.Write(mail, "List-Id", $"<{delivery.SubscriptionId}.{from.Domain}>");
        MimeHeader.Write(mail, "Auto-Submitted", "auto-generated");
        MimeHeader.Write(mail, "MIME-Version", "1.0");
        MimeHeader.Write(mail, "Content-Type", $"multipart/alternative; boundary=\"{boundary}\"");
        mail.Append(Crlf);
        Part(mail, boundary, "text/plain", message.Text);
        Part(mail, boundary, "text/html", message.Html);
        mail.Append("--").Append(boundary).Append("--").Append(Crlf);
        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    /// <summary>The Message-ID of a delivery.</summary>
    public static string MessageId(string id, MailSender from) => $"<{id}@{from.Domain}>";

    private static void Part(StringBuilder mail, string boundary, string type, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content.ReplaceLineEndings(Crlf));
        var manyNonAscii = bytes.Count(b => b > 127) > bytes.Length / 6;
        mail.Append("--").Append(boundary).Append(Crlf);
        MimeHeader.Write(mail, "Content-Type", $"{type}; charset=utf-8");
        MimeHeader.Write(mail, "Content-Transfer-Encoding", manyNonAscii ? "base64" : "quoted-printable");
        mail.Append(Crlf);
        if (manyNonAscii)
            mail.Append(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));
        else
            QuotedPrintable.Write(mail, bytes);

        // The line break before a boundary belongs to the boundary: a text that ends in one has two.
        mail.Append(Crlf);
    }

    private static string Offset(DateTimeOffset date)
    {
        var sign = date.Offset < TimeSpan.Zero ? '-' : '+';
        return sign + date.Offset.Duration().ToString("hhmm", CultureInfo.InvariantCulture);
    }
}
