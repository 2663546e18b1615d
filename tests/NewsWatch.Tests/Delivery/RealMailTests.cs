using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Outbound;
using NewsWatch.Digests;
using NewsWatch.Tests.Alerts;
using NewsWatch.Tests.Digests;

namespace NewsWatch.Tests.Delivery;

public sealed class RealMailTests
{
    [Fact]
    public async Task A_mail_server_and_a_mail_reader_that_others_wrote_take_and_read_a_digest()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var certificates = new ScriptedMailServer();
        await using var server = await RealMailServer.Start(certificates.Certificate, cancellation);
        var message = DigestText.Compose(DigestComposer.Compose(InventedWeek.Input));
        var delivery = Invented.Delivery(message with { Subject = "Größe: 人工智能" }, new EmailTarget("reader@lantern.example"));

        (await new SmtpChannel(Options(server), Client).Send(delivery, delivery.Message, cancellation)).ShouldBeOfType<DeliveryResult.Sent>();

        var mail = await server.Mail(cancellation);
        mail.GetProperty("subject").GetString().ShouldBe("Größe: 人工智能");
        mail.GetProperty("from").GetString().ShouldBe("NewsWatch <alerts@watch.example>");
        mail.GetProperty("id").GetString().ShouldBe($"<{delivery.Id}@watch.example>");
        mail.GetProperty("date").GetString().ShouldBe("2026-11-09T06:00:00+00:00");
        mail.GetProperty("recipients")[0].GetString().ShouldBe("reader@lantern.example");
        mail.GetProperty("unsubscribe").GetString().ShouldBe("<https://watch.example/unsubscribe/abc>");
        mail.GetProperty("private").GetBoolean().ShouldBeTrue();
        mail.GetProperty("user").GetString().ShouldBe("watch");
        mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n").ShouldBe(message.Text);
        mail.GetProperty("html").GetString()!.ReplaceLineEndings("\n").ShouldBe(message.Html);
        mail.GetProperty("defects").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task It_refuses_a_wrong_password_and_we_say_so()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var certificates = new ScriptedMailServer();
        await using var server = await RealMailServer.Start(certificates.Certificate, cancellation);
        var delivery = Invented.Delivery(Invented.Message, new EmailTarget("reader@lantern.example"));

        var failed = (await new SmtpChannel(Options(server) with { Password = new Secret("wrong") }, Client).Send(delivery, delivery.Message, cancellation))
            .ShouldBeOfType<DeliveryResult.Failed>();

        failed.Retryable.ShouldBeTrue();
        failed.Reason.ShouldContain("refused the login with 535");
    }

    private static GuardedClient Client { get; } = new(new OutboundOptions { AllowLocal = ["localhost"] });

    private static SmtpOptions Options(RealMailServer server) => new()
    {
        Host = "localhost",
        Port = server.Port,
        From = new MailSender("alerts@watch.example"),
        User = "watch",
        Password = new Secret("hunter2"),
        TrustedCertificates = new Dictionary<string, string> { ["localhost"] = server.Fingerprint },
    };
}
