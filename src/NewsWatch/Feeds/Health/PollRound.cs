using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;

namespace NewsWatch.Feeds.Health;

/// <summary>What a round of polls brought that the operator should know, until it is said.</summary>
internal sealed class PollRound
{
    /// <summary>So many feeds are named; the rest are counted, and stand on the page.</summary>
    private const int Named = 5;

    private readonly List<(Feed Feed, string Reason)> _newlyFailing = [];
    private readonly List<(Feed Feed, HealthFinding Finding)> _turned = [];
    private int _polls;
    private int _reached;

    /// <summary>When the first thing to say came up; null while there is none.</summary>
    public DateTimeOffset? Since { get; private set; }

    public int Mended { get; private set; }

    public void Add(Feed before, PollOutcome outcome, HealthFinding? turned, DateTimeOffset now)
    {
        _polls++;
        _reached += outcome.Event == PollEvent.Unreachable ? 0 : 1;
        if (outcome.State.FailingSince is not null && before.State.FailingSince is null)
        {
            _newlyFailing.Add((before, Reason(outcome)));
            Since ??= now;
        }

        if (turned is not null)
        {
            _turned.Add((before, turned));
            Since ??= now;
        }

        if (outcome.State.FailingSince is null && before.State.FailingSince is not null)
        {
            Mended++;
            Since ??= now;
        }
    }

    /// <summary>Which feeds could not be read for the first time, grouped by reason; null where there are none.</summary>
    public string? Unreached()
    {
        if (_newlyFailing.Count == 0)
            return null;

        var reasons = string.Join(", ", _newlyFailing.GroupBy(row => row.Reason).OrderByDescending(group => group.Count())
            .Select(group => _newlyFailing.Count > 1 && _reached == 0 ? $"{group.Key} {group.Count()}" : $"{group.Key} {group.Count()} ({Names(group.Select(row => row.Feed))})"));
        return _reached == 0 && _newlyFailing.Count > 1 && _newlyFailing.Count == _polls
            ? $"this machine reaches no outside host: none of {_polls} feeds could be read ({reasons})"
            : $"{HealthWords.Count(_newlyFailing.Count, "feed", "feeds")} could not be read: {reasons}";
    }

    /// <summary>Which feeds have turned worse, the worst first; null where there are none.</summary>
    public string? Turned()
    {
        if (_turned.Count == 0)
            return null;

        var named = _turned.OrderBy(row => row.Finding.Condition).Take(Named).Select(row => $"{Name(row.Feed)}: {row.Finding.Words}");
        return string.Join(" | ", named) + (_turned.Count > Named ? $" | and {_turned.Count - Named} more" : "");
    }

    private static string Names(IEnumerable<Feed> feeds)
    {
        var all = feeds.ToList();
        return string.Join(", ", all.Take(Named).Select(Name)) + (all.Count > Named ? $" and {all.Count - Named} more" : "");
    }

    /// <summary>One line whatever the feed calls itself.</summary>
    private static string Name(Feed feed)
    {
        var name = feed.Title is { Length: > 0 } title ? title : feed.Address.IdnHost;
        return new string([.. name.Take(80).Select(c => char.IsControl(c) ? ' ' : c)]);
    }

    private static string Reason(PollOutcome outcome) => (outcome.Event, outcome.Unreached) switch
    {
        (_, FetchFailure.Dns) => "name not found:",
        (_, FetchFailure.Connect) => "no answer:",
        (_, FetchFailure.Timeout) => "too slow:",
        (_, FetchFailure.Tls) => "not proven to be who it is:",
        (_, FetchFailure.Refused) => "not on the public internet:",
        (_, FetchFailure.TooLarge) => "too large:",
        (PollEvent.Unreachable, _) => "broken answer:",
        (PollEvent.TooManyRequests, _) => "asks for fewer requests:",
        (PollEvent.ServerError, _) => "server fails:",
        (PollEvent.Gone, _) => "gone:",
        (PollEvent.NotAFeed, _) => "no feed there:",
        (PollEvent.Incomplete, _) => "incomplete answer:",
        _ => "refused by the server:",
    };
}
