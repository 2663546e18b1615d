using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NewsWatch.Host.Bus;

/// <summary>
/// Announces again what stands still: all open work at start, later what is due and was last announced a while ago. A bus
/// that lost its messages, or a process that died between saving and publishing, costs time and nothing else.
/// </summary>
internal sealed partial class ResumeSweep(
    IWorkStore work, Announcer announcer, SweepBell bell, SweepPace pace, TimeProvider clock, ILogger<ResumeSweep> log) : BackgroundService
{
    private const int Batch = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await work.ForgetAnnouncements(stoppingToken);
        await Announce(clock.GetUtcNow(), int.MaxValue, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            // Taken before looking: what is put off after the look rings it.
            var rung = bell.Rung;
            await NapUntil(rung, stoppingToken);
            await Announce(clock.GetUtcNow() - pace.Still, Batch, stoppingToken);
        }
    }

    private async Task NapUntil(Task rung, CancellationToken cancellation)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Task.WhenAny(Task.Delay(await Nap(cancellation), clock, over.Token), rung);
        await over.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<TimeSpan> Nap(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await work.NextDue(now, cancellation) is { } next && next - now < pace.LongestNap ? next - now : pace.LongestNap;
    }

    private async Task Announce(DateTimeOffset announcedBefore, int limit, CancellationToken cancellation)
    {
        // As often as there is more: a whole day's work may have waited for a server that was away.
        IReadOnlyList<IFact> facts;
        do
        {
            facts = await work.TakeStill(clock.GetUtcNow(), announcedBefore, limit, cancellation);
            if (!await announcer.Announce(facts, cancellation))
                return;

            if (facts.Count > 0)
                Announced(log, facts.Count);
        }
        while (facts.Count == limit);
    }

    [LoggerMessage(LogLevel.Information, "announced {Count} pieces of open work again")]
    private static partial void Announced(ILogger log, int count);
}

/// <summary>How soon what stands still is announced again.</summary>
/// <param name="LongestNap">The longest time between two looks; it wakes earlier where work waits for its time.</param>
/// <param name="Still">Announced longer ago than this and still open: lost, or behind much other work, and then it does no harm.</param>
internal sealed record SweepPace(TimeSpan LongestNap, TimeSpan Still)
{
    /// <summary>In one process messages are lost only with the process, which announces all when it starts.</summary>
    public static SweepPace OneProcess { get; } = new(TimeSpan.FromSeconds(150), TimeSpan.FromMinutes(5));

    /// <summary>Any process may die between saving and publishing while the others go on.</summary>
    public static SweepPace Cluster { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15));
}
