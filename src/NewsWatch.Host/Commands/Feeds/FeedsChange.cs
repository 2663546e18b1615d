using System.CommandLine;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds pause|resume|remove</c>: what people decide about feeds that are watched.</summary>
internal static class FeedsChange
{
    public static Command Pause() => Command(
        "pause", "Stops polling feeds until they are resumed.", "paused", "is paused already",
        (book, feed, cancellation) => book.Store.Pause(feed.Id, book.Clock.GetUtcNow(), cancellation));

    public static Command Resume() => Command(
        "resume", "Polls paused feeds again, also those that their server had declared gone.", "resumed", "is not paused",
        (book, feed, cancellation) => book.Store.Resume(feed.Id, cancellation));

    public static Command Remove() => Command(
        "remove", "Takes feeds off the list; what they brought stays, and a list in the configuration does not bring them back.", "removed", "is removed already",
        (book, feed, cancellation) => book.Store.Remove(feed.Id, book.Clock.GetUtcNow(), cancellation));

    private static Command Command(
        string name, string description, string done, string not, Func<FeedBook, Feed, CancellationToken, Task<bool>> change)
    {
        var which = new Argument<string[]>("feed") { Description = "Ids or addresses.", Arity = ArgumentArity.OneOrMore };
        var json = FeedLines.Json();
        return FeedBook.Command(name, description, [which, json], async (book, parsed, cancellation) =>
        {
            var (code, console) = (0, parsed.InvocationConfiguration);
            foreach (var word in parsed.GetValue(which)!)
            {
                if (await book.Find(word, cancellation) is not { } feed)
                {
                    await console.Error.WriteLineAsync($"{word}: no such feed is watched; see `newswatch feeds list`");
                    code = 1;
                    continue;
                }

                var changed = await change(book, feed, cancellation);
                console.Output.WriteLine(parsed.GetValue(json)
                    ? FeedLines.Changed(feed, changed ? done : "unchanged")
                    : changed ? $"{done} {feed.Address}" : $"{feed.Address} {not}");
            }

            return code;
        });
    }
}
