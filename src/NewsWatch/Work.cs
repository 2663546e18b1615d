namespace NewsWatch;

/// <summary>
/// A stage's handing over, saved in one transaction with the stage's result: the fact it worked on is done, and these
/// facts come of it. Where the work on <paramref name="Done"/> is no longer open (the message came twice), nothing is saved.
/// </summary>
public sealed record Step(IFact Done, params IReadOnlyList<IFact> Next);

/// <summary>Steps that were taken together.</summary>
internal static class Steps
{
    /// <summary>What comes of those that were kept.</summary>
    public static IReadOnlyList<IFact> Kept(IEnumerable<Step> steps, IEnumerable<bool> kept) =>
        [.. steps.Zip(kept).Where(pair => pair.Second).SelectMany(pair => pair.First.Next)];

    /// <summary>Those of the facts that are still open, in their order, each with what it names, where a store asks for one after another.</summary>
    public static async Task<IReadOnlyList<(TFact Fact, TNamed Named)>> Open<TFact, TNamed>(IReadOnlyList<TFact> facts, Func<TFact, Task<TNamed?>> open)
        where TNamed : class
    {
        var found = new List<(TFact, TNamed)>(facts.Count);
        foreach (var fact in facts)
            if (await open(fact) is { } named)
                found.Add((fact, named));

        return found;
    }
}

/// <summary>One of several steps that were to be taken together had been taken before: nothing was saved, and each may be tried alone.</summary>
public sealed class StepTakenException() : Exception("some of this work was done by somebody else meanwhile");

/// <summary>Work that failed for good: visible, and replayable.</summary>
public sealed record QuarantinedWork(string Stage, string Id, long Revision, int Attempts, string Error, DateTimeOffset At);

/// <summary>The work of a stage whose turn it is.</summary>
/// <param name="Fact">What to work on.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Waits">Whether something that came before it is still on its way here.</param>
public sealed record WorkInTurn(IFact Fact, DateTimeOffset OpenedAt, bool Waits);

/// <summary>
/// Open work: one row for every stage and fact that is saved but not done. The bus only nudges; what stands still here
/// is announced again.
/// </summary>
public interface IWorkStore
{
    /// <summary>Closes a step that has nothing else to save. False when it was closed before.</summary>
    Task<bool> Finish(Step step, CancellationToken cancellation);

    /// <summary>Closes several.</summary>
    /// <returns>What comes of them; nothing of those that were closed before.</returns>
    async Task<IReadOnlyList<IFact>> Finish(IReadOnlyList<Step> steps, CancellationToken cancellation) =>
        Steps.Kept(steps, await Task.WhenAll(steps.Select(step => Finish(step, cancellation))));

    /// <summary>
    /// The open work to announce again, oldest first: due, and not announced since <paramref name="announcedBefore"/>; for reading,
    /// which waits for others' servers, not since <see cref="Pipeline.SlowestRead"/> before that. Marks it announced now.
    /// </summary>
    Task<IReadOnlyList<IFact>> TakeStill(DateTimeOffset now, DateTimeOffset announcedBefore, int limit, CancellationToken cancellation);

    /// <summary>Forgets what was announced, so that all open work is announced again when it is due: the messages may be lost, or be dated by a clock that ran ahead.</summary>
    Task ForgetAnnouncements(CancellationToken cancellation);

    /// <summary>When the next work that waits for its time is due; null where none waits.</summary>
    Task<DateTimeOffset?> NextDue(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// The work whose turn it is in the stage that these facts start, first come first, as much as may be done together: where several
    /// processes work on the stage before, whichever message arrives first. A store for one process, whose bus keeps the order, gives
    /// the message's own work.
    /// </summary>
    /// <param name="message">The facts of one message; one at least.</param>
    /// <param name="now">What is due by then.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>None where nothing is due.</returns>
    Task<IReadOnlyList<WorkInTurn>> InTurn(IReadOnlyList<IFact> message, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>
    /// Counts an attempt before it is made: for work that the end of a process has interrupted before, and may have caused.
    /// </summary>
    /// <returns>False where there were enough such attempts, and it is quarantined; or where it is done.</returns>
    Task<bool> Begin(IFact fact, string error, CancellationToken cancellation);

    /// <summary>Leaves the work, facts of one stage, open until then, without counting a failure.</summary>
    Task Postpone(IReadOnlyList<IFact> facts, DateTimeOffset until, CancellationToken cancellation);

    /// <summary>Counts a failed attempt: tried again later, or quarantined after the last attempt or where trying is no use.</summary>
    /// <returns>Whether it is quarantined now.</returns>
    Task<bool> Fail(IFact fact, string error, bool final, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>What failed for good, oldest first.</summary>
    Task<IReadOnlyList<QuarantinedWork>> Quarantined(CancellationToken cancellation);

    /// <summary>Takes it out of quarantine, due now, with all its attempts before it. False when it was no longer there.</summary>
    Task<bool> Replay(QuarantinedWork row, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Gives it up for ever. False when it was no longer there.</summary>
    Task<bool> Drop(QuarantinedWork row, CancellationToken cancellation);

    /// <summary>Whether nothing is open that is due by now: no work, no poll under way.</summary>
    Task<bool> Idle(DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Open work by stage, for health and back-pressure.</summary>
    Task<IReadOnlyDictionary<string, int>> Open(CancellationToken cancellation);
}
