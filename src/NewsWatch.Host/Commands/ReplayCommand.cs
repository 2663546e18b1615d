using System.CommandLine;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch replay</c>: articles from a file through the real stages, and what became of each.</summary>
internal static class ReplayCommand
{
    public static Command Command()
    {
        var file = new Argument<string>("file") { Description = "JSON lines with id, title, text, published, site and optionally url." };
        var json = new Option<bool>("--json") { Description = "One line of JSON for each article." };
        var scope = new Option<NewsScope>("--scope")
        {
            Description = "What makes stories: everything in the file, or only news on AI.",
            DefaultValueFactory = _ => NewsScope.Everything,
        };
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var command = new Command("replay", "Pushes articles through the pipeline in order of publication and prints what became of each.")
        {
            file, json, scope, config, data,
        };
        command.SetAction((parsed, cancellation) => Replay.ArticleReplay.Run(
            parsed.GetValue(file)!,
            parsed.GetValue(json),
            NewsWatchOptions.Read(parsed.GetValue(config)) with { Scope = parsed.GetValue(scope) },
            parsed.GetValue(data),
            parsed.InvocationConfiguration.Output,
            cancellation));
        return command;
    }
}
