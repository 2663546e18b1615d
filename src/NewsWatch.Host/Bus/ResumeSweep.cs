using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NewsWatch.Host.Bus;

/// <summary>
/// Announces again what stands still: all open work at start, later what is due and was last announced a while ago. A bus
/// that lost its messages, or a process that died between saving and publishing, costs time and nothing else.
/// </summary>
internal sealed partial class ResumeSweep(IWorkStore work, IBus bus, TimeProvider clock, ILogger<ResumeSweep> log) : BackgroundService
{
    /// <summary>How often it looks. Work that failed is due a minute later at the earliest.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Announced longer ago than this and still open: lost. Ten times what a slow page takes.</summary>
    private static readonly TimeSpan Still = TimeSpan.FromMinutes(5);

    private const int Batch = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Announce(DateTimeOffset.MaxValue, int.MaxValue, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            await Announce(clock.GetUtcNow() - Still, Batch, stoppingToken);
        }
    }

    private async Task Announce(DateTimeOffset announcedBefore, int limit, CancellationToken cancellation)
    {
        var facts = await work.TakeStill(clock.GetUtcNow(), announcedBefore, limit, cancellation);
        foreach (var fact in facts)
            await bus.Publish(fact, fact.GetType(), cancellation);

        if (facts.Count > 0)
            Announced(log, facts.Count);
    }

    [LoggerMessage(LogLevel.Information, "announced {Count} pieces of open work again")]
    private static partial void Announced(ILogger log, int count);
}
