using System.CommandLine;
using NewsWatch;
using NewsWatch.Host.Commands;
using NewsWatch.Host.Commands.Alerts;
using NewsWatch.Host.Commands.Archives;
using NewsWatch.Host.Commands.Deliveries;
using NewsWatch.Host.Commands.Digests;
using NewsWatch.Host.Commands.Export;
using NewsWatch.Host.Commands.Index;
using NewsWatch.Host.Commands.Quarantine;
using NewsWatch.Host.Commands.Retention;
using NewsWatch.Host.Commands.Search;
using NewsWatch.Host.Commands.Stories;
using NewsWatch.Host.Commands.Subscriptions;

var root = new RootCommand("NewsWatch: a media monitor for news on AI and society. Told once, told in time, told why.")
{
    DemoCommand.Command(),
    RunCommand.Command(),
    CheckCommand.Command(),
    ReplayCommand.Command(),
    PipelineCommand.Command(),
    QuarantineCommand.Command(),
    SearchCommand.Command(),
    IndexCommand.Command(),
    BackupCommand.Command(),
    RestoreCommand.Command(),
    MigrateCommand.Command(),
    PruneCommand.Command(),
    SubscriptionCommands.Command(),
    AlertCommands.Command(),
    DeliveryCommands.Command(),
    DigestCommands.Command(),
    ExportCommand.Command(),
    FeedsCommand.Command(),
    new Command("pages", "Looks into pages.") { PagesExtract.Command() },
    StoriesCommand.Command(),
    new Command("tags", "Tags texts, explains tags, tags again.") { TagsFind.Command(), TagsExplain.Command(), TagsAgain.Command() },
    new Command("entities", "Names that the registry does not know yet.") { EntitiesCandidates.Command(), EntitiesPromote.Command() },
};

try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (OperationCanceledException)
{
    return 130;
}
catch (ConfigurationException error)
{
    await Console.Error.WriteLineAsync($"newswatch: {error.Message}");
    return 2;
}
catch (UnavailableException error)
{
    await Console.Error.WriteLineAsync($"newswatch: {error.Message}");
    return 3;
}
