using static NewsWatch.Tests.Feeds.Polling.Polls;

namespace NewsWatch.Tests.Feeds.Polling;

public sealed class SkipTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(72);

    [Theory]
    [InlineData(new[] { 12 }, new DayOfWeek[0], "2026-03-04T13:17:05Z")]
    [InlineData(new[] { 12, 13, 14 }, new DayOfWeek[0], "2026-03-04T15:17:05Z")]
    [InlineData(new[] { 13 }, new DayOfWeek[0], "2026-03-04T12:17:05Z")]
    [InlineData(new[] { 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 }, new DayOfWeek[0], "2026-03-05T00:17:05Z")]
    [InlineData(new int[0], new[] { DayOfWeek.Wednesday }, "2026-03-05T00:17:05Z")]
    [InlineData(new[] { 0, 1 }, new[] { DayOfWeek.Wednesday, DayOfWeek.Thursday }, "2026-03-06T02:17:05Z")]
    [InlineData(new int[0], new[] { DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday }, "2026-03-04T12:17:05Z")]
    public void Skipped_hours_and_days_are_waited_out_unless_they_are_too_long(int[] hours, DayOfWeek[] days, string expected)
    {
        var from = Now.AddMinutes(17).AddSeconds(5);

        Hints(hours: hours, days: days).FirstAllowed(from, Longest).ShouldBe(DateTimeOffset.Parse(expected, null));
    }

    [Fact]
    public void Skipping_every_hour_or_every_day_means_nothing()
    {
        Hints(hours: [.. Enumerable.Range(0, 24)]).FirstAllowed(Now, Longest).ShouldBe(Now);
        Hints(days: Enum.GetValues<DayOfWeek>()).FirstAllowed(Now, Longest).ShouldBe(Now);
    }

    [Fact]
    public void Hours_are_counted_in_UTC_whatever_the_moment_is_written_in()
    {
        var from = Now.ToOffset(TimeSpan.FromHours(9));

        Hints(hours: [12]).FirstAllowed(from, Longest).ShouldBe(Now.AddHours(1));
    }

    [Fact]
    public void A_poll_is_put_off_out_of_skipped_hours_after_success_and_failure()
    {
        var hints = Hints(hours: [13]);
        Schedule.OnSuccess(Feed(), Good(), Reading(hints: hints), Now).State.NextPollAt.Hour.ShouldBe(14);
        Schedule.OnAnswer(Feed(state => state with { Hints = hints }), Answer(500), Now).State.NextPollAt.Hour.ShouldBe(14);
    }
}
