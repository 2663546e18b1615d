using System.CommandLine;

namespace NewsWatch.Host.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config() => new("--config") { Description = "The configuration file; default: config/newswatch.json beside the program." };

    public static Option<string?> Data() => new("--data") { Description = "The folder of the database and written mails." };
}
