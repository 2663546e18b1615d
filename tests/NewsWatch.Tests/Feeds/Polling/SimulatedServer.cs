using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Feeds.Polling;

/// <summary>What a simulated server does with a request: an answer, or the publication's own fault.</summary>
/// <param name="Response">What is sent; for a 200 the entries come with it.</param>
/// <param name="Entries">The publication times of everything published so far.</param>
internal sealed record SimulatedAnswer(FetchResponse Response, IReadOnlyList<DateTimeOffset> Entries);

/// <summary>One invented publication: it publishes on a plan, answers conditions honestly unless told otherwise, and notes who came.</summary>
internal sealed class SimulatedServer(string url, TimeSpan period)
{
    private static readonly DateTimeOffset Start = Polls.Now;

    public Uri Url { get; } = new(url);

    public bool GivesValidators { get; init; } = true;

    public bool SaysNotModifiedForEver { get; init; }

    public ScheduleHints Hints { get; init; } = ScheduleHints.None;

    public (string, string)[] Headers { get; init; } = [];

    /// <summary>The hours of a day, UTC, in which it publishes.</summary>
    public (int From, int To) Awake { get; init; } = (0, 24);

    /// <summary>An answer other than the usual one, at some times.</summary>
    public Func<DateTimeOffset, FetchRequest, FetchResponse?> Otherwise { get; init; } = (_, _) => null;

    /// <summary>When it was asked, at which address, with conditions or without, and what status it gave.</summary>
    public List<(DateTimeOffset At, Uri Url, bool Conditional, int Status)> Log { get; } = [];

    public List<DateTimeOffset> Published(DateTimeOffset now)
    {
        var times = new List<DateTimeOffset>();
        for (var time = Start - (period * 10); time <= now; time += period)
        {
            if (time.Hour >= Awake.From && time.Hour < Awake.To)
                times.Add(time);
        }

        return times;
    }

    public SimulatedAnswer Answer(FetchRequest request, DateTimeOffset now)
    {
        var entries = Published(now);
        var response = Otherwise(now, request) ?? Usual(request, entries);
        Log.Add((now, request.Address, request.Validators is not null, response.Status));
        return new SimulatedAnswer(response, entries);
    }

    private FetchResponse Usual(FetchRequest request, List<DateTimeOffset> entries)
    {
        var etag = SaysNotModifiedForEver ? "\"always\"" : $"\"{entries.Count}\"";
        (string, string)[] headers = GivesValidators ? [.. Headers, ("ETag", etag)] : Headers;
        var status = request.Validators?.ETag == etag ? 304 : 200;
        return Polls.Answer(status, headers) with { Address = request.Address, Conditional = request.Validators is not null };
    }
}
