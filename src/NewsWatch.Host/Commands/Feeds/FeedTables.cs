using Spectre.Console;

namespace NewsWatch.Host.Commands;

/// <summary>Tables on the command's own output, which may be a terminal, a file or a test.</summary>
internal static class FeedTables
{
    /// <summary>What is no terminal has no width: wide enough that no row breaks.</summary>
    private const int Wide = 240;

    public static void Write(Table table, TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected)
            console.Profile.Width = Wide;

        console.Write(table.Border(TableBorder.Simple));
    }
}
