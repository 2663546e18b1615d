using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace NewsWatch.Sqlite;

/// <summary>
/// A statement for rows by the million: compiled at its first use, its values given by place and as bytes. The driver's commands
/// look every value up by its name and make an object of every row.
/// </summary>
internal sealed class NativeStatement(SqliteConnection connection, string sql) : IDisposable
{
    private readonly sqlite3 _database = connection.Handle!;
    private sqlite3_stmt? _prepared;

    private sqlite3_stmt Prepared => _prepared ?? Prepare();

    /// <param name="place">From 1.</param>
    /// <param name="value">The value.</param>
    public void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(Prepared, place, value));

    /// <param name="place">From 1.</param>
    /// <param name="utf8">A text, which is copied.</param>
    public void Bind(int place, ReadOnlySpan<byte> utf8)
    {
        // No bytes at all would be NULL.
        if (utf8.IsEmpty)
            Bind(place, "");
        else
            Check(raw.sqlite3_bind_text(Prepared, place, utf8));
    }

    /// <param name="place">From 1.</param>
    /// <param name="text">A text, which is copied.</param>
    public void Bind(int place, string text) => Check(raw.sqlite3_bind_text(Prepared, place, text));

    /// <summary>To the next row; false where there is none. Values stay bound after <see cref="Reset"/>.</summary>
    /// <exception cref="SqliteException">It cannot be run.</exception>
    public bool Step()
    {
        var code = raw.sqlite3_step(Prepared);
        if (code is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
            SqliteException.ThrowExceptionForRC(code, _database);

        return code == raw.SQLITE_ROW;
    }

    /// <summary>Runs a change and makes ready for the next.</summary>
    /// <exception cref="SqliteException">It cannot be run.</exception>
    public void Run()
    {
        Step();
        Reset();
    }

    /// <summary>Ends a reading: what <see cref="Bytes"/> gave is no longer there.</summary>
    public void Reset() => Check(raw.sqlite3_reset(Prepared));

    /// <param name="column">From 0.</param>
    public bool IsNull(int column) => raw.sqlite3_column_type(Prepared, column) == raw.SQLITE_NULL;

    /// <param name="column">From 0.</param>
    public long Number(int column) => raw.sqlite3_column_int64(Prepared, column);

    /// <summary>A text as UTF-8, there until the next step.</summary>
    /// <param name="column">From 0.</param>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(Prepared, column);

    public void Dispose() => _prepared?.Dispose();

    private sqlite3_stmt Prepare()
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var prepared));
        return _prepared = prepared;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, _database);
    }
}
