namespace NewsWatch.Host.Bus;

/// <summary>Wakes the resume sweep when work was put off: it would otherwise sleep past the moment at which that is due.</summary>
internal sealed class SweepBell
{
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the bell is rung next.</summary>
    public Task Rung => Volatile.Read(ref _rung).Task;

    public void Ring() => Interlocked.Exchange(ref _rung, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
