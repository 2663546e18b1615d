using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Polling;

/// <summary>
/// Decides when to ask a feed again, from what it answered. Pure: the same feed, answer and moment always give the same outcome;
/// nothing here reads a clock or a store.
/// </summary>
public sealed class PollSchedule(PollOptions options)
{
    private const double Hard = 1;
    private const double Soft = 0.5;
    private const double Temporary = 0.25;

    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5";

    /// <summary>How to ask this feed now: with the validators it gave, or without where it is time to make sure.</summary>
    public FetchRequest RequestFor(Feed feed, DateTimeOffset now) => new(feed.State.Url)
    {
        Accept = Accept,
        Validators = Conditions.DueUnconditionally(feed.State, now, options) ? null : feed.State.Validators,
    };

    /// <summary>
    /// Any answer that brought no body to read: all but a success. A success is read first, and then told as
    /// <see cref="OnSuccess"/>, <see cref="OnSameBody"/> or <see cref="OnNotAFeed"/>.
    /// </summary>
    public PollOutcome OnAnswer(Feed feed, FetchResponse answer, DateTimeOffset now) => answer.Status switch
    {
        304 => OnNotModified(feed, answer, now),
        410 => OnGone(feed, now),
        429 or 503 => OnTooManyRequests(feed, answer, now),
        >= 500 => OnServerError(feed, answer, now),
        _ => OnClientError(feed, answer, now),
    };

    /// <summary>A whole feed came and was read.</summary>
    public PollOutcome OnSuccess(Feed feed, FetchResponse answer, FeedReading reading, DateTimeOffset now)
    {
        if (answer.Truncated)
            return OnIncomplete(feed, answer, reading, now);

        var state = feed.State;
        var changed = reading.BodyHash != state.BodyHash;
        var read = state with
        {
            Validators = Conditions.From(answer, options),
            ValidatorsDistrustedUntil = Conditions.DistrustedUntil(state, answer, reading, now),
            BodyHash = reading.BodyHash,
            LastUnconditionalAt = answer.Conditional ? state.LastUnconditionalAt : now,
            LastChangedAt = changed ? now : state.LastChangedAt,
            RecentEntryTimes = Rhythm.Merge(state.RecentEntryTimes, reading.NewEntryTimes, now, options),
            Hints = reading.Hints,
            Weeks = WeekVolume.Add(state.Weeks, now, reading.News.Entries, reading.News.Characters),
            FutureDates = reading.FutureDates,
        };
        return Well(PollEvent.Read, feed, read, answer, now);
    }

    /// <summary>The body is byte for byte the last one: nothing to read.</summary>
    public PollOutcome OnSameBody(Feed feed, FetchResponse answer, DateTimeOffset now) =>
        Well(PollEvent.SameBody, feed, feed.State with
        {
            Validators = Conditions.From(answer, options),
            LastUnconditionalAt = answer.Conditional ? feed.State.LastUnconditionalAt : now,
        }, answer, now);

    /// <summary>304. To a request that set no condition it is a fault of the server, since there is nothing to compare with.</summary>
    public PollOutcome OnNotModified(Feed feed, FetchResponse answer, DateTimeOffset now) =>
        answer.Conditional
            ? Well(PollEvent.NotModified, feed, feed.State, answer, now)
            : Failed(PollEvent.ServerError, feed, Soft, "the server answered \"not modified\" to a request without conditions", now);

    /// <summary>429 or 503: the whole host is left alone for as long as it asks, within bounds.</summary>
    public PollOutcome OnTooManyRequests(Feed feed, FetchResponse answer, DateTimeOffset now)
    {
        var asked = RetryAfter.Read(answer.Headers.First("Retry-After"), now);
        var wait = Rhythm.Clamp(asked ?? options.BusyHold * Math.Pow(2, Math.Min(feed.State.BusyCount, 10)), options.Floor, options.Cap);
        var until = now + wait;
        var failed = Failed(PollEvent.TooManyRequests, feed, Temporary, $"the server asks for fewer requests ({answer.Status})", now);
        var spread = until + Jitter.Of(feed.Id, wait, options);
        return failed with
        {
            State = failed.State with
            {
                BusyCount = feed.State.BusyCount + 1,
                NextPollAt = failed.State.NextPollAt > spread ? failed.State.NextPollAt : spread,
            },
            Hold = new HostHold(RegistrableDomain.Of(answer.Address), until),
        };
    }

    /// <summary>5xx: soft.</summary>
    public PollOutcome OnServerError(Feed feed, FetchResponse answer, DateTimeOffset now) =>
        Failed(PollEvent.ServerError, feed, Soft, $"the server failed ({answer.Status})", now);

    /// <summary>4xx: 404 is soft, since feeds come back; the others are hard.</summary>
    public PollOutcome OnClientError(Feed feed, FetchResponse answer, DateTimeOffset now) =>
        Failed(PollEvent.ClientError, feed, answer.Status == 404 ? Soft : Hard, answer.Status switch
        {
            401 or 407 => $"the server asks who we are ({answer.Status})",
            403 or 451 => $"the server does not let us read it ({answer.Status})",
            404 => "the server does not find it (404)",
            >= 300 and < 400 => $"the server redirects without saying where ({answer.Status})",
            _ => $"the server does not accept the request ({answer.Status})",
        }, now);

    /// <summary>410: once it may be a mistake; said again, the feed is paused.</summary>
    public PollOutcome OnGone(Feed feed, DateTimeOffset now)
    {
        var count = feed.State.GoneCount + 1;
        var failed = Failed(PollEvent.Gone, feed, Soft, "the server says that it is gone for good (410)", now);
        return failed with
        {
            State = failed.State with
            {
                GoneCount = count,
                Paused = count >= options.GoneAgreements,
                PausedReason = count >= options.GoneAgreements ? $"the server said {count} times that it is gone for good (410)" : null,
            },
        };
    }

    /// <summary>No answer came.</summary>
    public PollOutcome OnUnreachable(Feed feed, FetchException problem, DateTimeOffset now) =>
        Failed(PollEvent.Unreachable, feed, problem.Kind switch
        {
            FetchFailure.Refused or FetchFailure.TooLarge => Hard,
            FetchFailure.Dns or FetchFailure.Connect or FetchFailure.Timeout => Temporary,
            _ => Soft,
        }, problem.Message, now) with
        {
            Unreached = problem.Kind,
        };

    /// <summary>Something came that is no feed. What is known of the feed stays: entries, validators, address.</summary>
    /// <param name="feed">The feed.</param>
    /// <param name="problem">What came instead, in words.</param>
    /// <param name="now">The moment.</param>
    public PollOutcome OnNotAFeed(Feed feed, string problem, DateTimeOffset now) =>
        Failed(PollEvent.NotAFeed, feed, Hard, problem, now);

    /// <summary>Part of a feed came. Its entries count; its validators would make us miss the rest.</summary>
    public PollOutcome OnIncomplete(Feed feed, FetchResponse answer, FeedReading? reading, DateTimeOffset now)
    {
        // Some servers never end a stream properly. That is shown each time, and does not add up to a feed asked once a day.
        var partly = feed with { State = feed.State with { FailureWeight = 0 } };
        var failed = Failed(PollEvent.Incomplete, partly, Temporary, "the answer ended before it was whole", now);
        var times = Rhythm.Merge(feed.State.RecentEntryTimes, reading?.NewEntryTimes ?? [], now, options);
        return failed with { State = failed.State with { RecentEntryTimes = times } };
    }

    /// <summary>People want a paused feed polled again: what paused it is forgotten, its next time is not.</summary>
    public static FeedState Resumed(FeedState state) => state with { Paused = false, PausedReason = null, GoneCount = 0 };

    private PollOutcome Well(PollEvent what, Feed feed, FeedState read, FetchResponse answer, DateTimeOffset now)
    {
        var (state, learnt) = Moves.After(read, answer, now, options);
        var interval = Waiting.Interval(state, answer, now, options);
        var next = now + interval + Jitter.Of(feed.Id, interval, options);
        return new PollOutcome(what, state with
        {
            Interval = interval,
            NextPollAt = state.Hints.FirstAllowed(next, options.SkipAtMost),
            LastPollAt = now,
            LastSuccessAt = now,
            LastError = null,
            FailingSince = null,
            FailureWeight = 0,
            BusyCount = 0,
            GoneCount = 0,
            RedirectsTo = answer.Address == state.Url ? null : answer.Address,
        })
        {
            LearntAddress = learnt,
        };
    }

    private PollOutcome Failed(PollEvent what, Feed feed, double weight, string problem, DateTimeOffset now)
    {
        var state = feed.State;
        var total = state.FailureWeight + weight;
        var wait = Rhythm.Clamp(state.Interval * (1 + total), options.Floor, options.Cap);
        return new PollOutcome(what, Moves.Forget(state) with
        {
            NextPollAt = state.Hints.FirstAllowed(now + wait + Jitter.Of(feed.Id, wait, options), options.SkipAtMost),
            LastPollAt = now,
            LastError = problem,
            FailingSince = state.FailingSince ?? now,
            FailureWeight = total,
            BusyCount = what == PollEvent.TooManyRequests ? state.BusyCount : 0,
            GoneCount = what == PollEvent.Gone ? state.GoneCount : 0,
        });
    }
}
