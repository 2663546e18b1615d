using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Polling;

/// <summary>Believes a feed's new address only after it has been told often enough, for long enough, and by a whole feed each time.</summary>
internal static class Moves
{
    /// <summary>The state after an answer that was a feed, and the address learnt now, if any.</summary>
    public static (FeedState State, Uri? Learnt) After(FeedState state, FetchResponse answer, DateTimeOffset now, PollOptions options)
    {
        if (Target(state.Url, answer) is not { } target)
            return (Forget(state), null);

        var moved = state.MovedTo == target
            ? state with { MovedCount = state.MovedCount + 1 }
            : state with { MovedTo = target, MovedSince = now, MovedCount = 1 };
        return moved.MovedCount >= options.MoveAgreements && now - moved.MovedSince >= options.MoveSpan
            ? (Forget(moved) with { Url = target }, target)
            : (moved, null);
    }

    public static FeedState Forget(FeedState state) => state with { MovedTo = null, MovedSince = null, MovedCount = 0 };

    /// <summary>
    /// Where the unbroken run of permanent redirects from the start leads; what a temporary one points to is not for keeping. An address
    /// that carries a password, or that would be read in the open from now on, is moved by people only.
    /// </summary>
    private static Uri? Target(Uri from, FetchResponse answer)
    {
        var target = answer.Redirects.TakeWhile(hop => hop.Status is 301 or 308).LastOrDefault()?.Target;
        var losesSafety = from.Scheme == Uri.UriSchemeHttps && target?.Scheme == Uri.UriSchemeHttp;
        return target == from || losesSafety || from.UserInfo.Length > 0 ? null : target;
    }
}
