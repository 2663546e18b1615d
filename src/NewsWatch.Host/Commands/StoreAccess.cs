using NewsWatch.Sqlite;

namespace NewsWatch.Host.Commands;

/// <summary>Opens the store of a data folder for commands that look into it, beside a monitor that may be running.</summary>
internal static class StoreAccess
{
    /// <exception cref="ConfigurationException">There is no database in the folder.</exception>
    public static SqliteDatabase Open(NewsWatchOptions options, string? data)
    {
        var folder = data is null ? options.Data : Path.GetFullPath(data);
        var file = Path.Combine(folder, "newswatch.db");
        return File.Exists(file)
            ? SqliteDatabase.Open(file, TimeProvider.System)
            : throw new ConfigurationException(folder, null, "holds no newswatch.db; name the folder of a monitor's data with --data");
    }
}
