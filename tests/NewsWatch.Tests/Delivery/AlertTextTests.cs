using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Stories;
using static NewsWatch.Tests.Alerts.Invented;

namespace NewsWatch.Tests.Delivery;

public sealed class AlertTextTests
{
    private static readonly AlertNews News = Told(
        (Alert)AlertRules.Decide(
            News(
                Circuit,
                Development(DevelopmentKind.ChangedFigure, "The contract names 412 cameras and not 400, the council's clerk said on Tuesday evening."),
                Development(DevelopmentKind.NewVoice, "“Nobody asked us,” said Mirre Oostveen, who leads the opposition in the council.")).Taking(DerivationKind.Rewrite, 0.5),
            Desk,
            [],
            Noon.AddHours(2)),
        Circuit) with
    {
        Story = Story with
        {
            ComesFrom = ["The Lantern", "Harbour Radio"],
            Repeaters = ["Northern Post", "AI Brief", "Techwire"],
            ArticleCount = 6,
        },
        Links = new PageLinks(new Uri("https://watch.example/stories/story1"), new Uri("https://watch.example/unsubscribe/abc")),
    };

    [Fact]
    public void The_plain_text_is_as_approved() => AlertText.Compose(News).Text.ShouldBeAsApproved("Delivery/fixtures/alert.txt");

    [Fact]
    public void The_html_is_as_approved() => AlertText.Compose(News).Html.ShouldBeAsApproved("Delivery/fixtures/alert.html");

    [Fact]
    public void The_json_is_as_approved() => AlertText.Compose(News).Payload.ShouldBeAsApproved("Delivery/fixtures/alert.json");

    [Fact]
    public void All_alerts_of_a_story_for_a_subscriber_are_one_conversation_under_the_storys_title()
    {
        var one = AlertText.Compose(News);
        var two = AlertText.Compose(News with { Alert = News.Alert with { Id = "other", Development = Development(DevelopmentKind.Correction) } });

        two.ThreadId.ShouldBe(one.ThreadId);
        two.Subject.ShouldBe(one.Subject);
        two.ThreadId.ShouldNotBe(AlertText.Compose(News with { Alert = News.Alert with { StoryId = "story2" } }).ThreadId);
    }

    [Fact]
    public void A_story_whose_root_was_never_fetched_says_from_whom_it_comes() =>
        AlertText.Compose(News with { Story = Story with { ComesFrom = ["Harbour Radio"] } }).Text
            .ShouldContain("First seen at The Lantern, Tuesday 3 November 2026, 13:02 (UTC+01:00), which takes it from Harbour Radio.");

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("a\r\nBcc: victim@lantern.example")]
    [InlineData("\u202Egnp.exe\u2066")]
    [InlineData("\u001b[2J\u0007")]
    [InlineData("javascript:alert(1)")]
    public void Whatever_a_stranger_writes_in_any_place_stays_text(string hostile)
    {
        var message = AlertText.Compose(News with
        {
            Article = Circuit with { Title = hostile, OutletName = hostile, CanonicalUrl = hostile, Text = hostile },
            Story = new StoryFacts("s", hostile, new FirstSeen("a", hostile, hostile, Noon), [hostile, hostile], [hostile, hostile], 2),
            Alert = News.Alert with { Development = Development(DevelopmentKind.NewFact, hostile), Also = [Development(DevelopmentKind.NewVoice, hostile)], Doubt = hostile },
            Why = [hostile],
        });

        message.Html.ShouldNotContain("<script>alert");
        message.Html.ShouldNotContain("<img");
        message.Html.ShouldNotContain("href=\"javascript");
        message.Text.ShouldNotContain("\nBcc");
        message.Subject.Any(char.IsControl).ShouldBeFalse();
        message.Line.Any(char.IsControl).ShouldBeFalse();
        (message.Subject + message.Line + message.Text + message.Html + message.Payload).ShouldNotContain("\u202E", Case.Sensitive);
        (message.Subject + message.Line + message.Text + message.Html).ShouldNotContain("\u001b", Case.Sensitive);
    }

    [Fact]
    public void A_megabyte_in_every_place_makes_a_message_of_some_kilobytes()
    {
        var long1 = new string('x', 1_000_000);
        var message = AlertText.Compose(News with
        {
            Article = Circuit with { Title = long1, OutletName = long1 },
            Story = Story with { Title = long1, ComesFrom = [.. Enumerable.Repeat(long1, 1000)], Repeaters = [.. Enumerable.Repeat(long1, 1000)] },
            Alert = News.Alert with { Development = Development(DevelopmentKind.NewFact, long1), Also = [.. Enumerable.Repeat(Development(DevelopmentKind.NewVoice, long1), 1000)] },
        });

        message.Text.Length.ShouldBeLessThan(8_000);
        message.Html.Length.ShouldBeLessThan(20_000);
        message.Payload.Length.ShouldBeLessThan(100_000);
    }
}
