using System.CommandLine;
using System.Text;
using NewsWatch.Host.Commands.Search;
using NewsWatch.Host.Storage;
using NewsWatch.Search;
using NewsWatch.Search.Exports;

namespace NewsWatch.Host.Commands.Export;

/// <summary><c>newswatch export</c>: all that a query finds, for researchers, in a form that can be cited and had again.</summary>
internal static class ExportCommand
{
    public static Command Command()
    {
        var query = new Argument<string>("query") { Description = "In the query language: docs/query-language.md." };
        var format = new Option<ExportFormat>("--format") { Description = "jsonl, csv, ris or bibtex." };
        var file = new Option<string?>("--out") { Description = "The file to write; default: the standard output." };
        var snapshot = new Option<string?>("--snapshot") { Description = "The id that an export printed: gives the same bytes again." };
        var zone = new Option<string?>("--zone") { Description = "The zone that days in the query are of; default: UTC." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("export", "Writes all that a query finds, with stories, trees, versions and reasons.") { query, format, file, snapshot, zone, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var (words, where) = (parsed.GetValue(query)!, CommonOptions.Zone(parsed.GetValue(zone)));
            var asked = CommonOptions.Query(words);
            await using var store = OpenStore.Of(options);
            var id = parsed.GetValue(snapshot) is { } known
                ? Read(known, words, where)
                : SnapshotId.Of(await store.Stories.LastDecision(cancellation), TimeProvider.System.GetUtcNow(), words, where, Rules);
            var rows = await Write(parsed.GetValue(file), parsed.InvocationConfiguration.Output, async output =>
            {
                ExportWriter.WriteHead(parsed.GetValue(format), id, output);
                return await Rows(store, options, asked, id, where, row => ExportWriter.Write(parsed.GetValue(format), row, id, output), cancellation);
            });
            parsed.InvocationConfiguration.Error.WriteLine($"{rows} articles; snapshot {id}");
            return 0;
        });
        return command;
    }

    private static string Rules => typeof(Pipeline).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    private static async Task<int> Rows(
        OpenStore store, NewsWatchOptions options, Query query, SnapshotId id, TimeZoneInfo zone, Action<ExportRow> write, CancellationToken cancellation)
    {
        var (maker, matcher, clock, count) = (DocumentMakers.Of(options), new InMemoryMatcher(query), new QueryClock(id.AskedAt, zone), 0);
        await foreach (var row in store.Snapshots.After(id.Decision, cancellation))
        {
            if (!matcher.Matches(new IndexedDocument(maker.Of(row.Article, row.Tags, row.Decision, row.Story)), clock))
                continue;

            write(row);
            count++;
        }

        return count;
    }

    private static async Task<int> Write(string? file, TextWriter standard, Func<TextWriter, Task<int>> write)
    {
        if (file is null)
            return await write(standard);

        try
        {
            await using var output = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            return await write(output);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(file, null, $"cannot be written ({error.Message}); check the folder, its rights and the free space", error);
        }
    }

    private static SnapshotId Read(string known, string query, TimeZoneInfo zone)
    {
        try
        {
            return SnapshotId.Parse(known, query, zone);
        }
        catch (FormatException wrong)
        {
            throw new ConfigurationException("--snapshot", null, wrong.Message);
        }
    }
}
