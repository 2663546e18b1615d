using NewsWatch.Delivery;
using NewsWatch.Digests;
using NewsWatch.Tests.Adapters;
using NewsWatch.Tests.Alerts;

namespace NewsWatch.Tests.Digests;

/// <summary>Scorecard rows (b) 13 and 14 in the store: one digest a period, whoever composes it and however often.</summary>
public abstract class DigestStoreTests : IAsyncDisposable
{
    private readonly StoreUnderTest _stored;

    protected DigestStoreTests(Adapter adapter) => _stored = new StoreUnderTest(adapter, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _stored.DisposeAsync();

    [Fact]
    public async Task Two_instances_that_compose_the_same_period_send_it_once()
    {
        var period = new DigestPeriod(InventedWeek.Monday, InventedWeek.Monday.AddDays(7));
        await _stored.Digests.CoveredUntil("weekly", period.Start, Cancellation);

        var saved = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Save(period)));

        saved.Count(first => first).ShouldBe(1);
        (await _stored.Deliveries.Of(SubjectKind.Digest, period.DigestIdFor("weekly"), Cancellation)).Count.ShouldBe(1);
        (await _stored.Digests.CoveredUntil("weekly", period.End, Cancellation)).ShouldBe(period.End);
    }

    [Fact]
    public async Task After_three_weeks_of_absence_there_is_one_catch_up_and_then_the_next_week()
    {
        var schedule = DigestSchedule.Of(InventedWeek.Reader);
        var made = schedule.Last(InventedWeek.Monday.AddDays(1));
        await _stored.Digests.CoveredUntil("weekly", made, Cancellation);
        var periods = new List<DigestPeriod>();

        // Down for three weeks and two days, then looking every hour for ten days; once more after each restart.
        for (var now = made.AddDays(23); now < made.AddDays(33); now = now.AddHours(1))
            if (DigestPeriod.Due(schedule, await _stored.Digests.CoveredUntil("weekly", now, Cancellation), now) is { } due && await Save(due))
                periods.Add(due);

        periods.Count.ShouldBe(2);
        periods[0].ShouldBe(new DigestPeriod(made, schedule.Last(made.AddDays(23))));
        periods[1].Start.ShouldBe(periods[0].End);
        (periods[1].End - periods[1].Start).TotalDays.ShouldBeInRange(6.9, 7.1);
    }

    private Task<bool> Save(DigestPeriod period)
    {
        var id = period.DigestIdFor("weekly");
        var delivery = NewsWatch.Delivery.Delivery.Of(
            SubjectKind.Digest, id, "weekly", InventedWeek.Reader.Channels[0], Invented.Message, period.End);
        return _stored.Digests.Save(id, "weekly", period, [delivery], Cancellation);
    }
}

public sealed class SqliteDigestStoreTests() : DigestStoreTests(Adapter.Sqlite);

public sealed class PostgresDigestStoreTests() : DigestStoreTests(Adapter.Postgres);
