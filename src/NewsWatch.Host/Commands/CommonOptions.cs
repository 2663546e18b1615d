using System.CommandLine;
using NewsWatch.Search;

namespace NewsWatch.Host.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    public static Option<string?> Config() => new("--config") { Description = "The configuration file; default: config/newswatch.json beside the program." };

    public static Option<string?> Data() => new("--data") { Description = "The folder of the database and written mails." };

    /// <summary>The configuration, its data folder replaced where a command names another.</summary>
    /// <exception cref="ConfigurationException">The configuration cannot be read.</exception>
    public static NewsWatchOptions Read(string? config, string? data) => In(NewsWatchOptions.Read(config), data);

    /// <summary>The configuration with another data folder, where one is named.</summary>
    public static NewsWatchOptions In(NewsWatchOptions options, string? data) =>
        data is null ? options : options with { Data = Path.GetFullPath(data) };

    /// <exception cref="ConfigurationException">The query cannot be read; the message points at the character.</exception>
    public static Query Query(string query)
    {
        try
        {
            return QueryParser.Parse(query);
        }
        catch (QueryException error)
        {
            throw new ConfigurationException("query", null, $"{error.Message}\n{error.Marked}");
        }
    }

    /// <exception cref="ConfigurationException">There is no such zone.</exception>
    public static TimeZoneInfo Zone(string? zone) => zone is null
        ? TimeZoneInfo.Utc
        : LocalTime.Zone(zone) ?? throw new ConfigurationException("--zone", null, $"'{zone}' is not a time zone known here; write an IANA name, such as Europe/Berlin");
}
