using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds.Health;

/// <summary>What can be the matter with a feed, worst first.</summary>
public enum FeedCondition
{
    /// <summary>Its server says that it is gone for good: it is no longer polled.</summary>
    Gone,

    /// <summary>It failed so often in a row that it will hardly mend by itself.</summary>
    Broken,

    /// <summary>It answers, and has published nothing for far longer than it ever paused.</summary>
    Silent,

    /// <summary>It publishes far less than it used to.</summary>
    FewerEntries,

    /// <summary>Its entries carry far less text than they used to.</summary>
    ShorterText,

    /// <summary>Its dates lie in the future.</summary>
    FutureDates,

    /// <summary>Its last polls failed; that may pass.</summary>
    Failing,

    /// <summary>It is fetched somewhere else than its list says.</summary>
    Redirecting,

    /// <summary>Somebody paused it.</summary>
    Paused,

    /// <summary>It has not been read yet.</summary>
    Unread,

    /// <summary>Nothing is: no finding says so, but each feed has one worst condition by which it is counted.</summary>
    Well,
}

/// <summary>One thing that is the matter with a feed.</summary>
/// <param name="Condition">What.</param>
/// <param name="Words">A sentence for people, without a full stop.</param>
/// <param name="Since">Since when, where that is known.</param>
public sealed record HealthFinding(FeedCondition Condition, string Words, DateTimeOffset? Since);

/// <summary>Tells how a feed does from what its polls left behind. Pure: the same feed and moment always give the same findings.</summary>
public static class FeedHealth
{
    /// <summary>Failures by weight (hard 1, soft ½, temporary ¼) from which a feed counts as broken: about a day of trying.</summary>
    private const double BrokenFrom = 3;

    /// <summary>A feed is silent after this many of its usual gaps …</summary>
    private const int SilentGaps = 4;

    /// <summary>… and of the longest pause it made lately, …</summary>
    private const int SilentPauses = 2;

    /// <summary>… and never sooner than this: a long weekend is no silence.</summary>
    private static readonly TimeSpan LongWeekend = TimeSpan.FromDays(4);

    /// <summary>Whether somebody has to look into it; the rest mends by itself or was meant.</summary>
    public static bool NeedsSomebody(FeedCondition condition) => condition < FeedCondition.Failing;

    /// <summary>What is the matter, worst first; empty when all is well.</summary>
    public static IReadOnlyList<HealthFinding> Of(Feed feed, DateTimeOffset now, PollOptions options)
    {
        if (feed.PausedAt is { } paused)
            return [new HealthFinding(FeedCondition.Paused, $"paused by hand on {HealthWords.Day(paused)}", paused)];

        var state = feed.State;
        if (state.Paused)
            return [new HealthFinding(FeedCondition.Gone, $"not polled any more: {state.PausedReason ?? state.LastError ?? "its server said so"}", state.LastPollAt)];

        List<HealthFinding?> findings = state.FailingSince is { } since
            ? [Failing(state, since)]
            : [Silent(state, now, options), .. VolumeHealth.Of(feed, now), Future(state), Unread(state)];
        findings.Add(Redirecting(feed));
        return [.. findings.OfType<HealthFinding>().OrderBy(finding => finding.Condition)];
    }

    private static HealthFinding Failing(FeedState state, DateTimeOffset since)
    {
        var broken = state.FailureWeight >= BrokenFrom;
        var good = state.LastSuccessAt is { } last ? $"last read {HealthWords.Moment(last)}" : "never read yet";
        return new HealthFinding(
            broken ? FeedCondition.Broken : FeedCondition.Failing,
            $"{(broken ? "broken" : "failing")} since {HealthWords.Moment(since)}, {good}: {state.LastError ?? "no reason is known"}",
            since);
    }

    private static HealthFinding? Silent(FeedState state, DateTimeOffset now, PollOptions options)
    {
        if (Rhythm.UsualGap(state.RecentEntryTimes, options) is not { } gap)
            return null;

        var newest = state.RecentEntryTimes[0];
        var longest = state.RecentEntryTimes.Zip(state.RecentEntryTimes.Skip(1), (later, earlier) => later - earlier).Max();
        var most = new[] { gap * SilentGaps, longest * SilentPauses, LongWeekend }.Max();
        return now - newest <= most
            ? null
            : new HealthFinding(
                FeedCondition.Silent,
                $"silent since {HealthWords.Moment(newest)}; it usually publishes every {HealthWords.Span(gap)}",
                newest);
    }

    private static HealthFinding? Future(FeedState state) => state.FutureDates == 0
        ? null
        : new HealthFinding(
            FeedCondition.FutureDates,
            $"{HealthWords.Count(state.FutureDates, "entry is", "entries are")} dated in the future; its clock or time zone is wrong",
            null);

    private static HealthFinding? Unread(FeedState state) =>
        state.LastSuccessAt is null ? new HealthFinding(FeedCondition.Unread, "not read yet", null) : null;

    private static HealthFinding? Redirecting(Feed feed)
    {
        var state = feed.State;
        if (state.RedirectsTo is { } target)
            return new HealthFinding(
                FeedCondition.Redirecting,
                state.MovedTo is null
                    ? $"redirects to {HealthWords.Address(target)}"
                    : $"says that it has moved to {HealthWords.Address(state.MovedTo)}; believed after it has said so for a day",
                state.MovedSince);

        return state.Url == feed.Address
            ? null
            : new HealthFinding(FeedCondition.Redirecting, $"has moved to {HealthWords.Address(state.Url)}, where it is read; correct your list", null);
    }
}
