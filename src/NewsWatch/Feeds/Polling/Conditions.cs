using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Polling;

/// <summary>What is kept of an answer's validators, and when they are not used.</summary>
internal static class Conditions
{
    /// <summary>A feed silent for this many of its usual gaps is asked without conditions.</summary>
    private const int SilentGaps = 12;

    /// <summary>A feed seldom asked is asked without conditions at most every twelfth time, so that nine in ten polls have some.</summary>
    private const int LeastPolls = 12;

    private static readonly TimeSpan SoonestRecheck = TimeSpan.FromHours(6);
    private static readonly TimeSpan Distrust = TimeSpan.FromDays(30);

    /// <summary>The validators of this answer as they stand; one too long to be real is dropped.</summary>
    public static Validators? From(FetchResponse answer, PollOptions options)
    {
        var etag = Kept(answer.Headers.First("ETag"), options);
        var modified = Kept(answer.Headers.First("Last-Modified"), options);
        return etag is null && modified is null ? null : new Validators(etag, modified, answer.Address);
    }

    /// <summary>Every few days, sooner for a feed that has gone silent against its habit, and always for one that has lied.</summary>
    public static bool DueUnconditionally(FeedState state, DateTimeOffset now, PollOptions options)
    {
        if (state.LastUnconditionalAt is not { } last || now < state.ValidatorsDistrustedUntil || now - last >= Every(state, options))
            return true;

        return Rhythm.UsualGap(state.RecentEntryTimes, options) is { } gap
            && now - state.LastChangedAt > gap * SilentGaps
            && now - last > (gap * SilentGaps > SoonestRecheck ? gap * SilentGaps : SoonestRecheck);
    }

    private static TimeSpan Every(FeedState state, PollOptions options) =>
        state.Interval * LeastPolls > options.UnconditionalEvery ? state.Interval * LeastPolls : options.UnconditionalEvery;

    /// <summary>
    /// Caught out: asked without conditions, the feed gives another body under the very ETag for which it had said "not modified".
    /// A weak ETag allows other bytes, but not other entries.
    /// </summary>
    public static DateTimeOffset? DistrustedUntil(FeedState state, FetchResponse answer, FeedReading reading, DateTimeOffset now)
    {
        var lied = !answer.Conditional && reading.BodyHash != state.BodyHash && reading.NewEntryTimes.Count > 0
            && state.Validators?.ETag is { } etag && etag == answer.Headers.First("ETag");
        return lied ? now + Distrust : state.ValidatorsDistrustedUntil > now ? state.ValidatorsDistrustedUntil : null;
    }

    private static string? Kept(string? raw, PollOptions options) =>
        raw is { Length: > 0 } && raw.Length <= options.MaxValidatorLength ? raw : null;
}
