using System.Runtime.CompilerServices;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Outbound;

namespace NewsWatch.Feeds;

/// <summary>Stage "poll": asks a feed whether there is anything new, and decides when to ask again.</summary>
public sealed class PollFeed(
    IFeedStore store, GuardedClient client, PollSchedule schedule, HubSubscriber hubs, FeedNotices notices, TimeProvider clock) : IStageWork<FeedDue>
{
    /// <summary>A publisher's clock may be this wrong before its dates count as being in the future.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    public async IAsyncEnumerable<IReadOnlyList<IFact>> Work(IReadOnlyList<FeedDue> facts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var fact in facts)
            yield return await Poll(fact, cancellation);
    }

    /// <summary>Polls, where the claim still stands, and saves what came of it.</summary>
    /// <returns>The entries to announce.</returns>
    internal async Task<IReadOnlyList<EntryFound>> Poll(FeedDue fact, CancellationToken cancellation)
    {
        if (await store.OpenPoll(fact, cancellation) is not { } known)
            return [];

        notices.Begin();
        try
        {
            var feed = await hubs.WithPushes(known, cancellation);
            var polled = await Ask(feed, cancellation);
            var found = await store.Save(fact, notices.Judged(feed, polled.Outcome), polled.Document?.Title, polled.Entries, cancellation);
            notices.Note(feed, polled.Outcome);
            await hubs.Keep(feed, polled.Document, [.. polled.Entries.Where(IsNews).Select(entry => entry.Published ?? entry.FoundAt)], cancellation);
            return found;
        }
        finally
        {
            notices.End();
        }
    }

    private async Task<Polled> Ask(Feed feed, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.Send(schedule.RequestFor(feed, clock.GetUtcNow()), cancellation);
            return await Read(feed, answer, clock.GetUtcNow(), cancellation);
        }
        catch (FetchException problem)
        {
            return new Polled(schedule.OnUnreachable(feed, problem, clock.GetUtcNow()));
        }
    }

    private async Task<Polled> Read(Feed feed, FetchResponse answer, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!answer.IsSuccess)
            return new Polled(schedule.OnAnswer(feed, answer, now));

        // A part may be equal to the last part: only whole bodies are compared.
        var hash = FeedReading.HashOf(answer.Body);
        if (hash == feed.State.BodyHash && !answer.Truncated)
            return new Polled(schedule.OnSameBody(feed, answer, now));

        var document = FeedReader.Read(answer.Body, answer.ContentType, answer.Address, now, HeadersOf(answer));
        if (document.Error is { } problem)
            return new Polled(answer.Truncated ? schedule.OnIncomplete(feed, answer, null, now) : schedule.OnNotAFeed(feed, problem, now));

        // Oldest first, however the feed lists them: who tells a thing first must be looked at first.
        var changes = EntryReconciler.Changes(feed, await store.Known(feed.Id, cancellation), document, now)
            .Reverse().OrderBy(entry => (entry.Revision > 1 ? entry.Updated : entry.Published) ?? now).ToList();
        var news = changes.Where(IsNews).ToList();
        var reading = new FeedReading(
            hash, HintsOf(document.Feed), [.. changes.Where(entry => entry.Revision == 1).Select(entry => entry.Published ?? now)])
        {
            News = (news.Count, news.Sum(entry => (long)entry.Text.Length)),
            FutureDates = document.Entries.Count(entry => entry.Published > now + ClockSkew),
        };
        return new Polled(schedule.OnSuccess(feed, answer, reading, now), document.Feed, changes);
    }

    private static bool IsNews(Entry entry) => entry.Revision == 1 && !entry.Backfill;

    /// <summary>The headers as the reader takes them: one that stands on several lines is one list.</summary>
    internal static Dictionary<string, string> HeadersOf(FetchResponse answer) => answer.Headers.Lines
        .GroupBy(line => line.Key, line => line.Value, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(header => header.Key, header => string.Join(", ", header), StringComparer.OrdinalIgnoreCase);

    private static ScheduleHints HintsOf(FeedInfo feed) =>
        new(feed.Ttl, feed.SkipHours.ToHashSet(), feed.SkipDays.ToHashSet(), feed.UpdatePeriod);

    /// <summary>What came of a poll: what it changes, and what was read, if anything was.</summary>
    private sealed record Polled(PollOutcome Outcome, FeedInfo? Document, IReadOnlyList<Entry> Entries)
    {
        public Polled(PollOutcome outcome)
            : this(outcome, null, [])
        {
        }
    }
}
