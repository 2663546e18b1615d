using System.CommandLine;
using NewsWatch.Feeds;
using NewsWatch.Outbound;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds import</c>: takes over an OPML list from a file or an address; every row not taken is named with its reason.</summary>
internal static class FeedsImport
{
    public static Command Command()
    {
        var from = new Argument<string>("list") { Description = "A file, or the http(s) address of a list." };
        var json = FeedLines.Json();
        return FeedBook.Command("import", "Adds the feeds of an OPML list.", [from, json], async (book, parsed, cancellation) =>
        {
            var (list, console) = (parsed.GetValue(from)!, parsed.InvocationConfiguration);
            if (await Read(book, list, console.Error, cancellation) is not { } document)
                return 2;

            var now = book.Clock.GetUtcNow();
            var added = await book.Store.Add([.. document.Feeds.Select(row => Feed.Of(row, now, book.Polling))], restore: true, cancellation);
            if (parsed.GetValue(json))
                console.Output.WriteLine(FeedLines.Of(new
                {
                    Added = added.Count,
                    Known = document.Feeds.Count - added.Count,
                    Refused = document.RefusedCount,
                    RefusedRows = document.Refused.Select(row => new { row.Line, row.Row, row.Reason }),
                }));
            else
                Tell(list, document, added.Count, console.Output);

            return document.RefusedCount == 0 ? 0 : 1;
        });
    }

    private static void Tell(string list, OpmlDocument document, int added, TextWriter output)
    {
        foreach (var row in document.Refused)
            output.WriteLine($"{list}:{row.Line}: left out: {row.Row}: {row.Reason}");

        if (document.RefusedCount > document.Refused.Count)
            output.WriteLine($"… and {document.RefusedCount - document.Refused.Count:N0} rows more");

        output.WriteLine($"{added:N0} added, {document.Feeds.Count - added:N0} watched already, {document.RefusedCount:N0} left out");
    }

    private static async Task<OpmlDocument?> Read(FeedBook book, string list, TextWriter errors, CancellationToken cancellation)
    {
        if (!WebAddress.TryParse(list, out var address, out _))
            return FeedList.Read(list, book.Outbound);

        try
        {
            using var client = new GuardedClient(book.Outbound);
            var answer = await client.Send(new FetchRequest(address) { Accept = "text/x-opml, application/xml;q=0.9, */*;q=0.5", MaxBytes = Opml.MaxCharacters }, cancellation);
            if (answer.IsSuccess)
                return Opml.Read(new MemoryStream(answer.Body), book.Outbound);

            await errors.WriteLineAsync($"{FeedLines.Shown(address)}: the server answered {answer.Status}; save the list to a file and import that");
        }
        catch (FetchException problem)
        {
            await errors.WriteLineAsync($"{FeedLines.Shown(address)}: {problem.Message}");
        }

        return null;
    }
}
