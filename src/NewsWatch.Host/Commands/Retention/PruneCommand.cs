using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsWatch.Host.Storage;
using NewsWatch.Retention;

namespace NewsWatch.Host.Commands.Retention;

/// <summary><c>newswatch prune</c>: removes at once what the configuration does not keep, or says what it would remove.</summary>
internal static class PruneCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static Command Command()
    {
        var dry = new Option<bool>("--dry-run") { Description = "Only says what would be removed." };
        var json = new Option<bool>("--json") { Description = "One JSON object a line." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command(
            "prune", "Removes what the configuration's 'retention' does not keep, as a running monitor does four times a day. What can be cited stays.")
        {
            dry, json, config, data,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data));
            var rules = options.Retention.Rules();
            await using var store = OpenStore.Of(options);
            var pruner = new Pruner(store.Pruning, rules, TimeProvider.System);
            var rows = await (parsed.GetValue(dry) ? pruner.Count(cancellation) : pruner.Run(cancellation));
            foreach (var row in rows)
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    parsed.GetValue(json) ? JsonSerializer.Serialize(row, Json) : Line(row, parsed.GetValue(dry)));

            return 0;
        });
        return command;
    }

    private static string Line(PrunedRows row, bool dry) => row.Before is { } before
        ? string.Create(CultureInfo.InvariantCulture, $"{Words(row.What),-16} from before {before:yyyy-MM-dd}: {row.Rows:N0} {(dry ? "would be removed" : "removed")}")
        : $"{Words(row.What),-16} kept for ever";

    private static string Words(Prunable what) => what switch
    {
        Prunable.FeedTexts => "feed texts",
        Prunable.SentDeliveries => "sent deliveries",
        Prunable.EndedIncidents => "ended incidents",
        Prunable.Silences => "silences",
        _ => "quarantine",
    };
}
