using System.Text;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Outbound;
using NewsWatch.Tests.Alerts;
using NewsWatch.Tests.Outbound;

namespace NewsWatch.Tests.Delivery;

public sealed class WebhookChannelTests
{
    private static readonly Secret Secret = new("whsec_" + Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()));

    [Fact]
    public async Task A_post_carries_the_deliverys_id_and_a_signature_that_the_receiver_can_check()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\nContent-Length: 0");
        (await Send(server)).ShouldBeOfType<DeliveryResult.Sent>();

        var head = server.Requests.ShouldHaveSingleItem();
        head.ShouldStartWith("POST /hook HTTP/1.1\r\n");
        var id = Header(head, "webhook-id");
        id.ShouldBe(Delivery().Id);
        WebhookSignature.Verify(
            Secret, id, Header(head, "webhook-timestamp"), Header(head, "webhook-signature"),
            Encoding.UTF8.GetBytes(Invented.Message.Payload), TimeProvider.System.GetUtcNow()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("HTTP/1.1 500 Oops\nContent-Length: 0", "answers 500")]
    [InlineData("HTTP/1.1 404 Not Found\nContent-Length: 0", "answers 404")]
    [InlineData("HTTP/1.1 302 Found\nLocation: http://127.0.0.1/\nContent-Length: 0", "redirect")]
    public async Task Any_other_answer_is_tried_again(string answer, string words)
    {
        await using var server = new RawServer(answer);
        var failed = (await Send(server)).ShouldBeOfType<DeliveryResult.Failed>();

        failed.Retryable.ShouldBeTrue();
        failed.Reason.ShouldContain(words);
        server.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it()
    {
        await using var server = new RawServer("HTTP/1.1 429 Slow\nRetry-After: 120\nContent-Length: 0");

        (await Send(server)).ShouldBeOfType<DeliveryResult.Failed>().After.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Gone_is_gone()
    {
        await using var server = new RawServer("HTTP/1.1 410 Gone\nContent-Length: 0");

        (await Send(server)).ShouldBeOfType<DeliveryResult.Gone>();
    }

    [Fact]
    public async Task Of_a_reply_without_end_no_more_is_read_than_needed()
    {
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"u8.ToArray(), cancellation);
            var block = new byte[64 * 1024];
            while (true)
                await stream.WriteAsync(block, cancellation);
        });

        (await Send(server)).ShouldBeOfType<DeliveryResult.Sent>();
    }

    [Fact]
    public async Task A_lost_answer_leaves_it_open()
    {
        await using var server = new RawServer([]);

        (await Send(server)).ShouldBeOfType<DeliveryResult.Unknown>();
    }

    [Fact]
    public async Task A_private_address_is_never_dialled()
    {
        await using var canary = RawServer.Canary();
        using var client = new GuardedClient(new OutboundOptions());
        var delivery = Delivery($"http://127.0.0.1:{canary.Port}/hook");
        var failed = (await Channel(client).Send(delivery, delivery.Message, TestContext.Current.CancellationToken)).ShouldBeOfType<DeliveryResult.Failed>();

        failed.Retryable.ShouldBeFalse();
        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_subscription_without_that_webhook_any_more_sends_nothing()
    {
        await using var canary = RawServer.Canary();
        using var client = Clients.For(canary);
        var channel = new WebhookChannel(client, _ => null, TimeProvider.System);

        (await channel.Send(Delivery(), Invented.Message, TestContext.Current.CancellationToken)).ShouldBeOfType<DeliveryResult.Failed>().Retryable.ShouldBeFalse();
        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public void The_specifications_own_example_is_signed_as_it_says()
    {
        // standard-webhooks: the sample of the reference libraries' tests.
        var secret = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var time = DateTimeOffset.FromUnixTimeSeconds(1614265330);

        WebhookSignature.Sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", time, """{"test": 2432232314}"""u8)
            .ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    [Theory]
    [InlineData(0, "", true)]
    [InlineData(299, "", true)]
    [InlineData(301, "", false)]
    [InlineData(-301, "", false)]
    [InlineData(0, " ", false)]
    public void A_receiver_refuses_what_is_old_or_changed(int secondsLater, string added, bool accepted)
    {
        var body = Encoding.UTF8.GetBytes("{}");
        var signature = WebhookSignature.Sign(Secret, "id", Invented.Noon, body);
        var received = Encoding.UTF8.GetBytes("{}" + added);

        WebhookSignature.Verify(Secret, "id", WebhookSignature.Seconds(Invented.Noon), signature, received, Invented.Noon.AddSeconds(secondsLater)).ShouldBe(accepted);
    }

    [Fact]
    public void A_receiver_refuses_another_id_time_or_key_and_takes_one_of_several_signatures()
    {
        var body = "{}"u8.ToArray();
        var time = WebhookSignature.Seconds(Invented.Noon);
        var signature = WebhookSignature.Sign(Secret, "id", Invented.Noon, body);
        var other = new Secret("whsec_" + Convert.ToBase64String(new byte[32]));

        WebhookSignature.Verify(Secret, "id2", time, signature, body, Invented.Noon).ShouldBeFalse();
        WebhookSignature.Verify(Secret, "id", WebhookSignature.Seconds(Invented.Noon.AddSeconds(1)), signature, body, Invented.Noon).ShouldBeFalse();
        WebhookSignature.Verify(other, "id", time, signature, body, Invented.Noon).ShouldBeFalse();
        WebhookSignature.Verify(Secret, "id", "soon", signature, body, Invented.Noon).ShouldBeFalse();
        WebhookSignature.Verify(Secret, "id", time, "", body, Invented.Noon).ShouldBeFalse();
        WebhookSignature.Verify(Secret, "id", time, "v1,AAAA " + signature, body, Invented.Noon).ShouldBeTrue();
    }

    [Fact]
    public void While_keys_change_either_key_finds_its_signature()
    {
        var (older, newer) = ("whsec_" + Convert.ToBase64String(new byte[32]), "whsec_" + Convert.ToBase64String(Enumerable.Repeat((byte)1, 32).ToArray()));
        var signatures = WebhookSignature.Sign(new Secret($"{older} {newer}"), "id", Invented.Noon, "{}"u8);

        foreach (var key in new[] { older, newer })
            WebhookSignature.Verify(new Secret(key), "id", WebhookSignature.Seconds(Invented.Noon), signatures, "{}"u8, Invented.Noon).ShouldBeTrue();
    }

    private static NewsWatch.Delivery.Delivery Delivery(string url = "http://hooks.example/hook") =>
        Invented.Delivery(Invented.Message, new WebhookTarget(new Uri(url), Secret));

    private static WebhookChannel Channel(GuardedClient client) => new(client, _ => Secret, TimeProvider.System);

    private static async Task<DeliveryResult> Send(RawServer server)
    {
        using var client = Clients.For(server);
        return await Channel(client).Send(Delivery(), Invented.Message, TestContext.Current.CancellationToken);
    }

    private static string Header(string head, string name) =>
        head.Split("\r\n").Single(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))[(name.Length + 2)..];
}
