using System.CommandLine;
using System.Globalization;
using NewsWatch.Archives;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Archives;

/// <summary><c>newswatch restore FILE</c>: fills an empty store from a backup, whole or not at all.</summary>
internal static class RestoreCommand
{
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "A file that `newswatch backup` wrote, from either kind of store." };
        var check = new Option<bool>("--check") { Description = "Only reads the file to its end and says whether it is whole." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("restore", "Fills an empty store from a backup: all of it or nothing.") { file, check, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var output = parsed.InvocationConfiguration.Output;
            await using var archive = ArchiveReader.Open(Path.GetFullPath(parsed.GetValue(file)!));
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"A backup of {archive.Manifest.TakenAt:yyyy-MM-dd HH:mm:ss} UTC, {archive.Manifest.Store}, {archive.Manifest.Rows:N0} rows"));
            if (parsed.GetValue(check))
            {
                await archive.Verify(cancellation);
                await output.WriteLineAsync("It is whole.");
                return 0;
            }

            using (await StoreTables.Alone(options, cancellation))
            {
                await StoreTables.Empty(options).Fill(archive, Schema(archive.Manifest, options), _ => { }, cancellation);
                await output.WriteLineAsync($"{StoreTables.PlaceOf(options)} holds it.");
                return await EmbeddedIndex.Make(options, output, cancellation) ? 0 : 1;
            }
        });
        return command;
    }

    private static int Schema(ArchiveManifest manifest, NewsWatchOptions options) => manifest.Schemas.TryGetValue(StoreTables.KindOf(options), out var schema)
        ? schema
        : throw new ConfigurationException("backup", null, $"was not written for a store of the kind '{StoreTables.KindOf(options)}'; restore it into {string.Join(" or ", manifest.Schemas.Keys)}");
}
