using Microsoft.Extensions.Logging;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;
using NewsWatch.Tests.Feeds.Polling;

namespace NewsWatch.Tests.Feeds.Health;

public sealed class FeedHealthTests
{
    private static readonly DateTimeOffset Now = Polls.Now;

    [Fact]
    public void A_feed_that_answers_and_publishes_is_well() =>
        Of(state => state with { RecentEntryTimes = Polls.Entries(20, TimeSpan.FromHours(2)) }).ShouldBeEmpty();

    [Fact]
    public void A_feed_is_silent_beyond_its_own_usual_gap_and_longest_pause()
    {
        Of(state => state with { RecentEntryTimes = Polls.Entries(20, TimeSpan.FromHours(2), TimeSpan.FromDays(3)) }).ShouldBeEmpty("a long weekend");
        Of(state => state with { RecentEntryTimes = Polls.Entries(20, TimeSpan.FromDays(7), TimeSpan.FromDays(20)) }).ShouldBeEmpty("a weekly paper");
        var silent = Of(state => state with { RecentEntryTimes = Polls.Entries(20, TimeSpan.FromHours(2), TimeSpan.FromDays(5)) }).ShouldHaveSingleItem();
        silent.Condition.ShouldBe(FeedCondition.Silent);
        silent.Words.ShouldBe("silent since 27 Feb 2026, 12:00 UTC; it usually publishes every 2 hours");
    }

    [Fact]
    public void A_broken_feed_says_since_when_when_it_was_last_good_and_why()
    {
        var since = Now.AddDays(-2);
        var broken = Of(state => state with { FailingSince = since, FailureWeight = 3, LastError = "the server does not find it (404)" }).ShouldHaveSingleItem();
        broken.ShouldBe(new HealthFinding(
            FeedCondition.Broken,
            "broken since 2 Mar 2026, 12:00 UTC, last read 4 Mar 2026, 11:00 UTC: the server does not find it (404)", since));
        Of(state => state with { FailingSince = since, FailureWeight = 2.75, LastError = "x" })[0].Condition.ShouldBe(FeedCondition.Failing);
    }

    [Fact]
    public void A_feed_that_was_gone_or_paused_says_so()
    {
        Of(state => state with { Paused = true, PausedReason = "the server said 2 times that it is gone for good (410)" })[0]
            .Words.ShouldBe("not polled any more: the server said 2 times that it is gone for good (410)");
        FeedHealth.Of(Polls.Feed() with { PausedAt = Now }, Now, Polls.Options).ShouldHaveSingleItem().Words.ShouldBe("paused by hand on 4 Mar 2026");
    }

    [Fact]
    public void A_redirect_is_said_with_where_it_leads_and_without_a_password()
    {
        Of(state => state with { RedirectsTo = new Uri("https://user:pw@new.example/rss") })[0].Words.ShouldBe("redirects to https://new.example/rss");
        Of(state => state with { Url = new Uri("https://new.example/rss") })[0].Words.ShouldStartWith("has moved to https://new.example/rss");
    }

    [Fact]
    public void Dates_in_the_future_are_counted() =>
        Of(state => state with { FutureDates = 1 })[0].Words.ShouldStartWith("1 entry is dated in the future");

    [Fact]
    public void A_week_with_a_quarter_of_the_usual_entries_and_one_with_a_third_of_the_usual_text_are_noticed()
    {
        var week = WeekVolume.WeekOf(Now);
        var old = Polls.Feed() with { AddedAt = Now.AddDays(-70) };
        IReadOnlyList<HealthFinding> With(params WeekVolume[] weeks) => FeedHealth.Of(old with { State = old.State with { Weeks = weeks } }, Now, Polls.Options);
        WeekVolume[] usual = [.. Enumerable.Range(2, 6).Select(back => new WeekVolume(week - back, 40, 40 * 900))];

        With([new WeekVolume(week - 1, 30, 30 * 800), .. usual]).ShouldBeEmpty();
        With(usual)[0].Words.ShouldBe("0 entries last week, usually 40");
        With([new WeekVolume(week - 1, 10, 10 * 900), .. usual])[0].Condition.ShouldBe(FeedCondition.FewerEntries);
        With([new WeekVolume(week - 1, 38, 38 * 120), .. usual]).ShouldHaveSingleItem().Words
            .ShouldBe("its entries carry 120 characters of text on average, and used to carry 900: perhaps teasers instead of articles");
        FeedHealth.Of(old with { AddedAt = Now.AddDays(-20), State = old.State with { Weeks = usual } }, Now, Polls.Options).ShouldBeEmpty("too new to have a usual week");
    }

    [Fact]
    public void Weeks_add_up_and_old_ones_are_forgotten()
    {
        IReadOnlyList<WeekVolume> weeks = [];
        for (var i = 0; i < 30; i++)
            weeks = WeekVolume.Add(weeks, Now.AddDays(i * 3.5), 2, 100);

        weeks.Count.ShouldBe(WeekVolume.Kept + 1);
        weeks[1].ShouldBe(new WeekVolume(weeks[0].Week - 1, 4, 200));
        WeekVolume.Add(weeks, Now.AddYears(1), 0, 0).ShouldBe(weeks);
    }

    [Fact]
    public void The_worst_feed_comes_first_and_the_summary_counts()
    {
        var report = HealthReport.Of(
            [Polls.Feed(), Polls.Feed(s => s with { FutureDates = 3 }), Polls.Feed(s => s with { FailingSince = Now, FailureWeight = 4, LastError = "x" })], Now, Polls.Options);
        report.Feeds[0].Findings[0].Condition.ShouldBe(FeedCondition.Broken);
        report.Summary.ShouldBe("3 feeds: 1 broken, 1 dates in the future");
        report.Troubled.ShouldBe(2);
        HealthReport.Of([Polls.Feed()], Now, Polls.Options).Summary.ShouldBe("1 feed, all well");
    }

    [Fact]
    public void Sixty_unreachable_feeds_are_one_line_once_and_a_broken_one_is_told_when_it_turns()
    {
        var log = new Lines();
        var notices = new FeedNotices(Polls.Options, new SteppedClock(Now), log);
        var feeds = Enumerable.Range(0, 60).Select(i => Feed.New(new Uri($"https://paper{i}.example/rss"), $"Paper {i}", null, Now, Polls.Options)).ToList();
        feeds = Poll(feeds);
        notices.Say(nothingDue: false);
        log.Said.ShouldBeEmpty("the round is not over");
        notices.Say(nothingDue: true);
        notices.Say(nothingDue: true);
        log.Said.ShouldHaveSingleItem().ShouldStartWith("this machine reaches no outside host: none of 60 feeds could be read (name not found: 60)");

        for (var round = 0; round < 12; round++)
            feeds = Poll(feeds);
        notices.Say(nothingDue: true);
        log.Said.Count.ShouldBe(2);
        log.Said[1].ShouldContain("feeds need somebody");
        log.Said[1].ShouldContain("and 55 more");

        List<Feed> Poll(List<Feed> before) =>
        [
            .. before.Select(feed =>
            {
                var outcome = Polls.Schedule.OnUnreachable(feed, new FetchException(FetchFailure.Dns, "the name is not known"), Now);
                notices.Note(feed, outcome);
                return feed with { State = outcome.State };
            }),
        ];
    }

    private static IReadOnlyList<HealthFinding> Of(Func<FeedState, FeedState> with) => FeedHealth.Of(Polls.Feed(with), Now, Polls.Options);

    private sealed class Lines : ILogger<FeedNotices>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Said.Add(formatter(state, exception));
    }
}
