using System.CommandLine;
using NewsWatch.Feeds;
using Spectre.Console;

namespace NewsWatch.Host.Commands;

/// <summary>`newswatch feeds parse`: reads feed documents from disk and shows what the reader makes of them. Fetches nothing.</summary>
internal static class FeedsParse
{
    public static Command Command()
    {
        var paths = new Argument<string[]>("path") { Description = "Files, or folders whose files are read.", Arity = ArgumentArity.OneOrMore };
        var headers = new Option<string?>("--headers") { Description = "A file of JSON lines with file and headers: the HTTP headers to pretend." };
        var address = new Option<string?>("--address") { Description = "Pretend that the files were fetched from below this address: the base of relative links." };
        var json = new Option<bool>("--json") { Description = "One line of JSON for each file instead of a table." };
        var command = new Command("parse", "Read feed documents from disk and show what is in them.") { paths, headers, address, json };
        command.SetAction(result =>
        {
            try
            {
                var pretended = PretendedHeaders.Read(result.GetValue(headers), Console.Error);
                var files = FeedFiles.Find(result.GetValue(paths)!, result.GetValue(address), Console.Error);
                return Run(files, pretended, result.GetValue(json), TimeProvider.System.GetUtcNow(), Console.OpenStandardOutput(), Console.Error);
            }
            catch (ConfigurationException e)
            {
                Console.Error.WriteLine(e.Message);
                return 2;
            }
        });
        return command;
    }

    /// <summary>
    /// Reads the files in order and writes each one's line. 0, or 1 where a file could not be opened (its line says so, and <paramref name="errors"/>
    /// too) or a row of the pretended headers was none.
    /// </summary>
    internal static int Run(IEnumerable<FeedFile> files, PretendedHeaders pretended, bool json, DateTimeOffset now, Stream output, TextWriter errors)
    {
        var code = pretended.HasBadRows ? 1 : 0;
        using var writer = json ? new FeedJsonWriter(output) : null;
        var table = json ? null : new Table().AddColumns("File", "Format", "Entries", "Warnings", "Title or error");
        foreach (var file in files)
        {
            var headers = pretended.Of(file);
            ParsedFeed feed;
            try
            {
                feed = FeedReader.Read(File.ReadAllBytes(file.FullPath), contentType: null, file.Address, now, headers);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                feed = new ParsedFeed { Format = "unknown", Error = $"The file cannot be opened: {e.Message}" };
                errors.WriteLine($"{file.FullPath}: {feed.Error}");
                code = 1;
            }

            writer?.Write(file.Name, feed);
            table?.AddRow(new[]
            {
                file.Name, feed.Format, feed.Entries.Count.ToString(null, null), feed.Warnings.Count.ToString(null, null), feed.Error ?? feed.Feed.Title ?? "",
            }.Select(Markup.Escape).ToArray());
        }

        if (table is not null)
            AnsiConsole.Write(table);
        return code;
    }
}
