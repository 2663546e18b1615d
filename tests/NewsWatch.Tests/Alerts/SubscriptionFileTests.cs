using NewsWatch.Alerts;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Alerts;

public sealed class SubscriptionFileTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void A_full_subscription_is_read()
    {
        var subscription = Parse($$"""
            subscriptions:
              - id: desk
                name: AI desk
                query: topic:regulation OR "face recognition"
                channels:
                  - console: true
                  - folder: mails
                  - email: Desk@BÜCHER.example
                  - webhook: https://hooks.example/a
                    secret: {{Secret}}
                cadence: instant
                zone: Europe/Berlin
                quietHours: 22:00-7:00
                developments: [firstReport, correction]
                language: DE
                paused: true
            """).ShouldHaveSingleItem();

        subscription.Id.ShouldBe("desk");
        subscription.Name.ShouldBe("AI desk");
        subscription.Channels.Select(channel => $"{channel.Name} {channel.Recipient}")
            .ShouldBe(["console -", "folder mails", "email Desk@xn--bcher-kva.example", "webhook https://hooks.example/a"]);
        subscription.Zone.Id.ShouldBe("Europe/Berlin");
        subscription.QuietHours.ShouldBe(new QuietHours(new TimeOnly(22, 0), new TimeOnly(7, 0)));
        subscription.Developments.ShouldBe([DevelopmentKind.FirstReport, DevelopmentKind.Correction], ignoreOrder: true);
        subscription.Language.ShouldBe("de");
        subscription.Paused.ShouldBeTrue();
        subscription.Channels[3].ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public void What_is_not_said_has_a_default()
    {
        var subscription = Parse("""
            subscriptions:
              - id: all
                query: '*'
                channels: [{ console: true }]
            """).ShouldHaveSingleItem();

        subscription.Name.ShouldBe("all");
        subscription.Cadence.ShouldBe(Cadence.Instant);
        subscription.Zone.ShouldBe(TimeZoneInfo.Utc);
        subscription.Developments.ShouldBe(Subscription.AllDevelopments);
        subscription.QuietHours.ShouldBeNull();
    }

    [Theory]
    [InlineData("id: Desk!", 2, "subscription 'Desk!', id: is made of")]
    [InlineData("query: 'topic:a AND (b'", 3, "query: character 13 of the query: this bracket is never closed")]
    [InlineData("query: ''", 3, "to be told of everything write '*'")]
    [InlineData("zone: Europe/Atlantis", 5, "zone: 'Europe/Atlantis' is not a time zone")]
    [InlineData("quietHours: night", 5, "quietHours: 'night' is not a span")]
    [InlineData("language: German", 5, "language: 'German' is not")]
    [InlineData("cadence: sometimes", 5, "sometimes")]
    [InlineData("developments: [rumour]", 5, "rumour")]
    [InlineData("colour: red", 5, "the key 'colour' is not known here")]
    [InlineData("channels: [{ email: desk }]", 4, "channels: the mail address 'desk' has no '@'")]
    [InlineData("channels: [{ email: desk@ }]", 4, "has no domain")]
    [InlineData("channels: [{ email: \"desk@lantern.example\\r\\nBcc: x\" }]", 4, "is not a domain name")]
    [InlineData("channels: []", 4, "channels: are missing")]
    [InlineData("channels: [{ console: true, folder: a }]", 4, "each entry names one of")]
    [InlineData("channels: [{ console: true }, { console: true }]", 4, "the same console is named twice")]
    [InlineData("channels: [{ webhook: 'ftp://hooks.example', secret: x }]", 4, "write https://")]
    [InlineData("channels: [{ webhook: 'https://hooks.example' }]", 4, "needs a secret")]
    [InlineData("channels: [{ webhook: 'https://hooks.example', secret: short }]", 4, "24 to 64 bytes")]
    [InlineData("channels: [{ webhook: 'https://hooks.example', secret: 'env:NEWSWATCH_NOT_SET' }]", 4, "NEWSWATCH_NOT_SET")]
    [InlineData("channels: [{ webhook: 'http://127.0.0.1/', secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }]", 4, "private network")]
    [InlineData("channels: [{ webhook: 'http://2130706433/', secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }]", 4, "private network")]
    [InlineData("channels: [{ webhook: 'http://[::ffff:10.0.0.1]/', secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }]", 4, "private network")]
    [InlineData("channels: [{ webhook: 'http://LOCALHOST./', secret: whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw }]", 4, "private network")]
    public void What_cannot_work_is_refused_with_line_key_and_what_to_do(string wrong, int line, string words)
    {
        var key = wrong[..wrong.IndexOf(':', StringComparison.Ordinal)];
        var keys = new List<string> { "id: desk", "query: '*'", "channels: [{ console: true }]" };
        var at = keys.FindIndex(other => other.StartsWith(key + ":", StringComparison.Ordinal));
        if (at >= 0)
            keys[at] = wrong;
        else
            keys.Add(wrong);

        var error = Should.Throw<ConfigurationException>(() => Parse("subscriptions:\n  - " + string.Join("\n    ", keys) + "\n"));

        error.Line.ShouldBe(line);
        error.Message.ShouldContain(words);
        error.Message.ShouldStartWith($"subscriptions.yaml:{line}: ");
    }

    [Fact]
    public void A_local_webhook_is_taken_where_the_installation_allows_its_host()
    {
        const string Text = $$"""
            subscriptions:
              - id: desk
                query: '*'
                channels: [{ webhook: 'http://127.0.0.1:8080/hook', secret: {{Secret}} }]
            """;

        SubscriptionFile.Parse(Text, "subscriptions.yaml", ["127.0.0.1:8080"]).ShouldHaveSingleItem();
        Should.Throw<ConfigurationException>(() => SubscriptionFile.Parse(Text, "subscriptions.yaml", ["127.0.0.1:9090"]));
    }

    [Fact]
    public void One_id_is_one_subscription()
    {
        var error = Should.Throw<ConfigurationException>(() => Parse("""
            subscriptions:
              - { id: a, query: '*', channels: [{ console: true }] }
              - { id: a, query: '*', channels: [{ console: true }] }
            """));

        error.Line.ShouldBe(3);
        error.Message.ShouldContain("two subscriptions have the id 'a'");
    }

    [Fact]
    public void A_secret_can_come_from_the_environment_and_is_never_printed()
    {
        NewsWatch.Secret.Configured("env:PATH").ShouldNotBeNull().Reveal().ShouldBe(Environment.GetEnvironmentVariable("PATH"));
        NewsWatch.Secret.Configured("hunter2")!.ToString().ShouldBe("***");
    }

    private static IReadOnlyList<Subscription> Parse(string text) => SubscriptionFile.Parse(text, "subscriptions.yaml");
}
