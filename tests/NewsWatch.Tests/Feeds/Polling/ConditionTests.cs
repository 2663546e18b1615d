using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;
using static NewsWatch.Tests.Feeds.Polling.Polls;

namespace NewsWatch.Tests.Feeds.Polling;

/// <summary>Validators: replayed as they came, dropped where they cannot be real, and not believed for ever.</summary>
public sealed class ConditionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData("no quotes", "yesterday")]
    [InlineData("W/\"weak\"", null)]
    [InlineData(null, "Thu, 01 Jan 1970 00:00:00 GMT")]
    public void Validators_are_kept_raw_with_the_address_that_gave_them(string? etag, string? modified)
    {
        (string, string)[] headers = [.. new[] { ("ETag", etag), ("Last-Modified", modified) }.Where(h => h.Item2 is not null)!];
        var answer = Answer(200, headers) with { Address = new Uri("https://cdn.example/x") };

        var state = Schedule.OnSuccess(Feed(), answer, Reading(), Now).State;

        state.Validators.ShouldBe(new Validators(etag, modified, new Uri("https://cdn.example/x")));
        Schedule.RequestFor(Feed() with { State = state }, Now + Hour).Validators.ShouldBe(state.Validators);
    }

    [Fact]
    public void No_validator_is_invented_and_an_older_one_is_not_kept_beside_a_newer_body()
    {
        var state = Schedule.OnSuccess(Feed(), Answer(200, ("Date", "Wed, 04 Mar 2026 12:00:00 GMT")), Reading(), Now).State;

        state.Validators.ShouldBeNull();
        Schedule.RequestFor(Feed() with { State = state }, Now + Hour).Validators.ShouldBeNull();
    }

    [Fact]
    public void A_validator_beyond_a_kilobyte_is_dropped()
    {
        var state = Schedule.OnSuccess(Feed(), Answer(200, ("ETag", new string('a', 1025)), ("Last-Modified", new string('b', 1024))), Reading(), Now).State;

        state.Validators!.ETag.ShouldBeNull();
        state.Validators.LastModified!.Length.ShouldBe(1024);
    }

    [Fact]
    public void Every_few_days_a_body_is_asked_for_without_conditions()
    {
        var feed = Feed(state => state with { LastUnconditionalAt = Now });

        Schedule.RequestFor(feed, Now + TimeSpan.FromDays(2)).Validators.ShouldNotBeNull();
        Schedule.RequestFor(feed, Now + TimeSpan.FromDays(3)).Validators.ShouldBeNull();

        var asked = Schedule.OnSameBody(feed, Good() with { Conditional = false }, Now + TimeSpan.FromDays(3));
        asked.State.LastUnconditionalAt.ShouldBe(Now + TimeSpan.FromDays(3));
        Schedule.OnSameBody(feed, Good(), Now + TimeSpan.FromDays(3)).State.LastUnconditionalAt.ShouldBe(Now);
    }

    [Fact]
    public void A_busy_feed_that_stops_changing_is_asked_without_conditions_sooner()
    {
        var feed = Feed(state => state with
        {
            RecentEntryTimes = Entries(20, Hour),
            LastChangedAt = Now,
            LastUnconditionalAt = Now,
        });

        Schedule.RequestFor(feed, Now + (12 * Hour)).Validators.ShouldNotBeNull();
        Schedule.RequestFor(feed, Now + (13 * Hour)).Validators.ShouldBeNull();
    }

    [Fact]
    public void A_feed_caught_saying_not_modified_when_it_was_is_asked_without_conditions_for_a_month()
    {
        var caught = Schedule.OnSuccess(
            Feed(), Answer(200, ("ETag", "\"1\"")) with { Conditional = false }, Reading(entries: Entries(20, TimeSpan.FromMinutes(20))), Now);

        var feed = Feed() with { State = caught.State };
        Schedule.RequestFor(feed, Now + TimeSpan.FromDays(2)).Validators.ShouldBeNull();
        Schedule.RequestFor(feed with { State = feed.State with { LastUnconditionalAt = Now + TimeSpan.FromDays(30) } }, Now + TimeSpan.FromDays(30))
            .Validators.ShouldNotBeNull();

        // Each poll costs a body now, so it is asked no more than hourly.
        caught.ShouldWait(Hour);
    }

    [Fact]
    public void Another_body_under_another_ETag_is_no_lie()
    {
        var outcome = Schedule.OnSuccess(Feed(), Answer(200, ("ETag", "\"2\"")) with { Conditional = false }, Reading(entries: [Now]), Now);

        outcome.State.ValidatorsDistrustedUntil.ShouldBeNull();
    }

    [Fact]
    public void Not_modified_without_having_asked_is_a_failure_and_the_next_request_is_unconditional_still()
    {
        var feed = Feed(state => state with { Validators = null, LastUnconditionalAt = null });

        var outcome = Schedule.OnNotModified(feed, Answer(304) with { Conditional = false }, Now);

        outcome.State.FailureWeight.ShouldBe(0.5);
        outcome.State.LastSuccessAt.ShouldBe(feed.State.LastSuccessAt);
        Schedule.RequestFor(feed with { State = outcome.State }, Now).Validators.ShouldBeNull();
    }
}
