using System.CommandLine;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch pipeline</c>: the stages in order, as README shows them.</summary>
internal static class PipelineCommand
{
    public static Command Command()
    {
        var command = new Command("pipeline", "Prints the pipeline's stages in order.");
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(Table()));
        return command;
    }

    /// <summary>A Markdown table; the same on every machine.</summary>
    public static string Table()
    {
        string[] heads = ["stage", "role", "class", "consumes", "publishes", "at once", "does"];
        List<string[]> rows =
        [
            heads,
            [.. heads.Select(_ => "---")],
            .. Pipeline.Stages.Select(stage => (string[])
            [
                stage.Name,
#pragma warning disable CA1308 // Roles are written in lower case wherever people write them.
                stage.Role.ToString().ToLowerInvariant(),
#pragma warning restore CA1308
                stage.Class.Name,
                stage.Consumes?.Name ?? "(timer)",
                stage.Publishes.Count == 0 ? "—" : string.Join(", ", stage.Publishes.Select(message => message.Name)),
                $"{stage.Concurrency}",
                stage.Does,
            ]),
        ];
        return string.Concat(rows.Select(row => $"| {string.Join(" | ", row)} |\n"));
    }
}
