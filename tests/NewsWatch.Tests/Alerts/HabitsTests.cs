using NewsWatch.Alerts;
using NewsWatch.Stories;
using static NewsWatch.Tests.Alerts.Invented;

namespace NewsWatch.Tests.Alerts;

/// <summary>What a subscriber says beside the query: mute, snooze, at most so many, tell me such things.</summary>
public sealed class HabitsTests
{
    private static readonly DateTimeOffset Now = Noon.AddHours(2);
    private static readonly News First = News(Lantern, Development(DevelopmentKind.FirstReport));
    private static readonly News Rewrite = News(Circuit).Taking(DerivationKind.Rewrite);

    [Theory]
    [InlineData("lantern")]
    [InlineData("the lantern")]
    public void A_muted_outlet_is_not_told_and_says_so(string key)
    {
        var held = AlertRules.Decide(First, Desk with { Muted = new HashSet<string> { key } }, [], Now).ShouldBeOfType<HeldBack>();
        held.Reason.ShouldBe(HeldBackReason.MutedOutlet);
        held.Words.ShouldBe("you muted The Lantern");
    }

    [Fact]
    public void A_story_put_to_sleep_is_told_again_when_its_time_has_come()
    {
        var sleeping = Desk with { Snoozed = new Dictionary<string, DateTimeOffset> { ["story1"] = Now.AddHours(1) } };

        AlertRules.Decide(First, sleeping, [], Now).ShouldBeOfType<HeldBack>().Reason.ShouldBe(HeldBackReason.Snoozed);
        AlertRules.Decide(First, sleeping, [], Now.AddHours(1)).ShouldBeOfType<Alert>();
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void Beyond_the_hours_bound_alerts_are_held_back(int before, bool told)
    {
        var outcome = AlertRules.Decide(First, Desk with { Burst = 5 }, [], Now, new Habits(before, new HashSet<Lesson>()));

        (outcome is Alert).ShouldBe(told);
        if (outcome is HeldBack held)
            held.Words.ShouldBe("more than the 5 alerts within an hour that you want");
    }

    [Fact]
    public void What_was_taught_is_told_and_says_why_it_would_not_have_been()
    {
        var taught = new Habits(0, new HashSet<Lesson> { new("circuit", HeldBackReason.Rewrite) });

        AlertRules.Decide(Rewrite, Desk, [], Now).ShouldBeOfType<HeldBack>();
        AlertRules.Decide(Rewrite, Desk, [], Now, new Habits(0, new HashSet<Lesson> { new("lantern", HeldBackReason.Rewrite) })).ShouldBeOfType<HeldBack>();
        var alert = AlertRules.Decide(Rewrite, Desk, [], Now, taught).ShouldBeOfType<Alert>();
        alert.Released.ShouldNotBeNull().ShouldContain("a rewrite of The Lantern's report");
        alert.Development.Sentence.ShouldBe(Circuit.Title);
    }

    [Fact]
    public void Released_twice_it_is_the_same_alert()
    {
        var held = AlertRules.Decide(Rewrite, Desk, [], Now).ShouldBeOfType<HeldBack>();

        AlertRules.Release(Rewrite, Desk, held, Now).Id.ShouldBe(AlertRules.Release(Rewrite, Desk, held, Now.AddDays(1)).Id);
        NewsWatch.Delivery.AlertText.Compose(Invented.Told(AlertRules.Release(Rewrite, Desk, held, Now), Circuit)).Text.ShouldContain("Held back at first: a rewrite of");
    }

    [Fact]
    public void Only_judgements_of_ours_can_be_taught_away()
    {
        Lesson.IsTeachable(HeldBackReason.Copy).ShouldBeTrue();
        foreach (var reason in new[] { HeldBackReason.MutedOutlet, HeldBackReason.Snoozed, HeldBackReason.Burst, HeldBackReason.AlreadyTold, HeldBackReason.Backfill })
            Lesson.IsTeachable(reason).ShouldBeFalse();
    }
}
