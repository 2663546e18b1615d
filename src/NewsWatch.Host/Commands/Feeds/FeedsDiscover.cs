using System.CommandLine;
using NewsWatch.Feeds.Discovery;
using NewsWatch.Outbound;
using Spectre.Console;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds discover</c>: the feeds of a site.</summary>
internal static class FeedsDiscover
{
    public static Command Command()
    {
        var site = new Argument<string>("address") { Description = "A site's or page's address; https:// may be left out." };
        var json = FeedLines.Json();
        return FeedBook.Command("discover", "Finds the feeds of a site: what its page names, the usual places, its sitemaps.", [site, json], async (book, parsed, cancellation) =>
        {
            var (written, console) = (parsed.GetValue(site)!, parsed.InvocationConfiguration);
            if (book.Problem(written.Contains("://", StringComparison.Ordinal) ? written : "https://" + written, out var address) is { } problem)
            {
                await console.Error.WriteLineAsync($"{written}: {problem}");
                return 2;
            }

            using var client = new GuardedClient(book.Outbound);
            var discovery = await new FeedDiscovery(client, book.Clock).Find(address!, cancellation);
            if (parsed.GetValue(json))
            {
                foreach (var found in discovery.Feeds)
                    console.Output.WriteLine(FeedLines.Of(new { Address = FeedLines.Shown(found.Address), found.Title, found.Format, found.Entries, FoundIn = found.FoundIn }));
            }
            else if (discovery.Feeds.Count > 0)
            {
                var table = new Table().AddColumns("Address", "Title", "Format", "Entries", "Found in");
                foreach (var found in discovery.Feeds)
                    table.AddRow(new[]
                    {
                        FeedLines.Shown(found.Address), found.Title ?? "", found.Format, $"{found.Entries}", found.FoundIn,
                    }.Select(Markup.Escape).ToArray());

                FeedTables.Write(table, console.Output);
            }

            if (discovery.Feeds.Count > 0)
                return 0;

            await console.Error.WriteLineAsync($"{written}: {discovery.Problem ?? "no feed was found: the page names none, and none stands in the usual places"}");
            return 1;
        });
    }
}
