using System.CommandLine;
using NewsWatch.Host.Storage;
using NewsWatch.Stories;

namespace NewsWatch.Host.Commands.Stories;

/// <summary><c>newswatch stories …</c>: looks at stories, says why they are as they are, and puts right what is wrong.</summary>
internal static class StoriesCommand
{
    public static Command Command() => new("stories", "Lists, shows, explains, splits and merges stories.")
    {
        List(), Show(), Why(), Split(), Merge(), Undo(),
    };

    private static Command List()
    {
        var limit = new Option<int>("--limit") { Description = "How many, newest first.", DefaultValueFactory = _ => 30 };
        return Make("list", "The stories that changed last.", [limit], (parsed, desk) => desk.List(parsed.GetValue(limit)));
    }

    private static Command Show()
    {
        var story = new Argument<string>("story") { Description = "A story's id or its beginning, or an article's id or address." };
        return Make("show", "A story: who took from whom, what was new, what was edited.", [story], (parsed, desk) => desk.Show(parsed.GetValue(story)!));
    }

    private static Command Why()
    {
        var article = new Argument<string>("article") { Description = "An article's id, its beginning, or its address." };
        return Make("why", "Every decision on an article, with its reasons and what was measured.", [article], (parsed, desk) => desk.Why(parsed.GetValue(article)!));
    }

    private static Command Split()
    {
        var story = new Argument<string>("story") { Description = "The story." };
        var articles = new Argument<string[]>("articles") { Description = "The articles that leave it, by id or address.", Arity = ArgumentArity.OneOrMore };
        return Make("split", "Parts articles from a story, for ever.", [story, articles], (parsed, desk) => desk.Split(parsed.GetValue(story)!, parsed.GetValue(articles)!));
    }

    private static Command Merge()
    {
        var story = new Argument<string>("story") { Description = "The story that stays." };
        var other = new Argument<string>("other") { Description = "The story that moves into it." };
        return Make("merge", "Puts two stories together, for ever.", [story, other], (parsed, desk) => desk.Merge(parsed.GetValue(story)!, parsed.GetValue(other)!));
    }

    private static Command Undo()
    {
        var act = new Argument<long?>("act") { Description = "The number that split or merge gave; default: the last that stands.", Arity = ArgumentArity.ZeroOrOne };
        return Make("undo", "Takes a split or merge back: all is as before.", [act], (parsed, desk) => desk.Undo(parsed.GetValue(act)));
    }

    private static Command Make(string name, string description, IEnumerable<Symbol> symbols, Func<ParseResult, StoryDesk, Task> act)
    {
        var json = new Option<bool>("--json") { Description = "JSON instead of text." };
        var (config, data) = (CommonOptions.Config(), CommonOptions.Data());
        var command = new Command(name, description) { json, config, data };
        foreach (var symbol in symbols)
            if (symbol is Argument argument)
                command.Add(argument);
            else
                command.Add((Option)symbol);

        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = OpenStore.Of(CommonOptions.Read(parsed.GetValue(config), parsed.GetValue(data)));
            var desk = new StoryDesk(store.Stories, parsed.GetValue(json), parsed.InvocationConfiguration.Output, cancellation);
            try
            {
                await act(parsed, desk);
                return 0;
            }
            catch (InvalidStoryActException error)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"newswatch: {error.Message}");
                return 1;
            }
        });
        return command;
    }
}
