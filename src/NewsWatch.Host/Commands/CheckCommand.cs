using System.CommandLine;
using System.Globalization;
using NewsWatch.Feeds;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch check</c>: reads every file of a configuration as a start would, and says what is wrong with it.</summary>
internal static class CheckCommand
{
    public static Command Command()
    {
        var config = CommonOptions.Config();
        var command = new Command("check", "Checks a configuration: file, line and key of whatever cannot be used.") { config };
        command.SetAction(parsed => Check(parsed.GetValue(config), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Check(string? file, TextWriter output)
    {
        var options = NewsWatchOptions.Read(file);
        StartRules.Check(options);
        var catalogue = Catalogue.Read(options);
        var feeds = FeedList.Read(options.Feeds, Composition.OutboundOf(options.Outbound));
        foreach (var refused in feeds.Refused)
            output.WriteLine($"{options.Feeds}:{refused.Line}: {refused.Row}: {refused.Reason}");

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"ok: {feeds.Feeds.Count} feeds, {catalogue.Outlets.All.Count} outlets, {catalogue.Tagger.Topics.Count} topics, {catalogue.Tagger.Entities.All.Count} entities, {catalogue.Subscriptions.Count} subscriptions"));
        return feeds.Refused.Count == 0 ? 0 : 1;
    }
}
