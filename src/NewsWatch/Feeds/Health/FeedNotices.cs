using Microsoft.Extensions.Logging;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Feeds.Health;

/// <summary>
/// What the operator is told while feeds are polled: gathered, and said in a few lines when a round of polls is over. Sixty feeds
/// that cannot be reached are one line, and a feed that stays broken is not said again.
/// </summary>
public sealed partial class FeedNotices(PollOptions options, TimeProvider clock, ILogger<FeedNotices> log)
{
    /// <summary>What is gathered waits no longer than this for the round's end.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private PollRound _round = new();
    private int _underWay;

    /// <summary>A poll begins.</summary>
    public void Begin()
    {
        lock (_gate)
            _underWay++;
    }

    /// <summary>A poll is over, whatever came of it.</summary>
    public void End()
    {
        lock (_gate)
            _underWay--;
    }

    /// <summary>The outcome of a poll of <paramref name="before"/> with the worst that is the matter now.</summary>
    public PollOutcome Judged(Feed before, PollOutcome outcome) =>
        outcome with { Worst = FeedHealth.Of(before with { State = outcome.State }, clock.GetUtcNow(), options) is [var worst, ..] ? worst : null };

    /// <summary>What came of a poll of <paramref name="before"/>.</summary>
    public void Note(Feed before, PollOutcome outcome)
    {
        var now = clock.GetUtcNow();
        var turned = Turned(before, before with { State = outcome.State }, now);
        lock (_gate)
            _round.Add(before, outcome, turned, now);
    }

    /// <summary>Says what was gathered, once nothing is under way or due any more, or it has waited long enough.</summary>
    /// <returns>False where something waits to be said, or may come up soon.</returns>
    public bool Say(bool nothingDue)
    {
        PollRound round;
        lock (_gate)
        {
            if (_round.Since is not { } since)
                return _underWay == 0;

            if ((_underWay > 0 || !nothingDue) && clock.GetUtcNow() - since < LongestWait)
                return false;

            (round, _round) = (_round, new PollRound());
        }

        if (round.Unreached() is { } unreached)
            CouldNotBeRead(log, unreached);

        if (round.Turned() is { } turned)
            NeedsSomebody(log, turned);

        if (round.Mended > 0)
            CanBeReadAgain(log, HealthWords.Count(round.Mended, "feed", "feeds"));

        return true;
    }

    /// <summary>The worst finding where the poll made things worse than they were; one that somebody has to look into.</summary>
    private HealthFinding? Turned(Feed before, Feed after, DateTimeOffset now)
    {
        return FeedHealth.Of(after, now, options) is [{ Condition: < FeedCondition.Failing } worst, ..]
            && FeedHealth.Of(before, before.State.LastPollAt ?? now, options).All(known => known.Condition != worst.Condition)
                ? worst
                : null;
    }

    [LoggerMessage(LogLevel.Warning, "{Words}; each is asked again at its time, see `newswatch feeds health`")]
    private static partial void CouldNotBeRead(ILogger log, string words);

    [LoggerMessage(LogLevel.Warning, "feeds need somebody: {Words}; see `newswatch feeds health` or the page /feeds")]
    private static partial void NeedsSomebody(ILogger log, string words);

    [LoggerMessage(LogLevel.Information, "{Feeds} can be read again")]
    private static partial void CanBeReadAgain(ILogger log, string feeds);
}
