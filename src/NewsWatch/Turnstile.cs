namespace NewsWatch;

/// <summary>
/// Lets the work of a stage with turns through in the order in which it came to the stage before, whichever message arrives first.
/// A message says only that there is work: each brings one piece of it through, and takes the next where somebody else was quicker.
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
    /// <param name="message">The message that came.</param>
    /// <param name="again">Whether a process ended while it had this message: then what is let through counts as attempted.</param>
    /// <param name="cancellation">Gives up waiting.</param>
    /// <returns>Null where nothing is due.</returns>
    public async Task<TFact?> Next<TFact>(TFact message, bool again, CancellationToken cancellation)
        where TFact : class, IFact
    {
        while (await work.InTurn(message, clock.GetUtcNow(), cancellation) is { } next)
        {
            if (next.Waits && clock.GetUtcNow() - next.OpenedAt < Patience)
                await Task.Delay(Glance, TimeProvider.System, cancellation);
            else if (!again || await work.Begin(next.Fact, "the process that worked on it ended before it was done", cancellation))
                return (TFact)next.Fact;
        }

        return null;
    }
}
