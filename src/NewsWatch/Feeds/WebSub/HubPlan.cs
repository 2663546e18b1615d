namespace NewsWatch.Feeds.WebSub;

/// <summary>Decides when to ask a hub. Pure.</summary>
internal static class HubPlan
{
    /// <summary>How long a lease we ask for; hubs grant what they like.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromDays(10);

    /// <summary>A lease is renewed when so much of it is left, or a third where it is short.</summary>
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(2);

    private const int MostFarewells = 3;

    private static readonly TimeSpan AfterFailure = TimeSpan.FromHours(1);
    private static readonly TimeSpan AfterDenial = TimeSpan.FromDays(7);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>The subscription to ask for now, to be saved before asking; null where there is nothing to ask.</summary>
    /// <param name="known">What is stored.</param>
    /// <param name="feedId">The feed.</param>
    /// <param name="named">The hub and topic that the feed's document names now; null where it was not read or names none.</param>
    /// <param name="now">The moment.</param>
    /// <param name="secret">Makes what nobody can guess.</param>
    public static HubSubscription? Next(HubSubscription? known, string feedId, (Uri Hub, string Topic)? named, DateTimeOffset now, Func<string> secret)
    {
        var over = known is null or { State: HubState.Leaving or HubState.Left };
        if (named is { } found && (over || known!.Hub != found.Hub || known.Topic != found.Topic))
            return new HubSubscription { FeedId = feedId, Hub = found.Hub, Topic = found.Topic, Token = secret(), Secret = secret(), AskedAt = now, Pending = true };

        return known is not null && !over && now >= NextAt(known)
            ? known with { AskedAt = now, Pending = true, Failures = known.Pending ? known.Failures + 1 : known.Failures }
            : null;
    }

    /// <summary>The farewell to send now to the hub of a removed feed, to be saved before it is sent; null while the last one may still be answered.</summary>
    public static HubSubscription? Farewell(HubSubscription known, DateTimeOffset now)
    {
        if (known.State == HubState.Left || (known.State == HubState.Leaving && now - known.AskedAt < AfterFailure))
            return null;

        // A hub that cannot be reached is left to the end of its lease; what it still sends is answered with 410.
        return known.State == HubState.Leaving && known.Failures >= MostFarewells
            ? known with { State = HubState.Left, Pending = false }
            : known with { State = HubState.Leaving, AskedAt = now, Pending = true, Failures = known.State == HubState.Leaving ? known.Failures + 1 : 1 };
    }

    private static DateTimeOffset NextAt(HubSubscription known)
    {
        if (known.State == HubState.Denied)
            return known.AskedAt + AfterDenial;

        if (known.Pending || known.ExpiresAt is not { } end || known.VerifiedAt is not { } from)
        {
            var wait = AfterFailure * Math.Pow(2, Math.Min(known.Failures, 5));
            return known.AskedAt + (wait < LongestWait ? wait : LongestWait);
        }

        var third = (end - from) / 3;
        return end - (third < RenewBefore ? third : RenewBefore);
    }
}
