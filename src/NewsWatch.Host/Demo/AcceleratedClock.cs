namespace NewsWatch.Host.Demo;

/// <summary>
/// A clock that steps from timer to timer: no faster than its rate, and only while all who live by it sleep and no work is
/// open. So a week passes in half a minute, and whatever the machine is doing, everything happens at the same moments.
/// </summary>
/// <param name="start">The first moment.</param>
/// <param name="rate">How many of its seconds pass in a real one, at most.</param>
/// <param name="sleepers">How many services live by it: each waits on one timer whenever it has nothing to do.</param>
internal sealed class AcceleratedClock(DateTimeOffset start, double rate, int sleepers) : TimeProvider
{
    /// <summary>How often open work is looked at: a shorter delay would be none, and keep a core busy.</summary>
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(1);

    private readonly Lock _gate = new();
    private readonly HashSet<StepTimer> _armed = [];
    private DateTimeOffset _now = start;
    private TaskCompletionSource? _lastToSleep;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Runs until the clock shows <paramref name="end"/> and all is quiet.</summary>
    /// <param name="end">The last moment.</param>
    /// <param name="idle">Whether no work is open at the moment given.</param>
    /// <param name="stepped">Told each new moment before anybody is woken.</param>
    /// <param name="cancellation">Stops the clock.</param>
    public async Task RunUntil(
        DateTimeOffset end, Func<DateTimeOffset, Task<bool>> idle, Func<DateTimeOffset, Task> stepped, CancellationToken cancellation)
    {
        var origin = GetUtcNow();
        var began = System.GetTimestamp();
        while (true)
        {
            var next = await NextMoment(end, idle, cancellation);
            var ahead = ((next - origin) / rate) - System.GetElapsedTime(began);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, System, cancellation);

            await stepped(next);
            if (next >= end)
            {
                lock (_gate)
                    _now = end;

                return;
            }

            Fire(next);
        }
    }

    /// <summary>Waits until everybody sleeps and nothing is open, and gives the earliest moment that somebody waits for.</summary>
    private async Task<DateTimeOffset> NextMoment(
        DateTimeOffset end, Func<DateTimeOffset, Task<bool>> idle, CancellationToken cancellation)
    {
        while (true)
        {
            await EverybodySleeps().WaitAsync(cancellation);
            if (await idle(GetUtcNow()) && Earliest() is { } moment)
                return moment < end ? moment : end;

            await Task.Delay(Glance, System, cancellation);
        }
    }

    private Task EverybodySleeps()
    {
        lock (_gate)
        {
            if (_armed.Count >= sleepers)
                return Task.CompletedTask;

            _lastToSleep ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _lastToSleep.Task;
        }
    }

    private void OneMoreSleeps()
    {
        if (_armed.Count < sleepers)
            return;

        _lastToSleep?.SetResult();
        _lastToSleep = null;
    }

    /// <summary>What is awaited next; null while somebody is awake.</summary>
    private DateTimeOffset? Earliest()
    {
        lock (_gate)
            return _armed.Count >= sleepers ? _armed.Min(timer => timer.Due) : null;
    }

    private void Fire(DateTimeOffset moment)
    {
        List<StepTimer> due;
        lock (_gate)
        {
            _now = moment;
            due = [.. _armed.Where(timer => timer.Due <= moment)];
            _armed.ExceptWith(due);
        }

        foreach (var timer in due)
            timer.Ring();
    }

    private sealed class StepTimer(AcceleratedClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
                throw new NotSupportedException("Sleep with Task.Delay: who wakes up must be seen to go to sleep again.");

            lock (clock._gate)
            {
                clock._armed.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._armed.Add(this);
                    clock.OneMoreSleeps();
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
                clock._armed.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
