namespace NewsWatch;

/// <summary>
/// Lets the work of a stage with turns through in the order in which it came to the stage before, whichever message arrives first.
/// A message says only that there is work: whoever has one takes what is next, as much as can be done together.
/// </summary>
public sealed class Turnstile(IWorkStore work, TimeProvider clock)
{
    /// <summary>
    /// How long work waits for what came before it and is still on its way, which takes milliseconds. What a dead or frozen process
    /// holds comes after it.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the next work whose turn it is.</summary>
    /// <param name="message">The facts of the message that came.</param>
    /// <param name="again">Whether a process ended while it had this message: then one is let through alone, and counts as attempted.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>None where nothing is due.</returns>
    public async Task<IReadOnlyList<TFact>> Next<TFact>(IReadOnlyList<TFact> message, bool again, CancellationToken cancellation)
        where TFact : class, IFact
    {
        while (await work.InTurn(message, clock.GetUtcNow(), cancellation) is { Count: > 0 } next)
        {
            var through = next.TakeWhile(one => !one.Waits || clock.GetUtcNow() - one.OpenedAt >= Patience).Select(one => (TFact)one.Fact).ToList();
            if (through.Count == 0)
                await Task.Delay(Glance, TimeProvider.System, cancellation);
            else if (!again)
                return through;
            else if (await work.Begin(through[0], "the process that worked on it ended before it was done", cancellation))
                return [through[0]];
        }

        return [];
    }
}
