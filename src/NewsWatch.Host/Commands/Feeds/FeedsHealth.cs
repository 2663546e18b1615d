using System.CommandLine;
using NewsWatch.Feeds.Health;
using Spectre.Console;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch feeds health</c>: the feeds that need somebody, worst first, each with what is the matter in words.</summary>
internal static class FeedsHealth
{
    public static Command Command()
    {
        var all = new Option<bool>("--all") { Description = "Also the feeds that are well." };
        var json = FeedLines.Json();
        return FeedBook.Command("health", "Says which feeds are broken, silent, moved or changed, and since when.", [all, json], async (book, parsed, cancellation) =>
        {
            var (now, console) = (book.Clock.GetUtcNow(), parsed.InvocationConfiguration);
            var report = HealthReport.Of(await book.Store.All(cancellation), now, book.Polling);
            var rows = report.Feeds.Where(row => parsed.GetValue(all) || row.Findings.Count > 0).ToList();
            if (parsed.GetValue(json))
            {
                foreach (var (feed, findings) in rows)
                    console.Output.WriteLine(FeedLines.Of(feed, findings));

                return 0;
            }

            if (rows.Count > 0)
            {
                var table = new Table().AddColumns("Feed", "State", "What is the matter");
                foreach (var (feed, findings) in rows)
                    table.AddRow(new[]
                    {
                        feed.Title ?? FeedLines.Shown(feed.Address),
                        findings.Count > 0 ? HealthWords.Name(findings[0].Condition) : "well",
                        HealthWords.Line(findings),
                    }.Select(Markup.Escape).ToArray());

                FeedTables.Write(table, console.Output);
            }

            console.Output.WriteLine(report.Summary);
            return 0;
        });
    }
}
