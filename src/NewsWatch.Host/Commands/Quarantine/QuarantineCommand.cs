using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NewsWatch.Delivery;
using NewsWatch.Host.Storage;

namespace NewsWatch.Host.Commands.Quarantine;

/// <summary><c>newswatch quarantine</c>: the work that failed for good, looked at, tried once more, or given up.</summary>
internal static class QuarantineCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Command Command() => new("quarantine", "Work that failed for good: nothing of it is lost, and the rest went on.")
    {
        List(),
        Show(),
        Act("replay", "Tries it once more: a running NewsWatch takes it within minutes.", "will be tried again", (work, row, now, cancellation) => work.Replay(row, now, cancellation)),
        Act("drop", "Gives it up.", "given up", (work, row, _, cancellation) => work.Drop(row, cancellation)),
    };

    /// <summary>What a row is called on the command line.</summary>
    private static string KeyOf(QuarantinedWork row) => string.Create(CultureInfo.InvariantCulture, $"{row.Stage}:{row.Id}:{row.Revision}");

    private static Command List()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        return OnStore(new Command("list", "A line for each, oldest first.") { json }, async (parsed, work, cancellation) =>
        {
            var output = parsed.InvocationConfiguration.Output;
            var rows = await work.Quarantined(cancellation);
            foreach (var row in rows)
                await output.WriteLineAsync(parsed.GetValue(json) ? Line(row) : $"{KeyOf(row)}  {row.At:u}  {Plain.Line(row.Error, 120)}");

            if (rows.Count == 0 && !parsed.GetValue(json))
                await output.WriteLineAsync("Nothing is in quarantine.");

            return 0;
        });
    }

    private static Command Show()
    {
        var key = Key();
        return OnStore(new Command("show", "All that is known of one.") { key }, async (parsed, work, cancellation) =>
        {
            var row = Find(await work.Quarantined(cancellation), parsed.GetValue(key)!);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"""
                stage     {row.Stage}
                id        {row.Id}, revision {row.Revision}
                since     {row.At:u}
                attempts  {row.Attempts}
                error     {Plain.Line(row.Error, 1000)}
                """);
            return 0;
        });
    }

    private static Command Act(
        string name, string does, string done, Func<IWorkStore, QuarantinedWork, DateTimeOffset, CancellationToken, Task<bool>> act)
    {
        var key = new Argument<string?>("key") { Description = "As `quarantine list` prints it.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every one." };
        return OnStore(new Command(name, does) { key, all }, async (parsed, work, cancellation) =>
        {
            var rows = await work.Quarantined(cancellation);
            IReadOnlyList<QuarantinedWork> chosen = (parsed.GetValue(all), parsed.GetValue(key)) switch
            {
                (true, null) => rows,
                (false, { } one) => [Find(rows, one)],
                _ => throw new ConfigurationException($"quarantine {name}", null, "name either one key, as `newswatch quarantine list` prints it, or --all"),
            };
            foreach (var row in chosen)
                if (await act(work, row, TimeProvider.System.GetUtcNow(), cancellation))
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"{KeyOf(row)}  {done}");

            return 0;
        });
    }

    private static Argument<string> Key() => new("key") { Description = "As `quarantine list` prints it." };

    private static QuarantinedWork Find(IReadOnlyList<QuarantinedWork> rows, string key) =>
        rows.FirstOrDefault(row => KeyOf(row) == key)
        ?? throw new ConfigurationException(key, null, "is not in quarantine; `newswatch quarantine list` shows what is");

    private static string Line(QuarantinedWork row) =>
        JsonSerializer.Serialize(new { key = KeyOf(row), row.Stage, row.Id, row.Revision, row.Attempts, row.Error, at = row.At.UtcDateTime }, Json);

    private static Command OnStore(Command command, Func<ParseResult, IWorkStore, CancellationToken, Task<int>> run)
    {
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        command.Add(config);
        command.Add(data);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = OpenStore.Of(CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data)));
            return await run(parsed, store.Work, cancellation);
        });
        return command;
    }
}
