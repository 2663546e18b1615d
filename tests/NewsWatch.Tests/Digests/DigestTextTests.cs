using NewsWatch.Delivery;
using NewsWatch.Digests;
using static NewsWatch.Tests.Digests.InventedWeek;

namespace NewsWatch.Tests.Digests;

public sealed class DigestTextTests
{
    private static readonly OutgoingMessage Week = DigestText.Compose(DigestComposer.Compose(Input));

    [Fact]
    public void The_plain_text_is_as_approved() => Week.Text.ShouldBeAsApproved("Digests/fixtures/week.txt");

    [Fact]
    public void The_html_is_as_approved() => Week.Html.ShouldBeAsApproved("Digests/fixtures/week.html");

    [Fact]
    public void The_json_is_as_approved() => Week.Payload.ShouldBeAsApproved("Digests/fixtures/week.json");

    [Fact]
    public void Nothing_is_fetched_when_it_is_opened()
    {
        Week.Html.ShouldNotContain("<img");
        Week.Html.ShouldNotContain("url(");
        Week.Html.ShouldNotContain("src=\"");
        Week.Html.ShouldNotContain("<link");
        Week.Html.ShouldNotContain("@import");
    }

    [Fact]
    public void What_strangers_wrote_is_text_and_stays_on_its_line()
    {
        Week.Html.ShouldNotContain("<script");
        Week.Html.ShouldNotContain("<i>");
        Week.Html.ShouldNotContain("<p onload");
        Week.Html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        Week.Text.ShouldNotContain("\nBcc:");
        (Week.Text + Week.Html + Week.Line).ShouldNotContain("\u202E", Case.Sensitive);
        (Week.Text + Week.Html).Any(c => char.IsControl(c) && c != '\n').ShouldBeFalse();
    }

    [Fact]
    public void Who_asks_for_everything_is_told_so_in_words()
    {
        var all = DigestText.Compose(DigestComposer.Compose(Input with { Subscription = Input.Subscription with { Query = "*" } }));
        all.Text.ShouldContain("You get this because your subscription “AI and society” asks for everything.");
        all.Html.ShouldNotContain(": *");
    }

    [Fact]
    public void A_week_with_nothing_says_so()
    {
        var empty = DigestText.Compose(DigestComposer.Compose(Input with { Stories = [], ArticleTimes = [], HeldBack = new Dictionary<NewsWatch.Alerts.HeldBackReason, int>() }));

        empty.Text.ShouldBeAsApproved("Digests/fixtures/nothing.txt");
        empty.Html.ShouldContain("Nothing came that your subscription asks for.");
    }
}
