using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace NewsWatch.Sqlite;

/// <summary>
/// A connection that keeps its statements prepared: the same text is compiled once, not at each of a poll's forty statements, which
/// took more processor time than running them. Used by one caller at a time, as every connection here.
/// </summary>
internal sealed class PreparingConnection(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>More than the product's hot statements; texts made up at run time must not fill the memory.</summary>
    private const int MostKept = 100;

    /// <summary>A statement remembers its last values: one that carried a large one is not kept.</summary>
    internal const int LongestValue = 64 * 1024;

    private readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);

    /// <summary>How many statements are kept.</summary>
    internal int Kept => _kept.Count;

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    /// <summary>The kept statement of this text, or a new one; whoever takes it gives it back.</summary>
    internal SqliteCommand Take(string text)
    {
        if (_kept.Remove(text, out var command))
            return command;

        command = CreateCommand();
        command.CommandText = text;
        return command;
    }

    internal void GiveBack(SqliteCommand command, bool keep)
    {
        if (!keep || !RunsAgain(command.CommandText) || _kept.ContainsKey(command.CommandText))
        {
            command.Dispose();
            return;
        }

        if (_kept.Count == MostKept)
            Forget();

        command.Parameters.Clear();
        command.Transaction = null;
        _kept.Add(command.CommandText, command);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Forget();

        base.Dispose(disposing);
    }

    /// <summary>Settings and schema changes are run once.</summary>
    private static bool RunsAgain(string text) =>
        text is [>= 'A' and <= 'Z', ..] && !text.StartsWith("PRAGMA", StringComparison.Ordinal) && !text.StartsWith("CREATE", StringComparison.Ordinal)
        && !text.StartsWith("ALTER", StringComparison.Ordinal);

    private void Forget()
    {
        foreach (var command in _kept.Values)
            command.Dispose();

        _kept.Clear();
    }
}
