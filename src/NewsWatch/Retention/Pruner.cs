namespace NewsWatch.Retention;

/// <summary>Removes what the rules do not keep, in small batches between which others write.</summary>
public sealed class Pruner(IPruneStore store, RetentionRules rules, TimeProvider clock)
{
    /// <summary>A batch of some tens of milliseconds: nobody waits for it.</summary>
    private const int Batch = 200;

    /// <summary>At most a thousand or two rows a second: years of rows take an hour, and the disk serves others meanwhile.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Removes everything that is old enough now.</summary>
    public Task<IReadOnlyList<PrunedRows>> Run(CancellationToken cancellation) => Each(Remove, cancellation);

    /// <summary>Says what <see cref="Run"/> would remove.</summary>
    public Task<IReadOnlyList<PrunedRows>> Count(CancellationToken cancellation) => Each(store.Count, cancellation);

    private async Task<IReadOnlyList<PrunedRows>> Each(Func<Prunable, DateTimeOffset, CancellationToken, Task<long>> act, CancellationToken cancellation)
    {
        var (now, done) = (clock.GetUtcNow(), new List<PrunedRows>());
        foreach (var what in Enum.GetValues<Prunable>())
            done.Add(rules.KeptFor.TryGetValue(what, out var kept)
                ? new PrunedRows(what, now - kept, await act(what, now - kept, cancellation))
                : new PrunedRows(what, null, 0));

        return done;
    }

    private async Task<long> Remove(Prunable what, DateTimeOffset before, CancellationToken cancellation)
    {
        var all = 0L;
        while (true)
        {
            var removed = await store.Prune(what, before, Batch, cancellation);
            if (removed == 0)
                return all;

            all += removed;

            await Task.Delay(Pause, TimeProvider.System, cancellation);
        }
    }
}

/// <summary>What was, or would be, removed.</summary>
/// <param name="What">Of this.</param>
/// <param name="Before">What is older; null where it is kept for ever.</param>
/// <param name="Rows">So many.</param>
public sealed record PrunedRows(Prunable What, DateTimeOffset? Before, long Rows);
