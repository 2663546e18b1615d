using System.Globalization;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds.WebSub;

/// <summary>What we answer a hub.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Text">The body: the challenge, where we mean it.</param>
public sealed record HubAnswer(int Status, string Text = "")
{
    /// <summary>The entries to announce.</summary>
    public IReadOnlyList<EntryFound> Found { get; init; } = [];
}

/// <summary>
/// Our side of a hub's calls. Nothing is believed that we did not ask for: a verification must name the topic of a request that is
/// waiting, a push must be signed with that subscription's secret. What is refused changes nothing; polling goes on.
/// </summary>
public sealed class HubCallback(IHubStore hubs, IFeedStore feeds, TimeProvider clock)
{
    /// <summary>The most bytes of a push: as of a fetched feed.</summary>
    public const int MaxBytes = FeedLimits.Bytes;

    private const int LongestChallenge = 4096;

    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(30);
    private static readonly TimeSpan VerifiedWithin = TimeSpan.FromDays(1);
    private static readonly HubAnswer Refused = new(404);

    /// <summary>The hub asks whether we meant it, or tells us that it will not.</summary>
    public async Task<HubAnswer> Verify(string token, string? mode, string? topic, string? challenge, string? leaseSeconds, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await hubs.FindByToken(token, cancellation) is not { } known || known.Topic != topic)
            return Refused;

        if (mode == "denied")
        {
            await hubs.Change(known.FeedId, row => row is null ? null : row with { State = HubState.Denied, Pending = false, LastError = "the hub denied the subscription" }, cancellation);
            return new HubAnswer(200);
        }

        if (mode == "unsubscribe" && known is { State: HubState.Leaving, Pending: true } && challenge is { Length: > 0 and <= LongestChallenge })
        {
            await hubs.Change(known.FeedId, row => row?.Token != token ? null : row with { State = HubState.Left, Pending = false, LastError = null }, cancellation);
            return new HubAnswer(200, challenge);
        }

        var means = mode == "subscribe" && known.State is not (HubState.Leaving or HubState.Left) && known.Pending && now - known.AskedAt < VerifiedWithin && challenge is { Length: > 0 and <= LongestChallenge };
        if (!means || !long.TryParse(leaseSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds == 0)
            return Refused;

        var lease = seconds < LongestLease.TotalSeconds ? TimeSpan.FromSeconds(seconds) : LongestLease;
        await hubs.Change(
            known.FeedId,
            row => row?.Token != token ? null : row with
            {
                State = HubState.Verified,
                Pending = false,
                Failures = 0,
                LastError = null,
                VerifiedAt = now,
                ExpiresAt = now + lease,
            },
            cancellation);
        return new HubAnswer(200, challenge!);
    }

    /// <summary>The hub brings a feed's new entries. The same push again brings nothing new.</summary>
    /// <param name="token">The subscription.</param>
    /// <param name="signature">The raw <c>X-Hub-Signature</c>.</param>
    /// <param name="headers">The other headers: the content's type, and the links that say what it is.</param>
    /// <param name="body">The content, no longer than <see cref="MaxBytes"/>.</param>
    /// <param name="cancellation">The hub gave up.</param>
    public async Task<HubAnswer> Push(
        string token, string? signature, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await hubs.FindByToken(token, cancellation) is not { State: HubState.Verified } known || known.ExpiresAt <= now)
            return Refused;

        if (!HubSignature.IsValid(signature, known.Secret, body.Span))
            return new HubAnswer(403);

        if (await feeds.Find(known.FeedId, cancellation) is not { PausedAt: null } feed)
            return new HubAnswer(410);

        var document = FeedReader.Read(body, headers.GetValueOrDefault("Content-Type"), feed.State.Url, now, headers);
        if (document.Error is not null || (document.Feed.Self is { } self && self != known.Topic))
            return new HubAnswer(400);

        var changes = EntryReconciler.Changes(feed, await feeds.Known(feed.Id, cancellation), document, now);
        var found = await feeds.SavePushed(changes, cancellation);
        await hubs.Change(known.FeedId, row => row?.Token != token ? null : row with { LastPushAt = now }, cancellation);
        return new HubAnswer(202) { Found = found };
    }
}
