using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Logging;
using NewsWatch.Host.Operations;

namespace NewsWatch.Host.Bus;

/// <summary>
/// What happens when a stage fails: the store counts it and says when to try again, or quarantines it; the message is then
/// done with. The bus is a nudge and holds no retries: the resume sweep announces the work again when its time has come.
/// </summary>
internal sealed partial class FailureFilter<TMessage>(IWorkStore work, StageMeter meter, SweepBell bell, TimeProvider clock, ILogger<FailureFilter<TMessage>> log)
    : IFilter<ConsumeContext<TMessage>>
    where TMessage : class
{
    /// <summary>How long work waits for a server that is away before it is tried again: less than half a minute after it is back, all goes on.</summary>
    private static readonly TimeSpan UntilBack = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What comes again because a process ended is worked on alone: if it is what ended it, it takes no bystander along, and the
    /// attempts are counted on the right one.
    /// </summary>
    private static readonly SemaphoreSlim Lane = new(1);

    public async Task Send(ConsumeContext<TMessage> context, IPipe<ConsumeContext<TMessage>> next)
    {
        var since = Stopwatch.GetTimestamp();
        try
        {
            if (!context.ReceiveContext.Redelivered || context.Message is not IFact again || again is FeedDue || Pipeline.StageOf(again).InTurnBehind is not null)
                await next.Send(context);
            else if (!await Alone(again, () => next.Send(context), context.CancellationToken))
                return;

            if (context.Message is IFact fact)
                meter.Handled(Pipeline.StageOf(fact).Name, since);
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (WorkFailedException error)
        {
            await Record(error.Fact, error.InnerException!);
        }
        catch (Exception error) when (context.Message is IFact)
        {
            await Record((IFact)context.Message, error);
        }
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("failure");

    private async Task<bool> Alone(IFact fact, Func<Task> send, CancellationToken cancellation)
    {
        await Lane.WaitAsync(cancellation);
        try
        {
            if (!await work.Begin(fact, "the process that worked on it ended before it was done", cancellation))
                return false;

            await send();
            return true;
        }
        finally
        {
            Lane.Release();
        }
    }

    private async Task Record(IFact fact, Exception error)
    {
        var stage = Pipeline.StageOf(fact).Name;
        if (error is UnavailableException)
        {
            // No fault of the work: it waits, uncounted, until what it needs is back.
            await work.Postpone(fact, clock.GetUtcNow() + UntilBack, CancellationToken.None);
            bell.Ring();
            Waits(log, stage, fact.Id, error.Message);
            return;
        }

        var final = error is UnprocessableException;
        var quarantined = await work.Fail(fact, error.Message, final, clock.GetUtcNow(), CancellationToken.None);
        bell.Ring();
        meter.Failed(stage, quarantined);
        if (quarantined)
            Quarantined(log, stage, fact.Id, error);
        else
            TriedAgain(log, stage, fact.Id, error.Message);
    }

    [LoggerMessage(LogLevel.Warning, "{Stage} {Id}: waits: {Problem}")]
    private static partial void Waits(ILogger log, string stage, string id, string problem);

    [LoggerMessage(LogLevel.Error, "{Stage} {Id}: quarantined; see it with `newswatch quarantine list`")]
    private static partial void Quarantined(ILogger log, string stage, string id, Exception error);

    [LoggerMessage(LogLevel.Warning, "{Stage} {Id}: failed, will be tried again: {Problem}")]
    private static partial void TriedAgain(ILogger log, string stage, string id, string problem);
}
