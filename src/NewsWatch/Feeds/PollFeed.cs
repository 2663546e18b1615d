using MassTransit;
using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;

namespace NewsWatch.Feeds;

/// <summary>Stage "poll": asks a feed whether there is anything new, and decides when to ask again.</summary>
public sealed class PollFeed(IFeedStore store, GuardedClient client, PollSchedule schedule, TimeProvider clock) : IConsumer<FeedDue>
{
    public async Task Consume(ConsumeContext<FeedDue> context)
    {
        var (fact, cancellation) = (context.Message, context.CancellationToken);
        if (await store.OpenPoll(fact, cancellation) is not { } feed)
            return;

        var (outcome, title, entries) = await Poll(feed, cancellation);
        foreach (var found in await store.Save(fact, outcome, title, entries, cancellation))
            await context.Publish(found, cancellation);
    }

    private async Task<(PollOutcome Outcome, string? Title, IReadOnlyList<Entry> Entries)> Poll(
        Feed feed, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.Send(schedule.RequestFor(feed, clock.GetUtcNow()), cancellation);
            return await Read(feed, answer, clock.GetUtcNow(), cancellation);
        }
        catch (FetchException problem)
        {
            return (schedule.OnUnreachable(feed, problem, clock.GetUtcNow()), null, []);
        }
    }

    private async Task<(PollOutcome Outcome, string? Title, IReadOnlyList<Entry> Entries)> Read(
        Feed feed, FetchResponse answer, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!answer.IsSuccess)
            return (schedule.OnAnswer(feed, answer, now), null, []);

        var hash = FeedReading.HashOf(answer.Body);
        if (hash == feed.State.BodyHash)
            return (schedule.OnSameBody(feed, answer, now), null, []);

        var document = FeedReader.Read(answer.Body, answer.ContentType, answer.Address, now, HeadersOf(answer));
        if (document.Error is { } problem)
            return (answer.Truncated ? schedule.OnIncomplete(feed, answer, null, now) : schedule.OnNotAFeed(feed, problem, now), null, []);

        var changes = EntryReconciler.Changes(feed, await store.Known(feed.Id, cancellation), document, now);
        var reading = new FeedReading(
            hash, HintsOf(document.Feed), [.. changes.Where(entry => entry.Revision == 1).Select(entry => entry.Published ?? now)]);
        return (schedule.OnSuccess(feed, answer, reading, now), document.Feed.Title, changes);
    }

    /// <summary>The headers as the reader takes them: one that stands on several lines is one list.</summary>
    internal static Dictionary<string, string> HeadersOf(FetchResponse answer) => answer.Headers.Lines
        .GroupBy(line => line.Key, line => line.Value, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(header => header.Key, header => string.Join(", ", header), StringComparer.OrdinalIgnoreCase);

    private static ScheduleHints HintsOf(FeedInfo feed) =>
        new(feed.Ttl, feed.SkipHours.ToHashSet(), feed.SkipDays.ToHashSet(), feed.UpdatePeriod);
}
