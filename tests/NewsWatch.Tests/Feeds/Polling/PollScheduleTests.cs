using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;
using static NewsWatch.Tests.Feeds.Polling.Polls;

namespace NewsWatch.Tests.Feeds.Polling;

/// <summary>The rules of fetching politely, a row each.</summary>
public sealed class PollScheduleTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_feed_whose_rhythm_is_unknown_is_asked_every_hour() =>
        Schedule.OnSuccess(Feed(), Good(), Reading(), Now).ShouldWait(Hour);

    [Theory]
    [InlineData(2, 10)]
    [InlineData(15, 10)]
    [InlineData(30, 15)]
    [InlineData(60, 30)]
    [InlineData(240, 120)]
    [InlineData(48 * 60, 24 * 60)]
    [InlineData(30 * 24 * 60, 24 * 60)]
    public void A_feed_is_asked_twice_in_its_usual_gap_between_floor_and_cap(int gapMinutes, int waitMinutes)
    {
        var entries = Entries(20, TimeSpan.FromMinutes(gapMinutes));

        Schedule.OnSuccess(Feed(), Good(), Reading(entries: entries), Now).ShouldWait(TimeSpan.FromMinutes(waitMinutes));
    }

    [Fact]
    public void A_batch_published_at_once_is_no_rhythm() =>
        Schedule.OnSuccess(Feed(), Good(), Reading(entries: Entries(20, TimeSpan.FromSeconds(1))), Now).ShouldWait(Hour);

    [Fact]
    public void A_feed_grown_silent_is_asked_an_hour_later_for_each_silent_day()
    {
        var feed = Feed(state => state with { RecentEntryTimes = Entries(20, Hour, newest: TimeSpan.FromDays(5) + Hour) });

        Schedule.OnNotModified(feed, Answer(304), Now).ShouldWait(TimeSpan.FromMinutes(30) + (5 * Hour));
    }

    [Fact]
    public void Dates_in_the_future_count_as_now()
    {
        var outcome = Schedule.OnSuccess(Feed(), Good(), Reading(entries: [Now.AddYears(10), Now - Hour, Now - (2 * Hour)]), Now);

        outcome.State.RecentEntryTimes.ShouldBe([Now, Now - Hour, Now - (2 * Hour)]);
    }

    [Fact]
    public void A_feed_without_validators_is_not_asked_more_than_hourly_however_busy() =>
        Schedule.OnSuccess(Feed(), Answer(200), Reading(entries: Entries(20, TimeSpan.FromMinutes(15))), Now).ShouldWait(Hour);

    public static TheoryData<string, string, int> Freshness => new()
    {
        { "Cache-Control", "max-age=7200", 120 },
        { "Cache-Control", "public, MAX-AGE=\"7200\"", 120 },
        { "Cache-Control", "max-age=60", 60 },
        { "Cache-Control", "max-age=31536000", 24 * 60 },
        { "Cache-Control", "no-cache, max-age=7200", 60 },
        { "Cache-Control", "max-age=banana", 60 },
        { "Cache-Control", "s-maxage=7200", 60 },
        { "Expires", "Wed, 04 Mar 2026 15:00:00 GMT", 180 },
        { "Expires", "Wed, 04 Mar 2026 11:00:00 GMT", 60 },
        { "Expires", "0", 60 },
    };

    [Theory]
    [MemberData(nameof(Freshness))]
    public void Freshness_is_a_floor_within_the_cap(string header, string value, int minutes) =>
        Schedule.OnSuccess(Feed(), Answer(200, ("ETag", "\"2\""), (header, value)), Reading(), Now).ShouldWait(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void Freshness_counts_on_a_304_too() =>
        Schedule.OnNotModified(Feed(), Answer(304, ("Cache-Control", "max-age=7200")), Now).ShouldWait(2 * Hour);

    [Theory]
    [InlineData(180, null, 180)]
    [InlineData(5, null, 60)]
    [InlineData(100_000, null, 24 * 60)]
    [InlineData(null, 120, 120)]
    [InlineData(null, 7 * 24 * 60, 24 * 60)]
    [InlineData(90, 120, 120)]
    public void What_the_document_asks_for_is_a_floor_within_the_cap(int? ttl, int? period, int minutes)
    {
        var hints = Hints(ttl, period: period is { } p ? TimeSpan.FromMinutes(p) : null);
        var outcome = Schedule.OnSuccess(Feed(), Good(), Reading(hints: hints), Now);
        outcome.ShouldWait(TimeSpan.FromMinutes(minutes));

        // It is remembered for the polls that bring no document.
        Schedule.OnNotModified(Feed() with { State = outcome.State }, Answer(304), Now).ShouldWait(TimeSpan.FromMinutes(minutes));
    }

    [Theory]
    [InlineData(429, "7200", 120)]
    [InlineData(503, "7200", 120)]
    [InlineData(429, "0", 10)]
    [InlineData(429, "10", 10)]
    [InlineData(429, "-5", 15)]
    [InlineData(429, "1000000000000", 24 * 60)]
    [InlineData(429, "99999999999999999999999999999999", 24 * 60)]
    [InlineData(429, "banana", 15)]
    [InlineData(429, null, 15)]
    [InlineData(429, "Wed, 04 Mar 2026 14:00:00 GMT", 120)]
    [InlineData(429, "Wednesday, 04-Mar-26 14:00:00 GMT", 120)]
    [InlineData(429, "Wed Mar  4 14:00:00 2026", 120)]
    [InlineData(429, "Tue, 03 Mar 2026 14:00:00 GMT", 10)]
    public void A_server_that_asks_for_rest_gets_it_for_its_whole_domain(int status, string? retryAfter, int minutes)
    {
        var outcome = Schedule.OnAnswer(Feed(), retryAfter is null ? Answer(status) : Answer(status, ("Retry-After", retryAfter)), Now);

        outcome.Event.ShouldBe(PollEvent.TooManyRequests);
        outcome.Hold.ShouldBe(new HostHold("feeds.example", Now + TimeSpan.FromMinutes(minutes)));
        outcome.State.NextPollAt.ShouldBeGreaterThanOrEqualTo(outcome.Hold!.Until);
        outcome.State.FailureWeight.ShouldBe(0.25);
        outcome.State.Validators.ShouldNotBeNull();
    }

    [Fact]
    public void Without_a_time_given_the_rest_doubles_up_to_the_cap()
    {
        var feed = Feed();
        var holds = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            var outcome = Schedule.OnTooManyRequests(feed, Answer(429), Now);
            holds.Add(outcome.Hold!.Until - Now);
            feed = feed with { State = outcome.State };
        }

        holds.Select(hold => hold.TotalMinutes).ShouldBe([15, 30, 60, 120, 240, 480, 960, 1440, 1440]);
    }

    [Theory]
    [InlineData(404, 0.5)]
    [InlineData(400, 1)]
    [InlineData(401, 1)]
    [InlineData(403, 1)]
    [InlineData(451, 1)]
    [InlineData(300, 1)]
    [InlineData(500, 0.5)]
    [InlineData(502, 0.5)]
    [InlineData(504, 0.5)]
    [InlineData(410, 0.5)]
    public void A_failing_answer_weighs_by_its_kind_and_slows_the_feed(int status, double weight)
    {
        var outcome = Schedule.OnAnswer(Feed(), Answer(status), Now);

        outcome.State.FailureWeight.ShouldBe(weight);
        outcome.State.LastError!.ShouldContain(status.ToString(provider: null));
        outcome.State.FailingSince.ShouldBe(Now);
        outcome.ShouldWait(Hour * (1 + weight));
        outcome.Hold.ShouldBeNull();
    }

    [Theory]
    [InlineData(FetchFailure.Refused, 1)]
    [InlineData(FetchFailure.TooLarge, 1)]
    [InlineData(FetchFailure.Tls, 0.5)]
    [InlineData(FetchFailure.TooManyRedirects, 0.5)]
    [InlineData(FetchFailure.BadResponse, 0.5)]
    [InlineData(FetchFailure.BadEncoding, 0.5)]
    [InlineData(FetchFailure.Dns, 0.25)]
    [InlineData(FetchFailure.Connect, 0.25)]
    [InlineData(FetchFailure.Timeout, 0.25)]
    public void No_answer_weighs_by_its_kind(FetchFailure kind, double weight)
    {
        var outcome = Schedule.OnUnreachable(Feed(), new FetchException(kind, "in words"), Now);

        outcome.State.FailureWeight.ShouldBe(weight);
        outcome.State.LastError.ShouldBe("in words");
    }

    [Fact]
    public void A_failing_feed_slows_down_to_the_cap_and_is_never_silently_stopped()
    {
        var feed = Feed();
        for (var i = 0; i < 100; i++)
        {
            var outcome = Schedule.OnNotAFeed(feed, "it is a web page", Now);
            outcome.Wait().ShouldBeLessThanOrEqualTo(Options.Cap * (1 + Options.JitterShare));
            outcome.State.Paused.ShouldBeFalse();
            feed = feed with { State = outcome.State };
        }

        feed.State.FailureWeight.ShouldBe(100);
        feed.State.FailingSince.ShouldBe(Now);
        Schedule.OnUnreachable(feed, new FetchException(FetchFailure.Dns, ""), Now).ShouldWait(Options.Cap);
    }

    [Fact]
    public void One_good_answer_clears_what_failed()
    {
        var feed = Feed(state => state with { FailureWeight = 7, FailingSince = Now, LastError = "x", BusyCount = 2, GoneCount = 1 });

        foreach (var outcome in (PollOutcome[])[
            Schedule.OnSuccess(feed, Good(), Reading(), Now), Schedule.OnNotModified(feed, Answer(304), Now), Schedule.OnSameBody(feed, Good(), Now)])
        {
            outcome.State.ShouldSatisfyAllConditions(
                state => state.FailureWeight.ShouldBe(0), state => state.FailingSince.ShouldBeNull(), state => state.LastError.ShouldBeNull(),
                state => state.BusyCount.ShouldBe(0), state => state.GoneCount.ShouldBe(0), state => state.LastSuccessAt.ShouldBe(Now));
            outcome.ShouldWait(Hour);
        }
    }

    [Fact]
    public void Gone_is_believed_when_said_twice_in_a_row()
    {
        var once = Schedule.OnAnswer(Feed(), Answer(410), Now);
        once.State.Paused.ShouldBeFalse();

        var twice = Schedule.OnAnswer(Feed() with { State = once.State }, Answer(410), Now);
        twice.State.Paused.ShouldBeTrue();
        twice.State.PausedReason.ShouldBe("the server said 2 times that it is gone for good (410)");

        var between = Schedule.OnAnswer(Feed() with { State = once.State }, Answer(500), Now);
        Schedule.OnAnswer(Feed() with { State = between.State }, Answer(410), Now).State.Paused.ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_feed_changes_nothing_that_was_known()
    {
        var before = Feed();

        var after = Schedule.OnNotAFeed(before, "it is a web page", Now).State;

        after.Validators.ShouldBe(before.State.Validators);
        after.BodyHash.ShouldBe(before.State.BodyHash);
        after.Url.ShouldBe(before.State.Url);
        after.LastSuccessAt.ShouldBe(before.State.LastSuccessAt);
        after.FailureWeight.ShouldBe(1);
    }

    [Fact]
    public void Of_an_incomplete_answer_the_entries_count_and_the_validators_do_not()
    {
        var outcome = Schedule.OnSuccess(Feed(), Good() with { Truncated = true }, Reading(entries: [Now - Hour]), Now);

        outcome.Event.ShouldBe(PollEvent.Incomplete);
        outcome.State.Validators!.ETag.ShouldBe("\"1\"");
        outcome.State.BodyHash.ShouldBe("one");
        outcome.State.RecentEntryTimes.ShouldBe([Now - Hour]);
        outcome.State.FailureWeight.ShouldBe(0.25);
    }

    [Fact]
    public void A_server_that_never_ends_its_answers_properly_is_not_asked_ever_more_seldom()
    {
        var feed = Feed(state => state with { FailureWeight = 6 });
        for (var i = 0; i < 20; i++)
        {
            var outcome = Schedule.OnSuccess(feed, Good() with { Truncated = true }, Reading(), Now);
            outcome.ShouldWait(1.25 * Hour);
            feed = feed with { State = outcome.State };
        }
    }

    [Fact]
    public void The_same_feed_and_moment_always_get_the_same_time_and_others_another()
    {
        var feed = Feed();
        Schedule.OnSuccess(feed, Good(), Reading(), Now).Wait().ShouldBe(Schedule.OnSuccess(feed, Good(), Reading(), Now).Wait());

        var waits = Enumerable.Range(0, 1000)
            .Select(i => Schedule.OnSuccess(feed with { Id = Ids.Derive("feed", $"{i}") }, Good(), Reading(), Now).Wait())
            .ToList();
        waits.Distinct().Count().ShouldBeGreaterThan(990);
        waits.Average(wait => wait.TotalMinutes).ShouldBeInRange(62.5, 63.5);
    }
}
