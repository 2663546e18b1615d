using NewsWatch.Alerts;
using NewsWatch.Digests;
using NewsWatch.Stories;
using static NewsWatch.Tests.Digests.InventedWeek;

namespace NewsWatch.Tests.Digests;

public sealed class DigestComposerTests
{
    [Fact]
    public void Independent_sources_weigh_more_than_copies()
    {
        var copied = Story("copied", "Copied", "A", 1, ["A"], [], 20, Development(DevelopmentKind.FirstReport, "A", 1, "a"));
        var confirmed = Story("confirmed", "Confirmed", "B", 1, ["B", "C", "D"], [], 3, Development(DevelopmentKind.FirstReport, "B", 1, "b"));

        Ranked(copied, confirmed).ShouldBe(["confirmed", "copied"]);
    }

    [Fact]
    public void A_topic_that_was_asked_for_lifts_a_story_over_its_like()
    {
        var other = Story("a", "Other", "A", 1, ["A"], [], 2, Development(DevelopmentKind.FirstReport, "A", 1, "a")) with { Topics = ["economy"] };
        var asked = Story("b", "Asked", "B", 1, ["B"], [], 2, Development(DevelopmentKind.FirstReport, "B", 1, "b"));

        Ranked(other, asked).ShouldBe(["b", "a"]);
    }

    [Fact]
    public void The_order_of_what_comes_in_does_not_matter()
    {
        var digest = DigestComposer.Compose(Input);
        var turned = DigestComposer.Compose(Input with { Stories = [.. Input.Stories.Reverse()] });

        turned.New.Select(Id).ShouldBe(digest.New.Select(Id));
        turned.Corrections.ShouldBe(digest.Corrections);
    }

    [Fact]
    public void Stories_are_new_or_went_on_and_corrections_stand_by_themselves()
    {
        var digest = DigestComposer.Compose(Input);

        digest.New.ShouldAllBe(story => story.Story.Facts.First.At >= Input.Period.Start);
        digest.Continued.Select(Id).ShouldBe(["grid"]);
        digest.Corrections.Select(correction => correction.Story.Facts.StoryId).ShouldBe(["grid", "voice"]);
        digest.New.Concat(digest.Continued).SelectMany(story => story.Story.Developments)
            .ShouldAllBe(development => development.Kind != DevelopmentKind.Correction && development.Kind != DevelopmentKind.Retraction);
    }

    [Fact]
    public void Beyond_what_somebody_reads_stories_get_one_line_each()
    {
        var many = Enumerable.Range(0, 100).Select(i => Story($"s{i:D3}", $"Story {i}", "A", 1, ["A"], [], 1, Development(DevelopmentKind.FirstReport, "A", 1, "a")));
        var digest = DigestComposer.Compose(Input with { Stories = [.. many] });

        digest.New.Count.ShouldBe(DigestComposer.FullStories);
        digest.Further.Count.ShouldBe(DigestComposer.FurtherStories);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(7, 7, 1)]
    [InlineData(14, 14, 1)]
    [InlineData(21, 3, 7)]
    [InlineData(365, 14, 28)]
    public void The_chart_has_bars_of_days_then_of_weeks(int days, int bars, int daysEach)
    {
        var period = new DigestPeriod(Monday, Monday.AddDays(days));
        var times = Enumerable.Range(0, days * 4).Select(i => Monday.AddHours(i * 6)).ToList();
        var chart = DigestChart.Of(period, times, Invented());

        chart.Count.ShouldBe(bars);
        if (bars == 0)
            return;

        chart[0].Days.ShouldBe(daysEach);
        chart.Sum(bar => bar.Days).ShouldBe(days);
        chart.Sum(bar => bar.Articles).ShouldBe(times.Count);
        chart[0].Articles.ShouldBe(daysEach * 4);
    }

    [Fact]
    public void A_week_in_which_the_clocks_change_has_seven_bars()
    {
        var start = new DateTimeOffset(2026, 10, 19, 5, 0, 0, TimeSpan.Zero);
        var period = new DigestPeriod(start, new DateTimeOffset(2026, 10, 26, 6, 0, 0, TimeSpan.Zero));

        DigestChart.Of(period, [], Invented()).Count.ShouldBe(7);
    }

    private static TimeZoneInfo Invented() => Alerts.Invented.Berlin;

    private static string Id(RankedStory story) => story.Story.Facts.StoryId;

    private static List<string> Ranked(params DigestStory[] stories) =>
        [.. DigestComposer.Compose(Input with { Stories = stories }).New.Select(Id)];
}
