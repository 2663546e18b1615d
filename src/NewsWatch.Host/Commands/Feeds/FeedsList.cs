using System.CommandLine;
using NewsWatch.Feeds.Health;
using NewsWatch.Host.Web;
using Spectre.Console;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds list</c>: all that is watched.</summary>
internal static class FeedsList
{
    public static Command Command()
    {
        var group = new Option<string?>("--group") { Description = "Only the feeds of this folder and those below it." };
        var json = FeedLines.Json();
        return FeedBook.Command("list", "Lists the feeds that are watched.", [group, json], async (book, parsed, cancellation) =>
        {
            var (now, console, folder) = (book.Clock.GetUtcNow(), parsed.InvocationConfiguration, parsed.GetValue(group));
            var feeds = (await book.Store.All(cancellation))
                .Where(feed => folder is null || feed.Group == folder || feed.Group?.StartsWith(folder + "/", StringComparison.Ordinal) == true).ToList();
            if (parsed.GetValue(json))
            {
                foreach (var feed in feeds)
                    console.Output.WriteLine(FeedLines.Of(feed, FeedHealth.Of(feed, now, book.Polling)));

                return 0;
            }

            var table = new Table().AddColumns("Feed", "Folder", "Address", "How it does", "Next poll, UTC");
            foreach (var feed in feeds)
                table.AddRow(new[]
                {
                    feed.Title ?? "", feed.Group ?? "", FeedLines.Shown(feed.Address),
                    HealthWords.Line(FeedHealth.Of(feed, now, book.Polling)),
                    feed.PausedAt is null && !feed.State.Paused ? Words.Moment(feed.State.NextPollAt) : "not polled",
                }.Select(Markup.Escape).ToArray());

            FeedTables.Write(table, console.Output);
            console.Output.WriteLine(feeds.Count == 1 ? "1 feed" : $"{feeds.Count} feeds");
            return 0;
        });
    }
}
