using System.CommandLine;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds add</c>: watches one feed more. Fetches nothing: the poller does that, at its time.</summary>
internal static class FeedsAdd
{
    public static Command Command()
    {
        var address = new Argument<string>("address") { Description = "The feed's address; for a site whose feed you do not know, ask `feeds discover` first." };
        var title = new Option<string?>("--title") { Description = "Its name; otherwise the one it gives itself." };
        var group = new Option<string?>("--group") { Description = "Its folders, parted by /." };
        var topical = new Option<bool>("--topical") { Description = "All it carries is about AI: the words of its articles need not prove it." };
        var json = FeedLines.Json();
        return FeedBook.Command("add", "Watches one feed more.", [address, title, group, topical, json], (book, parsed, cancellation) =>
            Add(book, parsed.GetValue(address)!, new OpmlFeed(new Uri("about:blank"), parsed.GetValue(title), parsed.GetValue(group))
            {
                Others = parsed.GetValue(topical) ? [KeyValuePair.Create("category", "ai")] : [],
            }, parsed.GetValue(json), parsed.InvocationConfiguration, cancellation));
    }

    private static async Task<int> Add(
        FeedBook book, string written, OpmlFeed row, bool json, InvocationConfiguration console, CancellationToken cancellation)
    {
        if (book.Problem(written, out var address) is { } problem)
        {
            await console.Error.WriteLineAsync($"{written}: {problem}");
            return 2;
        }

        var feed = Feed.Of(row with { Address = address! }, book.Clock.GetUtcNow(), book.Polling);
        var known = await book.Store.Find(feed.Id, cancellation);
        var added = known is null && (await book.Store.Add([feed], restore: true, cancellation)).Count > 0;
        if (json)
            console.Output.WriteLine(FeedLines.Changed(feed, added ? "added" : "known"));
        else
            console.Output.WriteLine(added ? $"added {feed.Address}; a running NewsWatch polls it within a minute" : $"{feed.Address} is watched already");

        return 0;
    }
}
