using System.Globalization;
using NewsWatch.Alerts;

namespace NewsWatch.Tests.Alerts;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("22:00", "07:00", "2026-11-03T20:59:00Z", "2026-11-03T20:59:00Z")]
    [InlineData("22:00", "07:00", "2026-11-03T21:00:00Z", "2026-11-04T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-03T23:30:00Z", "2026-11-04T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-04T05:59:59Z", "2026-11-04T06:00:00Z")]
    [InlineData("22:00", "07:00", "2026-11-04T06:00:00Z", "2026-11-04T06:00:00Z")]
    [InlineData("12:00", "13:00", "2026-11-03T11:30:00Z", "2026-11-03T12:00:00Z")]
    [InlineData("00:00", "00:00", "2026-11-03T11:30:00Z", "2026-11-03T11:30:00Z")]
    [InlineData("22:00", "02:30", "2026-03-28T22:00:00Z", "2026-03-29T01:30:00Z")]
    [InlineData("22:00", "07:00", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00Z")]
    public void What_comes_in_quiet_hours_waits_for_their_end(string from, string to, string moment, string allowed)
    {
        var quiet = new QuietHours(TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

        quiet.NextAllowed(Moment(moment), Invented.Berlin).ShouldBe(Moment(allowed));
    }

    private static DateTimeOffset Moment(string words) => DateTimeOffset.Parse(words, CultureInfo.InvariantCulture);
}
