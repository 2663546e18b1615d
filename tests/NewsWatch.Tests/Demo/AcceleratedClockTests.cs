using NewsWatch.Host.Demo;

namespace NewsWatch.Tests.Demo;

public sealed class AcceleratedClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task It_steps_from_timer_to_timer_and_misses_none()
    {
        var clock = new AcceleratedClock(Start, rate: 1e9, sleepers: 2);
        var rung = new List<string>();
        using var end = new CancellationTokenSource();
        var sleepers = new[] { Sleep("minute", TimeSpan.FromMinutes(1)), Sleep("hour", TimeSpan.FromHours(1)) };

        await clock.RunUntil(Start.AddHours(2), _ => Task.FromResult(true), _ => Task.CompletedTask, TestContext.Current.CancellationToken);
        await end.CancelAsync();
        await Task.WhenAll(sleepers);

        rung.Count(name => name == "minute").ShouldBe(119);
        rung.Count(name => name == "hour").ShouldBe(1);
        clock.GetUtcNow().ShouldBe(Start.AddHours(2));

        async Task Sleep(string name, TimeSpan time)
        {
            try
            {
                while (true)
                {
                    await Task.Delay(time, clock, end.Token);
                    lock (rung)
                        rung.Add(name);
                }
            }
            catch (OperationCanceledException)
            {
                // The test is over.
            }
        }
    }

    [Fact]
    public async Task It_stands_still_while_work_is_open()
    {
        var clock = new AcceleratedClock(Start, rate: 1e9, sleepers: 1);
        using var stop = new CancellationTokenSource();
        var sleeping = Task.Delay(TimeSpan.FromMinutes(1), clock, stop.Token);
        var glances = 0;

        await Should.ThrowAsync<OperationCanceledException>(clock.RunUntil(Start.AddHours(1), Busy, _ => Task.CompletedTask, stop.Token));

        clock.GetUtcNow().ShouldBe(Start);
        sleeping.IsCompletedSuccessfully.ShouldBeFalse();

        async Task<bool> Busy(DateTimeOffset now)
        {
            if (++glances == 5)
                await stop.CancelAsync();

            return false;
        }
    }
}
