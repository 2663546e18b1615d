using NewsWatch.Feeds.Polling;

namespace NewsWatch.Tests.Feeds.Polling;

public sealed class HeaderReadingTests
{
    private static readonly DateTimeOffset Now = Polls.Now;

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData(" 120 ", 120.0)]
    [InlineData("0", 0.0)]
    [InlineData("Wed, 04 Mar 2026 12:02:00 GMT", 120.0)]
    [InlineData("Wed, 4 Mar 2026 12:02:00 GMT", 120.0)]
    [InlineData("Wed, 04 Mar 2026 11:00:00 GMT", 0.0)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    [InlineData("1.5", null)]
    [InlineData("１２", null)]
    public void Retry_After_is_seconds_or_a_date(string? raw, double? seconds) =>
        RetryAfter.Read(raw, Now).ShouldBe(seconds is { } s ? TimeSpan.FromSeconds(s) : null);

    [Fact]
    public void A_Retry_After_beyond_all_time_is_the_longest_there_is() =>
        RetryAfter.Read(new string('9', 400), Now).ShouldBe(TimeSpan.MaxValue);

    [Theory]
    [InlineData("max-age=600", null, null, null, 600)]
    [InlineData("max-age=600", "100", null, null, 500)]
    [InlineData("max-age=600", "700", null, null, 0)]
    [InlineData("max-age=600, must-revalidate", "junk", null, null, 600)]
    [InlineData("max-age=99999999999999999999", null, null, null, int.MaxValue)]
    [InlineData("no-store", null, "Wed, 04 Mar 2026 13:00:00 GMT", null, 0)]
    [InlineData(null, null, "Wed, 04 Mar 2026 13:00:00 GMT", null, 3600)]
    [InlineData(null, null, "Wed, 04 Mar 2026 13:00:00 GMT", "Wed, 04 Mar 2026 12:30:00 GMT", 1800)]
    [InlineData("max-age=60", null, "Wed, 04 Mar 2026 13:00:00 GMT", null, 60)]
    [InlineData(null, null, "-1", null, 0)]
    [InlineData(null, null, null, null, 0)]
    public void Freshness_is_what_is_left_of_max_age_or_of_Expires(string? control, string? age, string? expires, string? date, int seconds) =>
        CacheFreshness.Read(control, age, expires, date, Now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("feeds.news.example", "news.example")]
    [InlineData("example.org", "example.org")]
    [InlineData("WWW.Example.ORG.", "example.org")]
    [InlineData("a.b.bbc.co.uk", "bbc.co.uk")]
    [InlineData("co.uk", "co.uk")]
    [InlineData("www.ad.nl", "ad.nl")]
    [InlineData("rss.sina.com.cn", "sina.com.cn")]
    [InlineData("www3.nhk.or.jp", "nhk.or.jp")]
    [InlineData("one.blogspot.com", "blogspot.com")]
    [InlineData("localhost", "localhost")]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("com.example", "com.example")]
    public void Hosts_are_counted_by_what_somebody_registered(string host, string domain) => RegistrableDomain.Of(host).ShouldBe(domain);

    [Fact]
    public void The_default_options_are_within_their_own_bounds_and_others_are_named()
    {
        new PollOptions().Problems().ShouldBeEmpty();
        new PollOptions { Floor = TimeSpan.FromSeconds(5), JitterShare = double.NaN }.Problems().ShouldBe(
        [
            "polling.floor is 00:00:05; set it between 00:01:00 and 1.00:00:00: a server asked more often than every minute will refuse us",
            "polling.jitterShare is NaN; set it between 0 and 1: it is a share of the wait",
        ]);
    }
}
