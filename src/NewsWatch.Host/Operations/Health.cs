using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Host.Operations;

/// <summary>
/// What an orchestrator asks: <c>/health/live</c>, whether the process answers at all; <c>/health/ready</c>, whether it can
/// do its work, and if not, why.
/// </summary>
internal static class Health
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => TypedResults.Text("ok"));
        app.MapGet("/health/ready", Ready);
    }

    private static async Task<JsonHttpResult<Readiness>> Ready(IWorkStore work, IServiceProvider services, CancellationToken cancellation)
    {
        List<HealthCheck> checks = [await Store(work, services, cancellation), .. Bus(services), .. await Search(services, cancellation)];
        var ready = checks.All(check => check.Reason is null);
        return TypedResults.Json(
            new Readiness(ready, checks), statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<HealthCheck> Store(IWorkStore work, IServiceProvider services, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await work.Open(limit.Token);
            return new HealthCheck("store", services.GetService<WritingWaits>()?.Problem);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HealthCheck("store", $"did not answer within {Patience.TotalSeconds:0} seconds");
        }
#pragma warning disable CA1031 // Whatever is wrong with the store is the answer to the question asked here.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return new HealthCheck("store", error.Message);
        }
    }

    /// <summary>Only the core writes to the index; pages and workers do without.</summary>
    private static async Task<IEnumerable<HealthCheck>> Search(IServiceProvider services, CancellationToken cancellation)
    {
        if (!services.GetRequiredService<NewsWatchOptions>().Roles.Contains(Role.Core))
            return [];

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return [new HealthCheck("search", await services.GetRequiredService<ISearchIndex>().Trouble(limit.Token))];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [new HealthCheck("search", $"did not answer within {Patience.TotalSeconds:0} seconds; what is to be indexed waits")];
        }
    }

    private static IEnumerable<HealthCheck> Bus(IServiceProvider services)
    {
        if (services.GetService<IBusControl>() is not { } bus)
            yield break;

        var health = bus.CheckHealth();
        foreach (var (address, endpoint) in health.Endpoints)
            yield return new HealthCheck(
                $"bus {new Uri(address).Segments[^1]}", endpoint.Status == BusHealthStatus.Healthy ? null : endpoint.Description ?? "is not connected");
    }
}

/// <summary>The answer of <c>/health/ready</c>.</summary>
internal sealed record Readiness(bool Ready, IReadOnlyList<HealthCheck> Checks);

/// <summary>One thing that the work needs; <c>Reason</c> says what is wrong with it, and is null where nothing is.</summary>
internal sealed record HealthCheck(string Name, string? Reason);
