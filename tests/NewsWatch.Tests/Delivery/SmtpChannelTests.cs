using System.Security.Cryptography;
using System.Text;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Outbound;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Delivery;

public sealed class SmtpChannelTests
{
    /// <summary>The machine's own mail server is named as local, as an operator would name it.</summary>
    private static readonly GuardedClient Client = new(new OutboundOptions { AllowLocal = ["localhost"] });

    private static readonly MailSender Sender = new("alerts@watch.example");

    [Fact]
    public async Task A_mail_is_taken_over_starttls_after_a_login_that_nobody_can_read()
    {
        await using var server = new ScriptedMailServer();
        var result = await Send(Options(server) with { User = "watch", Password = new Secret("hunter2") });

        result.ShouldBeOfType<DeliveryResult.Sent>();
        server.Mails.ShouldHaveSingleItem().ShouldContain("Subject: Harbour city turns on cameras\r\n");
        server.Commands.Where(command => command.StartsWith("clear ", StringComparison.Ordinal))
            .ShouldBe(["clear EHLO watch.example", "clear STARTTLS"]);
        server.Commands.ShouldContain("AUTH PLAIN " + Convert.ToBase64String("\0watch\0hunter2"u8));
        server.Commands.ShouldContain("RCPT TO:<desk@lantern.example>");
    }

    [Fact]
    public async Task A_mail_is_taken_over_tls_from_the_first_byte_with_the_other_kind_of_login()
    {
        await using var server = new ScriptedMailServer(new() { ["EHLO"] = "250-mail.example\r\n250 AUTH LOGIN" }, tlsAtOnce: true);
        var result = await Send(Options(server) with { Security = SmtpSecurity.Tls, User = "watch", Password = new Secret("hunter2") });

        result.ShouldBeOfType<DeliveryResult.Sent>();
        server.Commands.ShouldContain(Convert.ToBase64String("hunter2"u8));
        server.Commands.Any(command => command.StartsWith("clear ", StringComparison.Ordinal)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_repeat_is_the_same_mail_byte_for_byte()
    {
        await using var server = new ScriptedMailServer();
        await Send(Options(server));
        await Send(Options(server));

        server.Mails.Count.ShouldBe(2);
        server.Mails.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Where_starttls_was_stripped_nothing_of_ours_is_said()
    {
        await using var server = new ScriptedMailServer(new() { ["EHLO"] = "250 mail.example" });
        var failed = (await Send(Options(server) with { User = "watch", Password = new Secret("hunter2") })).ShouldBeOfType<DeliveryResult.Failed>();

        failed.Reason.ShouldContain("does not offer STARTTLS");
        server.Commands.ShouldBe(["clear EHLO watch.example"]);
    }

    [Fact]
    public async Task Words_sent_in_the_clear_along_with_the_turn_to_tls_are_not_believed()
    {
        await using var server = new ScriptedMailServer(new() { ["STARTTLS"] = "220 go on\r\n250 injected" });

        (await Send(Options(server))).ShouldBeOfType<DeliveryResult.Failed>().Reason.ShouldContain("in the clear before TLS");
    }

    [Fact]
    public async Task A_server_that_cannot_prove_who_it_is_gets_nothing()
    {
        await using var server = new ScriptedMailServer();
        var options = Options(server) with { TrustedCertificates = new Dictionary<string, string>() };
        var failed = (await Send(options)).ShouldBeOfType<DeliveryResult.Failed>();

        failed.Retryable.ShouldBeTrue();
        failed.Reason.ShouldContain("certificate");
        server.Mails.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("greeting", "421 later", true)]
    [InlineData("greeting", "554 no service", true)]
    [InlineData("EHLO", "500 what", true)]
    [InlineData("STARTTLS", "454 no TLS now", true)]
    [InlineData("AUTH", "535 wrong", true)]
    [InlineData("MAIL", "451 later", true)]
    [InlineData("MAIL", "550 not you", false)]
    [InlineData("RCPT", "450 greylisted", true)]
    [InlineData("RCPT", "550 nobody here", false)]
    [InlineData("DATA", "451 later", true)]
    [InlineData("DATA", "554 no", false)]
    [InlineData("dot", "452 disk full", true)]
    [InlineData("dot", "554 looks like spam", false)]
    public async Task A_refusal_at_any_point_is_a_failure_with_the_servers_words(string point, string reply, bool retryable)
    {
        await using var server = new ScriptedMailServer(new() { [point] = reply });
        var failed = (await Send(Options(server) with { User = "watch", Password = new Secret("hunter2") })).ShouldBeOfType<DeliveryResult.Failed>();

        failed.Retryable.ShouldBe(retryable);
        failed.Reason.ShouldContain(reply[..3]);
    }

    [Theory]
    [InlineData("greeting")]
    [InlineData("EHLO")]
    [InlineData("STARTTLS")]
    [InlineData("AUTH")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Before_the_last_line_a_cut_or_silence_means_surely_not_taken(string point)
    {
        foreach (var fault in new[] { ScriptedMailServer.Drop, ScriptedMailServer.Stall })
        {
            await using var server = new ScriptedMailServer(new() { [point] = fault });
            var options = Options(server) with { User = "watch", Password = new Secret("hunter2"), CommandTimeout = TimeSpan.FromMilliseconds(200) };

            (await Send(options)).ShouldBeOfType<DeliveryResult.Failed>().Retryable.ShouldBeTrue($"{fault} at {point}");
            server.Mails.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(ScriptedMailServer.Drop)]
    [InlineData(ScriptedMailServer.Stall)]
    public async Task After_the_last_line_a_lost_answer_leaves_it_open(string fault)
    {
        await using var server = new ScriptedMailServer(new() { ["dot"] = fault });
        var result = await Send(Options(server) with { AcceptTimeout = TimeSpan.FromMilliseconds(200) });

        result.ShouldBeOfType<DeliveryResult.Unknown>().Reason.ShouldStartWith("the mail was sent whole");
        server.Mails.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(ScriptedMailServer.Drop)]
    [InlineData("500 never")]
    public async Task How_the_server_takes_leave_changes_nothing(string reply)
    {
        await using var server = new ScriptedMailServer(new() { ["QUIT"] = reply });

        (await Send(Options(server))).ShouldBeOfType<DeliveryResult.Sent>();
    }

    [Fact]
    public async Task A_server_that_repeats_the_password_does_not_bring_it_into_an_error()
    {
        await using var server = new ScriptedMailServer(new() { ["AUTH"] = "535 wrong password hunter2" });
        var failed = (await Send(Options(server) with { User = "watch", Password = new Secret("hunter2") })).ShouldBeOfType<DeliveryResult.Failed>();

        failed.Reason.ShouldNotContain("hunter2");
        (Options(server) with { Password = new Secret("hunter2") }).ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task A_flood_instead_of_an_answer_is_cut()
    {
        await using var server = new ScriptedMailServer(new() { ["greeting"] = new string('x', 100_000) });

        (await Send(Options(server))).ShouldBeOfType<DeliveryResult.Failed>().Reason.ShouldContain("longer than");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    [InlineData("169.254.169.254")]
    public async Task A_mail_server_in_a_private_network_that_nobody_named_is_not_dialled(string host)
    {
        await using var canary = new ScriptedMailServer();
        using var client = new GuardedClient(new OutboundOptions());
        var delivery = Invented.Delivery(Invented.Message, new EmailTarget("desk@lantern.example"));

        var failed = (await new SmtpChannel(Options(canary) with { Host = host }, client).Send(delivery, delivery.Message, TestContext.Current.CancellationToken))
            .ShouldBeOfType<DeliveryResult.Failed>();

        failed.Reason.ShouldContain("outbound.allowLocal");
        canary.Commands.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_host_is_named_with_what_to_check()
    {
        SmtpOptions options;
        await using (var server = new ScriptedMailServer())
            options = Options(server);

        (await Send(options)).ShouldBeOfType<DeliveryResult.Failed>().Reason.ShouldContain($"localhost:{options.Port} does not answer");
    }

    [Fact]
    public void Lines_that_begin_with_a_dot_get_another()
    {
        var stuffed = SmtpConversation.DotStuffed(".a\r\nb.\r\n.\r\n..c\r\n"u8.ToArray());

        Encoding.ASCII.GetString(stuffed).ShouldBe("..a\r\nb.\r\n..\r\n...c\r\n");
    }

    private static SmtpOptions Options(ScriptedMailServer server) => new()
    {
        Host = "localhost",
        Port = server.Port,
        From = Sender,
        TrustedCertificates = new Dictionary<string, string> { ["localhost"] = server.Certificate.GetCertHashString(HashAlgorithmName.SHA256) },
    };

    private static Task<DeliveryResult> Send(SmtpOptions options)
    {
        var delivery = Invented.Delivery(Invented.Message, new EmailTarget("desk@lantern.example"));
        return new SmtpChannel(options, Client).Send(delivery, delivery.Message, TestContext.Current.CancellationToken);
    }
}
