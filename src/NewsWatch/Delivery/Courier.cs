using System.Collections.Concurrent;
using System.Globalization;

namespace NewsWatch.Delivery;

/// <summary>
/// Sends what is due: claims a delivery in the store, tries its channel once, saves what came of it. Each recipient has a round
/// of its own, in order, so that a slow one delays no other; whoever asked for a delivery does not wait for a slow round's end.
/// </summary>
public sealed class Courier(IDeliveryStore store, IEnumerable<IDeliveryChannel> channels, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>
    /// An attempt holds its delivery so long, and again and again while it lasts (a mail server may take minutes to accept); one that no
    /// longer does was cut off, and what it held goes on elsewhere before anybody waits for it.
    /// </summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>When to look again at what waits behind another.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <summary>How long a process that stops waits for attempts under way: one cut off may arrive twice.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IDeliveryChannel> _channels = channels.ToDictionary(channel => channel.Name);
    private readonly ConcurrentDictionary<(string Channel, string Recipient), Task> _rounds = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile bool _ending;

    /// <summary>
    /// How long the one who asks waits: longer than a healthy receiver takes, three seconds of real time, as all that is of the network.
    /// </summary>
    internal Func<CancellationToken, Task> Patience { get; init; } =
        cancellation => Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System, cancellation);

    /// <summary>When an attempt holds its delivery again: a third of the lease, in real time.</summary>
    internal Func<CancellationToken, Task> Renewal { get; init; } =
        cancellation => Task.Delay(Lease / 3, TimeProvider.System, cancellation);

    /// <summary>Tries every due delivery of one alert or digest, after those that wait before it.</summary>
    /// <returns>When to come back; null when nothing is left to try.</returns>
    public async Task<DateTimeOffset?> Deliver(SubjectKind kind, string subjectId, CancellationToken cancellation) =>
        (await Deliver(kind, [subjectId], cancellation)).TryGetValue(subjectId, out var again) ? again : null;

    /// <summary>Tries every due delivery of these alerts or digests, after those that wait before them.</summary>
    /// <returns>When to come back for each of which something is left to try.</returns>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> Deliver(
        SubjectKind kind, IReadOnlyCollection<string> subjectIds, CancellationToken cancellation)
    {
        var open = await Open(kind, subjectIds, cancellation);

        var left = open;

        // A second time, since a round that was about to end when it was joined has not seen what came last.
        for (var i = 0; i < 2 && open.Count > 0; i++)
        {
            var rounds = Task.WhenAll(open.Select(delivery => Round((delivery.Channel, delivery.Recipient))).Distinct());
            if (await Task.WhenAny(rounds, Patience(cancellation)) != rounds)
            {
                left = await Open(kind, subjectIds, cancellation);
                break;
            }

            await rounds;
            left = await Open(kind, subjectIds, cancellation);
            open = [.. left.Where(delivery => delivery.NextAttemptAt <= clock.GetUtcNow())];
        }

        var now = clock.GetUtcNow();
        return left.GroupBy(delivery => delivery.SubjectId).ToDictionary(subject => subject.Key, subject => subject.Min(delivery => ComeBack(delivery, now)));
    }

    /// <summary>Goes through what is due at one recipient, to its end.</summary>
    public Task DeliverTo(string channel, string recipient) => Round((channel, recipient));

    public async ValueTask DisposeAsync()
    {
        _ending = true;
        await Task.WhenAny(Task.WhenAll(_rounds.Values), Task.Delay(Grace, TimeProvider.System, CancellationToken.None));
        await _stopping.CancelAsync();
        await Task.WhenAll(_rounds.Values).ContinueWith(_ => { }, TaskScheduler.Default);
        _stopping.Dispose();
    }

    private static DateTimeOffset ComeBack(DeliveryStanding delivery, DateTimeOffset now) =>
        delivery.DueAt is { } next && next > now ? next : now + LookAgain;

    private async Task<List<DeliveryStanding>> Open(SubjectKind kind, IReadOnlyCollection<string> subjectIds, CancellationToken cancellation) =>
        [.. (await store.Of(kind, subjectIds, cancellation)).Where(delivery => delivery.State is not (DeliveryState.Sent or DeliveryState.Dead))];

    private Task Round((string Channel, string Recipient) address)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var round = _rounds.GetOrAdd(address, begun.Task);
        return round == begun.Task ? Run(address, begun) : round;
    }

    private async Task Run((string Channel, string Recipient) address, TaskCompletionSource begun)
    {
        try
        {
            if (!_ending && await store.Next(address.Channel, address.Recipient, clock.GetUtcNow(), _stopping.Token) is { } next)
                await Through(next);
        }
        finally
        {
            _rounds.TryRemove(address, out _);
            begun.SetResult();
        }
    }

    /// <summary>Tries this one, and after it whatever is due at the same recipient.</summary>
    private async Task Through(string id)
    {
        var attempt = AttemptId();
        var begun = await store.Begin(id, attempt, clock.GetUtcNow(), Lease, _stopping.Token);
        while (begun is not null)
        {
            var ended = new EndedAttempt(begun, attempt, await Try(begun, attempt, _stopping.Token));
            if (_ending)
            {
                await store.End(begun.Id, attempt, ended.Result, clock.GetUtcNow(), CancellationToken.None);
                return;
            }

            attempt = AttemptId();
            begun = await store.EndAndBegin(ended, attempt, clock.GetUtcNow(), Lease, CancellationToken.None);
        }
    }

    /// <summary>Random: two processes that believe the same of a delivery must not take each other's attempt for their own.</summary>
    private static string AttemptId() => Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    private async Task<DeliveryResult> Try(Delivery delivery, string attemptId, CancellationToken cancellation)
    {
        if (!_channels.TryGetValue(delivery.Channel, out var channel))
            return new DeliveryResult.Failed(
                Retryable: true, $"the channel '{delivery.Channel}' is not set up here; add what it needs to newswatch.json");

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var holding = Hold(delivery.Id, attemptId, over.Token);
        try
        {
            return await channel.Send(delivery, delivery.Message, cancellation);
        }
        finally
        {
            // Whatever became of holding it, what was sent was sent.
            await over.CancelAsync();
            await holding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Hold(string deliveryId, string attemptId, CancellationToken cancellation)
    {
        var holds = true;
        while (holds)
        {
            await Renewal(cancellation);
            try
            {
                holds = await store.Extend(deliveryId, attemptId, clock.GetUtcNow() + Lease, cancellation);
            }
            catch (UnavailableException)
            {
                // The store is away: it is asked again.
            }
        }
    }
}
