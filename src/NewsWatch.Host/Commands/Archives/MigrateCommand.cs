using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsWatch.Archives;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Archives;

/// <summary><c>newswatch migrate --from sqlite --to postgres</c>: moves a stopped installation to another store, and counts.</summary>
internal static class MigrateCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command()
    {
        var from = new Option<string>("--from") { Description = "sqlite (in the data folder), a data folder, postgres (as configured) or postgres://…", Required = true };
        var to = new Option<string>("--to") { Description = "The same; it must be empty.", Required = true };
        var json = new Option<bool>("--json") { Description = "Prints one JSON object." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command("migrate", "Moves everything from one store to another, all of it or nothing; the monitor is stopped meanwhile.") { from, to, json, config, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var (here, there) = (StoreTables.Meant(parsed.GetValue(from)!, options, "--from"), StoreTables.Meant(parsed.GetValue(to)!, options, "--to"));
            if (StoreTables.PlaceOf(here) == StoreTables.PlaceOf(there))
                throw new ConfigurationException("--to", null, $"is the store that --from names, {StoreTables.PlaceOf(here)}; name another");

            var moved = await Move(here, there, cancellation);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json))
                await output.WriteLineAsync(JsonSerializer.Serialize(new { from = StoreTables.PlaceOf(here), to = StoreTables.PlaceOf(there), tables = moved }, Json));
            else
                await Tell(output, moved, here, there);

            var indexed = await EmbeddedIndex.Make(there, parsed.GetValue(json) ? TextWriter.Null : output, cancellation);
            return indexed ? 0 : 1;
        });
        return command;
    }

    private static async Task<IReadOnlyList<MovedTable>> Move(NewsWatchOptions here, NewsWatchOptions there, CancellationToken cancellation)
    {
        // What a running monitor wrote after the snapshot would stay behind, so none may run.
        StoreTables.RefuseNothing(here);
        using var source = await StoreTables.Alone(here, cancellation);
        using var target = await StoreTables.Alone(there, cancellation);
        await using var tables = await StoreTables.Read(here, cancellation);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in tables.Tables)
            counts.Add(table.Name, await tables.Count(table, cancellation));

        var moved = new List<MovedTable>(counts.Count);
        await StoreTables.Empty(there).Fill(
            tables,
            StoreTables.Schemas[StoreTables.KindOf(there)],
            filled => moved.Add(filled.Rows == counts[filled.Name]
                ? new MovedTable(filled.Name, counts[filled.Name], filled.Rows)
                : throw new ConfigurationException(
                    StoreTables.PlaceOf(there), null,
                    $"took {filled.Rows} of {counts[filled.Name]} rows of '{filled.Name}', and nothing was changed; look after the source with `newswatch backup`")),
            cancellation);
        return moved;
    }

    private static async Task Tell(TextWriter output, IReadOnlyList<MovedTable> moved, NewsWatchOptions here, NewsWatchOptions there)
    {
        await output.WriteLineAsync($"{"table",-20} {"source",12} {"target",12}");
        foreach (var table in moved)
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{table.Name,-20} {table.From,12:N0} {table.To,12:N0}"));

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {moved.Sum(table => table.To):N0} rows, as many in each table as in {StoreTables.PlaceOf(here)}, which is unchanged.
            Next: set "store" to {StoreTables.PlaceOf(there)} (with user and password) in the configuration, or "sqlite" and "data" for an embedded one, and start `newswatch run`.
            """));
    }

    private sealed record MovedTable(string Name, long From, long To);
}
