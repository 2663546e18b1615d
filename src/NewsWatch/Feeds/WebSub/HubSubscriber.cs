using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;

namespace NewsWatch.Feeds.WebSub;

/// <summary>Where hubs reach us; null where they cannot, and then none is asked.</summary>
/// <param name="Callback">The public address of this installation's pages.</param>
public sealed record HubOptions(Uri? Callback);

/// <summary>
/// Asks hubs to announce feeds, and renews in time. Done at polls, so that it needs no clock of its own: a feed is polled at least
/// daily, whatever its hub says.
/// </summary>
public sealed class HubSubscriber(IHubStore store, GuardedClient client, HubOptions options, TimeProvider clock)
{
    /// <summary>An entry this old when a poll finds it had not been pushed.</summary>
    private static readonly TimeSpan PushDelay = TimeSpan.FromMinutes(15);

    /// <summary>The feed as its schedule should see it: with the end of what its hub promises, where that can be trusted.</summary>
    public async Task<Feed> WithPushes(Feed feed, CancellationToken cancellation)
    {
        if (options.Callback is null)
            return feed.State.PushedUntil is null ? feed : feed with { State = feed.State with { PushedUntil = null } };

        var subscription = await store.Find(feed.Id, cancellation);
        var until = subscription?.IsFresh(clock.GetUtcNow()) == true ? subscription.ExpiresAt : null;
        return feed with { State = feed.State with { PushedUntil = until } };
    }

    /// <summary>After a poll: notes what the hub had missed, and asks the hub where it is time to.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="document">What the document says of itself; null where none was read.</param>
    /// <param name="news">When the entries appeared that this poll found.</param>
    /// <param name="cancellation">Stops waiting for the hub.</param>
    public async Task Keep(Feed feed, FeedInfo? document, IReadOnlyList<DateTimeOffset> news, CancellationToken cancellation)
    {
        if (options.Callback is not { } callback)
            return;

        var now = clock.GetUtcNow();
        if (feed.State.PushedUntil is not null && news.Any(time => time < now - PushDelay))
            await store.Change(feed.Id, known => known is null ? null : known with { MissedAt = now }, cancellation);

        HubSubscription? asked = null;
        await store.Change(feed.Id, known => asked = HubPlan.Next(known, feed.Id, Named(document), now, Secret), cancellation);
        if (asked is not null && await Ask(asked, callback, cancellation) is { } problem)
            await store.Change(
                feed.Id, known => known is { Pending: true } ? known with { Failures = known.Failures + 1, LastError = problem } : null, cancellation);
    }

    /// <summary>Asks the hubs of feeds that people removed to stop.</summary>
    public async Task LeaveRemoved(CancellationToken cancellation)
    {
        if (options.Callback is not { } callback)
            return;

        foreach (var known in await store.OfRemovedFeeds(cancellation))
        {
            HubSubscription? asked = null;
            await store.Change(known.FeedId, row => asked = row is null ? null : HubPlan.Farewell(row, clock.GetUtcNow()), cancellation);
            if (asked is { State: HubState.Leaving } && await Ask(asked, callback, cancellation) is { } problem)
                await store.Change(known.FeedId, row => row is { State: HubState.Leaving } ? row with { LastError = problem } : null, cancellation);
        }
    }

    /// <returns>Why the hub did not take the request; null where it did.</returns>
    private async Task<string?> Ask(HubSubscription subscription, Uri callback, CancellationToken cancellation)
    {
        (string Key, string Value)[] form =
        [
            ("hub.mode", subscription.State == HubState.Leaving ? "unsubscribe" : "subscribe"), ("hub.topic", subscription.Topic), ("hub.callback", CallbackOf(callback, subscription).AbsoluteUri),
            ("hub.secret", subscription.Secret), ("hub.lease_seconds", HubPlan.Lease.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)),
        ];
        try
        {
            var answer = await client.Send(
                new FetchRequest(subscription.Hub)
                {
                    Method = HttpMethod.Post,
                    Content = Encoding.ASCII.GetBytes(string.Join('&', form.Select(field => $"{field.Key}={Uri.EscapeDataString(field.Value)}"))),
                    ContentType = "application/x-www-form-urlencoded",
                    MaxBytes = 4096,
                    CutAtMaxBytes = true,
                },
                cancellation);
            return answer.IsSuccess ? null : $"the hub answered {answer.Status}";
        }
        catch (FetchException problem)
        {
            return problem.Message;
        }
    }

    internal static Uri CallbackOf(Uri callback, HubSubscription subscription) =>
        new($"{callback.AbsoluteUri.TrimEnd('/')}/websub/{subscription.Token}");

    /// <summary>A feed is its own topic where it does not say otherwise.</summary>
    private static (Uri Hub, string Topic)? Named(FeedInfo? document) =>
        document is { Hub: { } hub, Self: { } self } && WebAddress.TryParse(hub, out var address, out _) ? (address, self) : null;

    private static string Secret() => RandomNumberGenerator.GetHexString(40, lowercase: true);
}
