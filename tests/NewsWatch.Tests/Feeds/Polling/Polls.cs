using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Feeds.Polling;

/// <summary>Feeds, answers and readings for tables of what the schedule does.</summary>
internal static class Polls
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    public static readonly PollOptions Options = new();

    public static readonly PollSchedule Schedule = new(Options);

    public static readonly Uri Address = new("https://feeds.example/news.xml");

    public static Feed Feed(Func<FeedState, FeedState>? with = null)
    {
        var feed = NewsWatch.Feeds.Feed.New(Address, "The Invented Times", null, Now, Options);
        var read = feed.State with
        {
            Validators = new Validators("\"1\"", null, Address),
            BodyHash = "one",
            LastUnconditionalAt = Now - TimeSpan.FromHours(1),
            LastChangedAt = Now - TimeSpan.FromHours(1),
            LastSuccessAt = Now - TimeSpan.FromHours(1),
        };
        return feed with { State = with?.Invoke(read) ?? read };
    }

    public static FetchResponse Answer(int status, params (string Name, string Value)[] headers) => new()
    {
        Status = status,
        Address = Address,
        Headers = new RawHeaders(headers.Select(header => KeyValuePair.Create(header.Name, header.Value))),
        Conditional = true,
    };

    /// <summary>A 200 with a validator, by way of these redirects.</summary>
    public static FetchResponse Good(params (int Status, string Target)[] hops) => Answer(200, ("ETag", "\"2\"")) with
    {
        Redirects = [.. hops.Select(hop => new Hop(hop.Status, new Uri(hop.Target)))],
        Address = hops.Length > 0 ? new Uri(hops[^1].Target) : Address,
    };

    public static FeedReading Reading(string hash = "two", ScheduleHints? hints = null, params DateTimeOffset[] entries) =>
        new(hash, hints ?? ScheduleHints.None, entries);

    public static ScheduleHints Hints(int? ttlMinutes = null, int[]? hours = null, DayOfWeek[]? days = null, TimeSpan? period = null) =>
        new(ttlMinutes is { } ttl ? TimeSpan.FromMinutes(ttl) : null, (hours ?? []).ToHashSet(), (days ?? []).ToHashSet(), period);

    /// <summary>So many entries, this far apart, the newest this long ago.</summary>
    public static DateTimeOffset[] Entries(int count, TimeSpan gap, TimeSpan newest = default) =>
        [.. Enumerable.Range(0, count).Select(i => Now - newest - (i * gap))];

    public static TimeSpan Wait(this PollOutcome outcome) => outcome.State.NextPollAt - Now;

    /// <summary>Within the jitter above a wait, never below it.</summary>
    public static void ShouldWait(this PollOutcome outcome, TimeSpan wait) =>
        outcome.Wait().ShouldBeInRange(wait, wait * (1 + Options.JitterShare));
}
