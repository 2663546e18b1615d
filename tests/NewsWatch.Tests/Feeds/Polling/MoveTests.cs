using NewsWatch.Feeds;
using NewsWatch.Outbound;
using static NewsWatch.Tests.Feeds.Polling.Polls;

namespace NewsWatch.Tests.Feeds.Polling;

public sealed class MoveTests
{
    private const string New = "https://new.example/feed";

    [Theory]
    [InlineData(301)]
    [InlineData(308)]
    public void A_move_is_learnt_after_three_agreements_over_a_day(int status)
    {
        var feed = Feed();
        foreach (var (hours, learnt) in new[] { (0, false), (10, false), (20, false), (24, true) })
        {
            var outcome = Schedule.OnSuccess(feed, Good((status, New)), Reading(), Now.AddHours(hours));
            feed = feed with { State = outcome.State };
            outcome.LearntAddress.ShouldBe(learnt ? new Uri(New) : null);
        }

        feed.State.Url.ShouldBe(new Uri(New));
        feed.Address.ShouldBe(Address);
        feed.State.MovedTo.ShouldBeNull();
    }

    [Fact]
    public void A_day_with_two_agreements_is_not_enough()
    {
        var feed = After(Feed(), Good((301, New)), 0);
        feed = After(feed, Good((301, New)), 48);
        feed.State.Url.ShouldBe(Address);

        After(feed, Good((301, New)), 49).State.Url.ShouldBe(new Uri(New));
    }

    [Fact]
    public void Answers_without_a_change_count_too()
    {
        var feed = Feed();
        foreach (var hours in (int[])[0, 12, 24])
        {
            var answer = Good((301, New)) with { Status = 304 };
            feed = feed with { State = Schedule.OnNotModified(feed, answer, Now.AddHours(hours)).State };
        }

        feed.State.Url.ShouldBe(new Uri(New));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    public void A_temporary_redirect_is_never_learnt(int status)
    {
        var feed = Feed();
        for (var day = 0; day < 5; day++)
            feed = After(feed, Good((status, New)), 24 * day);

        feed.State.Url.ShouldBe(Address);
        feed.State.MovedTo.ShouldBeNull();
    }

    [Fact]
    public void Only_the_permanent_part_of_a_way_is_learnt()
    {
        var feed = Feed();
        for (var day = 0; day < 4; day++)
            feed = After(feed, Good((301, "https://new.example/a"), (308, "https://new.example/b"), (302, "https://cdn.example/c?token=1"), (301, "https://d.example/")), 24 * day);

        feed.State.Url.ShouldBe(new Uri("https://new.example/b"));
    }

    [Fact]
    public void Once_there_and_back_begins_anew()
    {
        var feed = After(After(Feed(), Good((301, New)), 0), Good((301, New)), 12);
        feed = After(feed, Good(), 24);
        feed.State.MovedTo.ShouldBeNull();

        After(feed, Good((301, New)), 36).State.Url.ShouldBe(Address);
    }

    [Fact]
    public void Another_target_each_time_is_never_learnt()
    {
        var feed = Feed();
        for (var day = 0; day < 6; day++)
            feed = After(feed, Good((301, $"https://new.example/feed?session={day}")), 24 * day);

        feed.State.Url.ShouldBe(Address);
    }

    [Fact]
    public void A_redirect_to_a_login_page_or_in_a_circle_moves_nothing()
    {
        var feed = After(After(Feed(), Good((301, New)), 0), Good((301, New)), 23);

        var login = Schedule.OnNotAFeed(feed, "it is a web page", Now.AddHours(25));
        login.State.Url.ShouldBe(Address);
        login.State.MovedTo.ShouldBeNull();

        var circle = Schedule.OnUnreachable(feed, new FetchException(FetchFailure.TooManyRedirects, "in a circle"), Now.AddHours(25));
        circle.State.Url.ShouldBe(Address);
        circle.State.MovedTo.ShouldBeNull();
    }

    [Fact]
    public void A_move_from_https_to_http_is_not_learnt()
    {
        var feed = Feed();
        for (var day = 0; day < 4; day++)
            feed = After(feed, Good((301, "http://new.example/feed")), 24 * day);

        feed.State.Url.ShouldBe(Address);
    }

    [Fact]
    public void A_feed_whose_address_carries_a_password_is_not_moved_without_it()
    {
        var feed = Feed(state => state with { Url = new Uri("https://reader:pw@feeds.example/news.xml") });
        for (var day = 0; day < 4; day++)
            feed = After(feed, Good((301, New)), 24 * day);

        feed.State.Url.UserInfo.ShouldBe("reader:pw");
    }

    private static Feed After(Feed feed, FetchResponse answer, int hours) =>
        feed with { State = Schedule.OnSuccess(feed, answer, Reading(), Now.AddHours(hours)).State };
}
