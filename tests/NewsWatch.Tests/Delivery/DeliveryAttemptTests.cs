using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Delivery;

public sealed class DeliveryAttemptTests
{
    private static readonly DateTimeOffset Now = Invented.Noon;
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);
    private static readonly NewsWatch.Delivery.Delivery Fresh = Invented.Delivery(Invented.Message, new EmailTarget("desk@lantern.example"));

    [Fact]
    public void The_id_is_made_of_subject_channel_and_recipient()
    {
        var id = NewsWatch.Delivery.Delivery.IdOf(SubjectKind.Alert, "a", "email", "x@y.example");

        id.ShouldBe(Ids.Derive("delivery", "alert", "a", "email", "x@y.example"));
        NewsWatch.Delivery.Delivery.IdOf(SubjectKind.Digest, "a", "email", "x@y.example").ShouldNotBe(id);
    }

    [Fact]
    public void An_attempt_begins_when_due_and_never_while_another_holds_it()
    {
        DeliveryAttempt.MayBegin(Fresh, Now).ShouldBeTrue();
        DeliveryAttempt.MayBegin(Fresh, Now.AddSeconds(-1)).ShouldBeFalse();
        var held = DeliveryAttempt.Begin(Fresh, "one", Now, Lease);

        DeliveryAttempt.MayBegin(held, Now.AddDays(1)).ShouldBeFalse();
        held.Attempts.ShouldBe(1);
        held.LeaseUntil.ShouldBe(Now + Lease);
    }

    [Fact]
    public void Sent_is_the_end()
    {
        var sent = End(Begin(Fresh), new DeliveryResult.Sent());

        sent.State.ShouldBe(DeliveryState.Sent);
        DeliveryAttempt.MayBegin(sent, Now.AddYears(1)).ShouldBeFalse();
        DeliveryAttempt.IsAbandoned(sent, Now.AddYears(1)).ShouldBeFalse();
    }

    [Fact]
    public void A_stale_attempt_cannot_mark_anything()
    {
        var stale = DeliveryAttempt.Begin(Fresh, "one", Now, Lease);
        var later = Now + Lease;
        var taken = DeliveryAttempt.Begin(DeliveryAttempt.Abandon(stale, later), "two", later.AddMinutes(1), Lease);

        DeliveryAttempt.End(taken, "one", new DeliveryResult.Sent(), later).ShouldBe(taken);
        DeliveryAttempt.End(taken, "two", new DeliveryResult.Sent(), later).State.ShouldBe(DeliveryState.Sent);
    }

    [Fact]
    public void A_lost_answer_is_tried_again_and_counted_as_a_possible_repeat()
    {
        var unknown = End(Begin(Fresh), new DeliveryResult.Unknown("cut"));
        unknown.State.ShouldBe(DeliveryState.Unknown);
        unknown.PossibleRepeats.ShouldBe(0);

        var again = DeliveryAttempt.Begin(unknown, "two", unknown.NextAttemptAt!.Value, Lease);

        again.PossibleRepeats.ShouldBe(1);
        again.Id.ShouldBe(Fresh.Id);
    }

    [Fact]
    public void An_attempt_that_was_cut_off_counts_as_a_lost_answer()
    {
        var held = Begin(Fresh);

        DeliveryAttempt.Abandon(held, Now + Lease - TimeSpan.FromTicks(1)).ShouldBe(held);
        DeliveryAttempt.Abandon(held, Now + Lease).State.ShouldBe(DeliveryState.Unknown);
    }

    [Fact]
    public void What_cannot_work_is_dead_at_once_and_can_be_revived()
    {
        var dead = End(Begin(Fresh), new DeliveryResult.Failed(Retryable: false, "550 nobody here"));

        dead.State.ShouldBe(DeliveryState.Dead);
        dead.LastError.ShouldBe("550 nobody here");
        DeliveryAttempt.MayBegin(dead, Now.AddYears(1)).ShouldBeFalse();
        DeliveryAttempt.MayBegin(DeliveryAttempt.Revive(dead, Now), Now).ShouldBeTrue();
    }

    [Fact]
    public void Gone_is_dead() => End(Begin(Fresh), new DeliveryResult.Gone("410")).State.ShouldBe(DeliveryState.Dead);

    [Fact]
    public void A_receiver_that_fails_for_two_days_is_dead_and_says_so()
    {
        var delivery = Fresh;
        var waits = new List<TimeSpan>();
        while (delivery.State is not DeliveryState.Dead)
        {
            var now = delivery.NextAttemptAt!.Value;
            delivery = DeliveryAttempt.Begin(delivery, "x", now, Lease);
            delivery = DeliveryAttempt.End(delivery, "x", new DeliveryResult.Failed(Retryable: true, "answers 500"), now);
            if (delivery.NextAttemptAt is { } next)
                waits.Add(next - now);
        }

        delivery.LastError!.ShouldStartWith("given up after");
        delivery.LastError!.ShouldEndWith("answers 500");
        delivery.Attempts.ShouldBeInRange(15, 22);
        waits[0].TotalSeconds.ShouldBeInRange(4, 6);
        waits.Max().TotalHours.ShouldBeLessThan(4.9);
        waits.Sum(wait => wait.TotalHours).ShouldBeInRange(43, 48);
    }

    [Fact]
    public void Deliveries_that_failed_together_do_not_come_back_together()
    {
        var moments = Enumerable.Range(0, 1000).Select(i => RetryPolicy.Next($"delivery {i}", 3, Now, Now)!.Value).ToList();

        moments.Distinct().Count().ShouldBeGreaterThan(500);
        (moments.Max() - moments.Min()).TotalSeconds.ShouldBeGreaterThan(40);
        moments.ShouldBe([.. Enumerable.Range(0, 1000).Select(i => RetryPolicy.Next($"delivery {i}", 3, Now, Now)!.Value)]);
    }

    [Theory]
    [InlineData(3600, 3600)]
    [InlineData(1_000_000_000, 43_200)]
    public void A_receivers_wish_is_honoured_within_reason(int asked, int waited) =>
        RetryPolicy.Next("d", 1, Now, Now, TimeSpan.FromSeconds(asked)).ShouldBe(Now.AddSeconds(waited));

    [Fact]
    public void A_wish_for_less_than_our_own_wait_is_not_followed() =>
        (RetryPolicy.Next("d", 1, Now, Now, TimeSpan.FromSeconds(-5)) - Now)!.Value.TotalSeconds.ShouldBeGreaterThan(3);

    private static NewsWatch.Delivery.Delivery Begin(NewsWatch.Delivery.Delivery delivery) => DeliveryAttempt.Begin(delivery, "one", Now, Lease);

    private static NewsWatch.Delivery.Delivery End(NewsWatch.Delivery.Delivery delivery, DeliveryResult result) =>
        DeliveryAttempt.End(delivery, "one", result, Now);
}
