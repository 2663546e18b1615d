using NewsWatch.Alerts;
using NewsWatch.Digests;

namespace NewsWatch.Tests.Digests;

public sealed class DigestPeriodTests
{
    public static TheoryData<string, Cadence, string> Zones()
    {
        var rows = new TheoryData<string, Cadence, string>();
        var zones = new[]
        {
            "UTC", "Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu",
            "Pacific/Apia", "Africa/Casablanca", "America/Sao_Paulo", "Asia/Tehran", "Europe/Dublin",
        };
        foreach (var zone in zones)
            foreach (var cadence in new[] { Cadence.Hourly, Cadence.Daily, Cadence.Weekly })
                foreach (var at in new[] { "00:00", "02:30", "07:00", "23:59" })
                    rows.Add(zone, cadence, at);

        return rows;
    }

    [Theory]
    [MemberData(nameof(Zones))]
    public void Over_years_of_clock_changes_every_moment_is_in_one_period(string zone, Cadence cadence, string at)
    {
        var schedule = new DigestSchedule(cadence, TimeZoneInfo.FindSystemTimeZoneById(zone)) { At = TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture) };
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var end = start.AddDays(cadence is Cadence.Hourly ? 90 : 1100);
        var covered = schedule.Last(start);
        var periods = 0;
        for (var now = start; now < end; now = now.AddMinutes(cadence is Cadence.Hourly ? 7 : 150))
        {
            if (DigestPeriod.Due(schedule, covered, now) is not { } period)
                continue;

            period.Start.ShouldBe(covered);
            period.End.ShouldBeGreaterThan(period.Start);
            period.End.ShouldBeLessThanOrEqualTo(now);
            schedule.Next(period.End.AddTicks(-1)).ShouldBe(period.End);
            schedule.Last(period.End).ShouldBe(period.End);
            covered = period.End;
            periods++;
        }

        var usual = cadence switch { Cadence.Hourly => 90 * 24, Cadence.Daily => 1100, _ => 157 };
        periods.ShouldBeInRange(usual - 1, usual + 1);
    }

    [Theory]
    [InlineData("2026-03-29", "02:30", "2026-03-29T01:30:00Z")]
    [InlineData("2026-03-28", "02:30", "2026-03-28T01:30:00Z")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-26", "02:30", "2026-10-26T01:30:00Z")]
    public void An_hour_that_is_skipped_is_due_later_and_one_that_is_repeated_is_due_once(string day, string at, string due)
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        var schedule = new DigestSchedule(Cadence.Daily, berlin) { At = TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture) };
        var expected = DateTimeOffset.Parse(due, System.Globalization.CultureInfo.InvariantCulture);

        schedule.Last(expected).ShouldBe(expected);
        TimeZoneInfo.ConvertTime(schedule.Last(expected), berlin).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(day);
        schedule.Next(expected).ShouldBeGreaterThan(expected.AddHours(20));
    }

    [Fact]
    public void A_weekly_digest_covers_monday_to_monday()
    {
        var period = Due("2026-11-02T06:00:00Z", "2026-11-09T06:00:00Z").ShouldNotBeNull();

        period.Start.ShouldBe(Moment("2026-11-02T06:00:00Z"));
        period.End.ShouldBe(Moment("2026-11-09T06:00:00Z"));
    }

    [Fact]
    public void Three_weeks_of_absence_are_caught_up_in_one_period()
    {
        var period = Due("2026-11-02T06:00:00Z", "2026-11-24T12:00:00Z").ShouldNotBeNull();

        period.ShouldBe(new DigestPeriod(Moment("2026-11-02T06:00:00Z"), Moment("2026-11-23T06:00:00Z")));
        Due("2026-11-23T06:00:00Z", "2026-11-24T12:00:00Z").ShouldBeNull();
    }

    [Fact]
    public void Nothing_is_due_before_its_time_and_nothing_twice()
    {
        Due("2026-11-02T06:00:00Z", "2026-11-09T05:59:59Z").ShouldBeNull();
        Due("2026-11-09T06:00:00Z", "2026-11-09T06:00:00Z").ShouldBeNull();
    }

    [Fact]
    public void A_clock_set_back_an_hour_changes_nothing()
    {
        Due("2026-11-09T06:00:00Z", "2026-11-09T05:10:00Z").ShouldBeNull();
        Due("2026-11-09T06:00:00Z", "2026-11-16T06:00:00Z")!.Start.ShouldBe(Moment("2026-11-09T06:00:00Z"));
    }

    [Fact]
    public void A_clock_that_ran_a_year_ahead_does_not_bring_a_year_of_silence()
    {
        var ahead = Due("2026-11-09T06:00:00Z", "2027-11-15T12:00:00Z").ShouldNotBeNull();
        var back = Moment("2026-11-12T12:00:00Z");

        var believed = DigestPeriod.Believed(Weekly, ahead.End, back);

        believed.ShouldBe(Moment("2026-11-09T06:00:00Z"));
        DigestPeriod.Due(Weekly, believed, Moment("2026-11-16T06:00:00Z")).ShouldNotBeNull();
        DigestPeriod.Believed(Weekly, Moment("2026-11-09T06:00:00Z"), back).ShouldBe(Moment("2026-11-09T06:00:00Z"));
    }

    [Fact]
    public void A_move_to_another_zone_leaves_no_gap_and_no_overlap()
    {
        var tokyo = Weekly with { Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo") };
        var before = Due("2026-11-02T06:00:00Z", "2026-11-09T08:00:00Z").ShouldNotBeNull();
        var after = DigestPeriod.Due(tokyo, before.End, Moment("2026-11-16T08:00:00Z")).ShouldNotBeNull();

        after.Start.ShouldBe(before.End);
        after.End.ShouldBe(Moment("2026-11-15T22:00:00Z"));
    }

    [Fact]
    public void Two_instances_that_see_the_same_start_make_one_digest()
    {
        var early = new DigestPeriod(Moment("2026-11-02T06:00:00Z"), Moment("2026-11-09T06:00:00Z"));
        var late = early with { Start = Moment("2026-11-02T07:00:00+01:00"), End = Moment("2026-11-16T06:00:00Z") };

        late.DigestIdFor("weekly").ShouldBe(early.DigestIdFor("weekly"));
        early.DigestIdFor("other").ShouldNotBe(early.DigestIdFor("weekly"));
    }

    private static DigestSchedule Weekly { get; } = new(Cadence.Weekly, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    private static DigestPeriod? Due(string covered, string now) => DigestPeriod.Due(Weekly, Moment(covered), Moment(now));

    private static DateTimeOffset Moment(string words) => DateTimeOffset.Parse(words, System.Globalization.CultureInfo.InvariantCulture);
}
