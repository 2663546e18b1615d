using System.Collections.Concurrent;
using NewsWatch.Alerts;
using NewsWatch.Delivery;
using NewsWatch.Tests.Adapters;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Delivery;

/// <summary>Scorecard rows 42 and (b) 2, 3, 6 as far as deliveries go: order, slow and dead receivers, two senders, cuts.</summary>
public abstract class CourierTests : IAsyncDisposable
{
    private readonly SteppedClock _clock = new(Invented.Noon);
    private readonly StoreUnderTest _stored;

    protected CourierTests(Adapter adapter) => _stored = new StoreUnderTest(adapter, _clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stored.DisposeAsync();

    [Fact]
    public async Task Each_recipient_gets_what_is_for_it_in_the_order_it_was_written()
    {
        var channel = new Recorder();
        await using var courier = Courier(channel);
        foreach (var i in Enumerable.Range(0, 20))
            await Add($"alert{i:00}", "a@lantern.example", "b@lantern.example");

        (await courier.Deliver(SubjectKind.Alert, "alert19", Cancellation)).ShouldBeNull();

        foreach (var recipient in new[] { "a@lantern.example", "b@lantern.example" })
            channel.Sent.Where(sent => sent.Recipient == recipient).Select(sent => sent.SubjectId).ShouldBe(Enumerable.Range(0, 20).Select(i => $"alert{i:00}"));
    }

    [Fact]
    public async Task What_fails_holds_up_those_behind_it_for_an_hour_and_no_longer()
    {
        var channel = new Recorder { Answer = delivery => delivery.SubjectId == "one" ? new DeliveryResult.Failed(true, "answers 500") : new DeliveryResult.Sent() };
        await using var courier = Courier(channel);
        await Add("one", "a@lantern.example");
        await courier.Deliver(SubjectKind.Alert, "one", Cancellation);
        await Add("two", "a@lantern.example");

        (await courier.Deliver(SubjectKind.Alert, "two", Cancellation)).ShouldNotBeNull("it has to come again");
        channel.Sent.Count(sent => sent.SubjectId == "two").ShouldBe(0);

        _clock.Now += TimeSpan.FromMinutes(61);
        await courier.Deliver(SubjectKind.Alert, "one", Cancellation);
        (await courier.Deliver(SubjectKind.Alert, "two", Cancellation)).ShouldBeNull();
        (await _stored.Deliveries.Of(SubjectKind.Alert, "one", Cancellation))[0].State.ShouldBe(DeliveryState.Retry);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_delays_no_other_nor_whoever_asked()
    {
        var never = new TaskCompletionSource<DeliveryResult>();
        var channel = new Recorder { Slow = "slow@lantern.example", WhenSlow = never.Task };
        var quick = channel.Received(2, "quick@lantern.example");

        // Whoever asks has the patience for the quick one to get both.
        await using var courier = new Courier(_stored.Deliveries, [channel], _clock) { Patience = _ => quick };
        await Add("one", "slow@lantern.example", "quick@lantern.example");
        await Add("two", "slow@lantern.example", "quick@lantern.example");

        var first = courier.Deliver(SubjectKind.Alert, "one", Cancellation);
        var second = courier.Deliver(SubjectKind.Alert, "two", Cancellation);
        (await first).ShouldNotBeNull();
        (await second).ShouldNotBeNull();

        channel.Sent.Where(sent => sent.Recipient == "quick@lantern.example").Select(sent => sent.SubjectId).ShouldBe(["one", "two"]);
        never.SetResult(new DeliveryResult.Sent());
    }

    [Fact]
    public async Task A_receiver_that_is_gone_is_turned_off_until_somebody_turns_it_on()
    {
        var gone = true;
        var channel = new Recorder { Answer = _ => gone ? new DeliveryResult.Gone("answers 410") : new DeliveryResult.Sent() };
        await using var courier = Courier(channel);
        await Add("one", "a@lantern.example");
        await Add("two", "a@lantern.example");
        await courier.Deliver(SubjectKind.Alert, "two", Cancellation);

        channel.Sent.Count.ShouldBe(1, "after the first answer nothing more goes there");
        (await _stored.Deliveries.List([DeliveryState.Dead], 10, Cancellation)).Count.ShouldBe(2);
        (await _stored.Deliveries.Gone(Cancellation)).ShouldHaveSingleItem().Recipient.ShouldBe("a@lantern.example");

        gone = false;
        (await _stored.Deliveries.Readmit("email", "a@lantern.example", Cancellation)).ShouldBeTrue();
        foreach (var dead in await _stored.Deliveries.List([DeliveryState.Dead], 10, Cancellation))
            (await _stored.Deliveries.Revive(dead.Id, _clock.GetUtcNow(), Cancellation)).ShouldBeTrue();

        await courier.DeliverTo("email", "a@lantern.example");
        (await _stored.Deliveries.List([DeliveryState.Sent], 10, Cancellation)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_senders_on_one_store_send_each_once()
    {
        var channel = new Recorder();
        await using var one = Courier(channel);
        await using var two = Courier(channel);
        foreach (var i in Enumerable.Range(0, 40))
            await Add($"alert{i:00}", "a@lantern.example", "b@lantern.example", "c@lantern.example");

        await Task.WhenAll(Enumerable.Range(0, 40).SelectMany(i => new[]
        {
            one.Deliver(SubjectKind.Alert, $"alert{i:00}", Cancellation), two.Deliver(SubjectKind.Alert, $"alert{i:00}", Cancellation),
        }));

        channel.Sent.Count.ShouldBe(120);
        channel.Sent.Select(sent => sent.Id).Distinct().Count().ShouldBe(120);
    }

    [Fact]
    public async Task A_cut_between_sending_and_saving_is_tried_again_under_the_same_id_and_counted()
    {
        var channel = new Recorder();
        await Add("one", "a@lantern.example");
        var id = (await _stored.Deliveries.Of(SubjectKind.Alert, "one", Cancellation))[0].Id;
        (await _stored.Deliveries.Begin(id, "dead process", _clock.GetUtcNow(), TimeSpan.FromMinutes(10), Cancellation)).ShouldNotBeNull();

        await _stored.Deliveries.FreeClaims(_clock.GetUtcNow(), Cancellation);
        _clock.Now += TimeSpan.FromMinutes(1);
        await using var courier = Courier(channel);
        await courier.Deliver(SubjectKind.Alert, "one", Cancellation);
        await _stored.Deliveries.End(id, "dead process", new DeliveryResult.Failed(false, "too late"), _clock.GetUtcNow(), Cancellation);

        channel.Sent.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await _stored.Deliveries.Counts(Cancellation)).PossibleRepeats.ShouldBe(1);
        (await _stored.Deliveries.Of(SubjectKind.Alert, "one", Cancellation))[0].State.ShouldBe(DeliveryState.Sent, "a stale attempt cannot mark anything");
    }

    [Fact]
    public async Task An_attempt_holds_its_delivery_while_it_lasts_and_what_a_dead_one_held_is_taken_half_a_minute_later()
    {
        using var renewal = new SemaphoreSlim(0);
        var never = new TaskCompletionSource<DeliveryResult>();
        var slow = new Recorder { Slow = "a@lantern.example", WhenSlow = never.Task };
        await using var dying = new Courier(_stored.Deliveries, [slow], _clock) { Patience = _ => Task.CompletedTask, Renewal = renewal.WaitAsync };
        var channel = new Recorder();
        await using var other = Courier(channel);
        await Add("one", "a@lantern.example");
        await dying.Deliver(SubjectKind.Alert, "one", Cancellation);
        await Held(TimeSpan.FromSeconds(15));

        _clock.Now += TimeSpan.FromSeconds(10);
        renewal.Release();
        await Held(TimeSpan.FromSeconds(15));
        _clock.Now += TimeSpan.FromSeconds(10);
        (await other.Deliver(SubjectKind.Alert, "one", Cancellation)).ShouldBe(_clock.Now.AddSeconds(5), "it is held, and comes back when it may not be any more");

        _clock.Now += TimeSpan.FromSeconds(5);
        var again = (await other.Deliver(SubjectKind.Alert, "one", Cancellation)).ShouldNotBeNull();
        again.ShouldBeLessThan(_clock.Now.AddSeconds(10));
        _clock.Now = again;
        (await other.Deliver(SubjectKind.Alert, "one", Cancellation)).ShouldBeNull();
        channel.Sent.ShouldHaveSingleItem();
        never.SetResult(new DeliveryResult.Failed(false, "too late"));

        async Task Held(TimeSpan longer)
        {
            var id = (await _stored.Deliveries.Of(SubjectKind.Alert, "one", Cancellation))[0].Id;
            while ((await _stored.Deliveries.Find(id, Cancellation))[0].LeaseUntil != _clock.Now + longer)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        }
    }

    [Fact]
    public async Task A_receiver_that_fails_for_two_days_is_shown_with_its_reason()
    {
        var channel = new Recorder { Answer = _ => new DeliveryResult.Failed(true, "hooks.example answers 500") };
        await using var courier = Courier(channel);
        await Add("one", "a@lantern.example");
        for (var i = 0; i < 60 && await courier.Deliver(SubjectKind.Alert, "one", Cancellation) is { } again; i++)
            _clock.Now += again - _clock.GetUtcNow();

        var dead = (await _stored.Deliveries.List([DeliveryState.Dead], 10, Cancellation)).ShouldHaveSingleItem();
        dead.LastError.ShouldNotBeNull().ShouldContain("hooks.example answers 500");
        dead.Attempts.ShouldBeInRange(10, 30);
        (_clock.GetUtcNow() - Invented.Noon).ShouldBeInRange(TimeSpan.FromHours(40), TimeSpan.FromHours(49));
    }

    [Fact]
    public async Task Who_unsubscribed_gets_nothing_of_what_waited()
    {
        await Add("one", "a@lantern.example", "b@lantern.example");
        var readers = _stored.Readers;
        (await readers.Leave("desk", "email", "a@lantern.example", Cancellation)).ShouldBeTrue();
        (await readers.Leave("desk", "email", "a@lantern.example", Cancellation)).ShouldBeFalse("once");
        var channel = new Recorder();
        await using var courier = Courier(channel);
        await courier.Deliver(SubjectKind.Alert, "one", Cancellation);

        channel.Sent.ShouldHaveSingleItem().Recipient.ShouldBe("b@lantern.example");
    }

    private Courier Courier(IDeliveryChannel channel) => new(_stored.Deliveries, [channel], _clock);

    private Task Add(string subject, params string[] recipients) => _stored.Deliveries.Add(
        [
            .. recipients.Select(recipient => NewsWatch.Delivery.Delivery.Of(
                SubjectKind.Alert, subject, "desk", new EmailTarget(recipient), Invented.Message, _clock.GetUtcNow())),
        ],
        Cancellation);

    private sealed class Recorder : IDeliveryChannel
    {
        private Action _sending = () => { };

        public string Name => "email";

        public ConcurrentQueue<NewsWatch.Delivery.Delivery> Sent { get; } = new();

        public Func<NewsWatch.Delivery.Delivery, DeliveryResult> Answer { get; init; } = _ => new DeliveryResult.Sent();

        public string? Slow { get; init; }

        /// <summary>Ends when so many have been sent to a recipient.</summary>
        public Task Received(int count, string recipient)
        {
            var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _sending += () =>
            {
                if (Sent.Count(sent => sent.Recipient == recipient) == count)
                    received.TrySetResult();
            };
            return received.Task;
        }

        public Task<DeliveryResult> WhenSlow { get; init; } = Task.FromResult<DeliveryResult>(new DeliveryResult.Sent());

        public Task<DeliveryResult> Send(NewsWatch.Delivery.Delivery delivery, OutgoingMessage message, CancellationToken cancellation)
        {
            Sent.Enqueue(delivery);
            _sending();
            return delivery.Recipient == Slow ? WhenSlow : Task.FromResult(Answer(delivery));
        }
    }
}

public sealed class SqliteCourierTests() : CourierTests(Adapter.Sqlite);

public sealed class PostgresCourierTests() : CourierTests(Adapter.Postgres);
