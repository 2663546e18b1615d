using NewsWatch.Alerts;

namespace NewsWatch.Tests.Alerts;

public sealed class SubscriptionTextTests
{
    private const string File = """
        # Who wants what.
        subscriptions:
          # The desk, at once.
          - id: desk
            query: "*"
            channels:
              - console: true

          # The reader.
          - id: weekly
            name: The week   # as she likes it
            query: topic:courts
            cadence: weekly
            channels: [{ email: reader@lantern.example }]

        """;

    [Fact]
    public void What_is_added_stands_at_the_end_and_all_else_stays_as_it_was()
    {
        var changed = SubscriptionText.Add(File, "s.yaml", Row("late", "\"face recognition\" OR topic:\"a: b\""));

        changed.ShouldStartWith(File.TrimEnd());
        Read(changed).Select(subscription => subscription.Id).ShouldBe(["desk", "weekly", "late"]);
        Read(changed)[2].Query.ShouldBe("\"face recognition\" OR topic:\"a: b\"");
    }

    [Fact]
    public void What_is_changed_is_written_anew_and_comments_of_others_stay()
    {
        var changed = SubscriptionText.Change(File, "s.yaml", "desk", row =>
        {
            row.Burst = 5;
            row.QuietHours = "22:00-07:00";
            row.Mute = ["Daily Circuit"];
            row.Snooze = [new SubscriptionFile.SnoozeRow { Story = "abc", Until = "2026-11-30" }];
            return row;
        });

        changed.ShouldContain("# The desk, at once.");
        changed.ShouldContain("name: The week   # as she likes it");
        var desk = Read(changed)[0];
        desk.Burst.ShouldBe(5);
        desk.Muted.ShouldBe(["daily circuit"]);
        desk.Snoozed["abc"].ShouldBe(new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void What_is_removed_is_gone_and_the_last_leaves_an_empty_file_that_can_be_read()
    {
        var changed = SubscriptionText.Change(File, "s.yaml", "desk", _ => null);
        Read(changed).ShouldHaveSingleItem().Id.ShouldBe("weekly");

        var empty = SubscriptionText.Change(changed, "s.yaml", "weekly", _ => null);
        Read(empty).ShouldBeEmpty();
        Read(SubscriptionText.Add(empty, "s.yaml", Row("again", "*"))).ShouldHaveSingleItem();
        Read(SubscriptionText.Add("", "s.yaml", Row("first", "*"))).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("topic:(a", null, null, null, "character 7")]
    [InlineData("author:me", null, null, null, "there is no field 'author:'")]
    [InlineData("*", "Mars/Olympus", null, null, "'Mars/Olympus' is not a time zone")]
    [InlineData("*", null, "desk@", null, "no domain")]
    [InlineData("*", null, "desk", null, "no '@'")]
    [InlineData("*", null, null, "http://192.168.1.1/hook", "private network")]
    [InlineData("*", null, null, "http://0x7f000001/hook", "private network")]
    [InlineData("*", null, null, "http://[::ffff:10.0.0.1]/hook", "private network")]
    [InlineData("*", null, null, "ftp://hooks.example/a", "not an address that a webhook can have")]
    public void What_cannot_be_used_is_refused_when_entered_with_what_is_wrong_and_where(string query, string? zone, string? email, string? webhook, string problem)
    {
        var row = Row("late", query);
        row.Zone = zone;
        row.Channels =
        [
            email is not null ? new() { Email = email }
            : webhook is not null ? new() { Webhook = webhook, Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" }
            : new() { Console = true },
        ];

        var refused = Should.Throw<ConfigurationException>(() => SubscriptionText.Add(File, "s.yaml", row));
        refused.Message.ShouldContain(problem);
        refused.Message.ShouldContain("subscription 'late'");
        refused.Line.ShouldNotBeNull().ShouldBeGreaterThan(15);
    }

    [Theory]
    [InlineData("channels: [{ slack: 'http://127.0.0.1/x' }]", "private network")]
    [InlineData("channels: [{ ntfy: 'https://ntfy.example/' }]", "one topic")]
    [InlineData("channels: [{ feed: short }]", "16 to 128")]
    [InlineData("channels: [{ teams: 'env:NEWSWATCH_NOT_SET' }]", "NEWSWATCH_NOT_SET")]
    [InlineData("burst: 0", "burst")]
    [InlineData("snooze: [{ story: a, until: soon }]", "'soon' is no day")]
    [InlineData("topics: [courts]", "not both")]
    [InlineData("mute: ['--']", "mute")]
    public void New_keys_are_checked_too(string line, string problem)
    {
        var text = $"subscriptions:\n  - id: a\n    query: '*'\n    {line}\n{(line.StartsWith("channels", StringComparison.Ordinal) ? "" : "    channels: [{ console: true }]\n")}";
        Should.Throw<ConfigurationException>(() => Read(text)).Message.ShouldContain(problem);
    }

    [Fact]
    public void Topics_and_entities_to_follow_are_any_of_them() =>
        Read("subscriptions:\n  - id: a\n    topics: [courts, jobs]\n    entities: [Open AI]\n    channels: [{ console: true }]\n")[0].Query
            .ShouldBe("topic:courts OR topic:jobs OR entity:\"Open AI\"");

    private static SubscriptionFile.Row Row(string id, string query) => new() { Id = id, Query = query, Channels = [new() { Console = true }] };

    private static IReadOnlyList<Subscription> Read(string text) => SubscriptionFile.Parse(text, "s.yaml");
}
