using System.CommandLine;
using NewsWatch;
using NewsWatch.Host.Commands;

var root = new RootCommand("NewsWatch: a media monitor for news on AI and society. Told once, told in time, told why.")
{
    DemoCommand.Command(),
    RunCommand.Command(),
    CheckCommand.Command(),
    ReplayCommand.Command(),
    PipelineCommand.Command(),
    new Command("feeds", "Looks into feeds.") { FeedsParse.Command() },
    new Command("pages", "Looks into pages.") { PagesExtract.Command() },
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
