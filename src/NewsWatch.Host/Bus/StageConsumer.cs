using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using NewsWatch.Host.Operations;

namespace NewsWatch.Host.Bus;

/// <summary>
/// Brings the facts of a message to their stage, together, and announces what it saved. When a stage fails with several, each is tried
/// alone; when it fails with one, the store counts it and says when to try again, or quarantines it; the message is then done with. The
/// bus is a nudge and holds no retries: the resume sweep announces the work again when its time has come.
/// </summary>
internal sealed partial class StageConsumer<TFact>(
    IStageWork<TFact> work, IWorkStore store, Turnstile turnstile, Announcer announcer, StageMeter meter, SweepBell bell, TimeProvider clock,
    ILogger<StageConsumer<TFact>> log)
    : IConsumer<Announced<TFact>>
    where TFact : class, IFact
{
    /// <summary>How long work waits for a server that is away before it is tried again: less than half a minute after it is back, all goes on.</summary>
    private static readonly TimeSpan UntilBack = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What comes again because a process ended is worked on alone: if it is what ended it, it takes no bystander along, and the
    /// attempts are counted on the right one.
    /// </summary>
    private static readonly SemaphoreSlim Lane = new(1);

    private static readonly Stage Stage = Pipeline.StageOf<TFact>();

    public async Task Consume(ConsumeContext<Announced<TFact>> context)
    {
        var (facts, again, cancellation) = (context.Message.Facts, context.ReceiveContext.Redelivered, context.CancellationToken);
        if (facts.Count == 0)
            return;

        StageTimes.Enter(Stage.Name);
        if (Stage.InTurnBehind is not null)
            await InTurn(facts, again, cancellation);
        else if (again && facts[0] is not FeedDue)
            await Alone(facts, cancellation);
        else
            await Together(facts, cancellation);
    }

    /// <summary>Brings as much work through as the message announced, or as there is.</summary>
    private async Task InTurn(IReadOnlyList<TFact> facts, bool again, CancellationToken cancellation)
    {
        for (var through = 0; through < facts.Count;)
        {
            var next = await turnstile.Next(facts, again, cancellation);
            if (next.Count == 0)
                return;

            await Together(next, cancellation);
            through += next.Count;
        }
    }

    private async Task Alone(IReadOnlyList<TFact> facts, CancellationToken cancellation)
    {
        await Lane.WaitAsync(cancellation);
        try
        {
            foreach (var fact in facts)
                if (await store.Begin(fact, "the process that worked on it ended before it was done", cancellation))
                    await Together([fact], cancellation);
        }
        finally
        {
            Lane.Release();
        }
    }

    private async Task Together(IReadOnlyList<TFact> facts, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            await foreach (var saved in work.Work(facts, cancellation))
                await announcer.Announce(saved, cancellation);

            meter.Handled(Stage.Name, facts.Count, since);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (UnavailableException error)
        {
            await Postpone(facts, error);
        }
        catch (Exception error) when (facts.Count == 1)
        {
            await Record(facts[0], error);
        }
        catch (Exception error)
        {
            // One of them may be at fault, or several, or how they met: alone each shows.
            EachAlone(log, Stage.Name, facts.Count, error.Message);
            foreach (var fact in facts)
                await Together([fact], cancellation);
        }
    }

    /// <summary>No fault of the work: it waits, uncounted, until what it needs is back.</summary>
    private async Task Postpone(IReadOnlyList<TFact> facts, UnavailableException error)
    {
        await store.Postpone(facts, clock.GetUtcNow() + UntilBack, CancellationToken.None);
        bell.Ring();
        Waits(log, Stage.Name, facts[0].Id, facts.Count - 1, error.Message);
    }

    private async Task Record(TFact fact, Exception error)
    {
        var quarantined = await store.Fail(fact, error.Message, error is UnprocessableException, clock.GetUtcNow(), CancellationToken.None);
        bell.Ring();
        meter.Failed(Stage.Name, quarantined);
        if (quarantined)
            Quarantined(log, Stage.Name, fact.Id, error);
        else
            TriedAgain(log, Stage.Name, fact.Id, error.Message);
    }

    [LoggerMessage(LogLevel.Warning, "{Stage} {Id} and {More} more: wait: {Problem}")]
    private static partial void Waits(ILogger log, string stage, string id, int more, string problem);

    [LoggerMessage(LogLevel.Information, "{Stage}: {Count} together failed, each is tried alone: {Problem}")]
    private static partial void EachAlone(ILogger log, string stage, int count, string problem);

    [LoggerMessage(LogLevel.Error, "{Stage} {Id}: quarantined; see it with `newswatch quarantine list`")]
    private static partial void Quarantined(ILogger log, string stage, string id, Exception error);

    [LoggerMessage(LogLevel.Warning, "{Stage} {Id}: failed, will be tried again: {Problem}")]
    private static partial void TriedAgain(ILogger log, string stage, string id, string problem);
}
