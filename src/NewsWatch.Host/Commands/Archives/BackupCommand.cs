using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsWatch.Archives;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Archives;

/// <summary><c>newswatch backup FILE</c>: all that is stored, as it is at one moment, while the monitor goes on.</summary>
internal static class BackupCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "The file to make, such as newswatch-2026-11-21.zip." };
        var json = new Option<bool>("--json") { Description = "Prints the backup's manifest as one JSON object." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command(
            "backup", "Writes all that is stored into one file, as it is at one moment; the monitor goes on meanwhile. Either store's backup can be restored into either.")
        {
            file, json, config, data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var (output, path) = (parsed.InvocationConfiguration.Output, Path.GetFullPath(parsed.GetValue(file)!));
            var manifest = await Write(options, path, cancellation);
            if (parsed.GetValue(json))
            {
                await output.WriteLineAsync(JsonSerializer.Serialize(manifest, Json));
                return 0;
            }

            foreach (var table in manifest.Tables)
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Name,-20} {table.Rows,12:N0}"));

            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""
                {path}: {manifest.Rows:N0} rows, {new FileInfo(path).Length:N0} bytes, read again and whole.
                Not in it: the configuration's files, the mails written to the data folder, and the search index, which a restore makes again.
                It holds readers' addresses and this installation's keys: keep it as you keep the store.
                """));
            return 0;
        });
        return command;
    }

    private static async Task<ArchiveManifest> Write(NewsWatchOptions options, string file, CancellationToken cancellation)
    {
        await using var source = await StoreTables.Read(options, cancellation);
        var head = new ArchiveManifest(
            ArchiveManifest.CurrentFormat,
            typeof(Pipeline).Assembly.GetName().Version?.ToString(3) ?? "0.0.0",
            TimeProvider.System.GetUtcNow(),
            StoreTables.KindOf(options),
            StoreTables.Schemas,
            []);
        return await ArchiveWriter.Write(file, source, head, _ => { }, cancellation);
    }
}
