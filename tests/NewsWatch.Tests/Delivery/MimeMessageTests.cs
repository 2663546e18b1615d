using System.Text;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Delivery;

public sealed class MimeMessageTests
{
    private static readonly MailSender Sender = new("alerts@watch.example", "NewsWatch");

    [Fact]
    public void A_mail_is_as_approved() => Write(Invented.Message with
    {
        Subject = "Größe zählt: 人工智能法 passes, and a subject that is too long for one line is folded where words end",
        Text = "Cameras are on.\n.\nA line that begins with nothing and goes on for longer than the seventy-six characters of a line.\nÜber = 1.\n",
        Html = "<!DOCTYPE html>\n<p>" + new string('字', 60) + "</p>\n",
        Unsubscribe = new Uri("https://watch.example/unsubscribe/abc?t=1"),
    }).ShouldBeAsApproved("Delivery/fixtures/alert.eml");

    [Fact]
    public void Every_line_is_short_ascii_and_ends_in_cr_lf()
    {
        var mail = Write(Invented.Message with
        {
            Subject = string.Concat(Enumerable.Repeat("é", 500)),
            Text = new string('x', 5000) + "\n" + string.Concat(Enumerable.Repeat("ü=\t ", 500)) + "\r\rnaked\rreturns\n\n",
        });

        mail.ShouldEndWith("\r\n");
        foreach (var line in mail.Split("\r\n"))
        {
            line.Length.ShouldBeLessThanOrEqualTo(78);
            line.Any(c => c is < ' ' and not '\t' or > '~').ShouldBeFalse(line);
        }
    }

    [Theory]
    [InlineData("a\r\nBcc: victim@lantern.example")]
    [InlineData("a\nBcc: victim@lantern.example")]
    [InlineData("a\r\n\r\n<script>")]
    [InlineData("a\u2028Bcc: victim@lantern.example")]
    [InlineData("=?utf-8?Q?=0D=0ABcc:_victim@lantern.example?=")]
    public void No_subject_or_name_can_add_a_header(string hostile)
    {
        var mail = Write(Invented.Message with { Subject = hostile, ThreadId = hostile }, new MailSender("alerts@watch.example", hostile));
        var headers = Headers(mail);

        headers.Select(header => header.Split(':')[0]).ShouldBe(
            ["From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "List-Id", "Auto-Submitted", "MIME-Version", "Content-Type"]);
        Decoded(headers.Single(header => header.StartsWith("Subject:", StringComparison.Ordinal))["Subject: ".Length..])
            .ShouldBe(Plain.Line(hostile, 200));
    }

    [Fact]
    public void The_message_id_is_the_deliverys_on_every_attempt_and_the_thread_is_the_storys()
    {
        var delivery = Invented.Delivery(Invented.Message, new EmailTarget("desk@lantern.example"));
        var first = Headers(Write(delivery));
        var retry = Headers(Write(delivery with { Attempts = 7 }));
        var update = Headers(Write(delivery with { Id = "other", Message = Invented.Message with { Subject = "More" } }));

        retry.ShouldBe(first);
        first.ShouldContain($"Message-ID: <{delivery.Id}@watch.example>");
        References(update).ShouldBe(References(first));
    }

    [Fact]
    public void Unsubscribing_by_one_click_is_offered_as_rfc_8058_asks()
    {
        var headers = Headers(Write(Invented.Message with { Unsubscribe = new Uri("https://watch.example/u/abc") }));

        headers.ShouldContain("List-Unsubscribe: <https://watch.example/u/abc>");
        headers.ShouldContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    }

    [Theory]
    [InlineData("a@b\r\nRCPT TO:<victim@lantern.example>")]
    [InlineData("no-domain")]
    [InlineData("<a@b>")]
    [InlineData("a b@lantern.example")]
    public void What_is_no_address_is_not_written(string recipient) =>
        Should.Throw<ArgumentException>(() => MimeMessage.Write(
            Invented.Delivery(Invented.Message, new EmailTarget("x@lantern.example")), Invented.Message, Sender, recipient));

    private static string Write(OutgoingMessage message, MailSender? sender = null) =>
        Write(Invented.Delivery(message, new EmailTarget("desk@lantern.example")), sender);

    private static string Write(NewsWatch.Delivery.Delivery delivery, MailSender? sender = null) =>
        Encoding.ASCII.GetString(MimeMessage.Write(delivery, delivery.Message, sender ?? Sender, "desk@lantern.example"));

    private static List<string> Headers(string mail) =>
        [.. mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n")];

    private static string References(List<string> headers) => headers.Single(header => header.StartsWith("References:", StringComparison.Ordinal));

    private static string Decoded(string words) => !words.StartsWith("=?", StringComparison.Ordinal)
        ? words
        : string.Concat(words.Split(' ').Select(word => Encoding.UTF8.GetString(Convert.FromBase64String(word["=?utf-8?B?".Length..^2]))));
}
