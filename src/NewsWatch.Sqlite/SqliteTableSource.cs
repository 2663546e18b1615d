using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Archives;

namespace NewsWatch.Sqlite;

/// <summary>
/// An embedded store as it was when this was opened: one read transaction, beside which the monitor writes on. Its writes stay in
/// the log (WAL) until this ends.
/// </summary>
public sealed class SqliteTableSource : ITableSource
{
    private readonly string _file;
    private readonly SqliteConnection _connection;

    private SqliteTableSource(string file, SqliteConnection connection)
    {
        _file = file;
        _connection = connection;
        Tables = SqliteTables.Of(connection);
    }

    public IReadOnlyList<Table> Tables { get; }

    /// <summary>Opens the file, brings its schema up to date, and looks it through.</summary>
    /// <exception cref="ConfigurationException">The file cannot be opened, is damaged, or was written by a newer NewsWatch.</exception>
    public static SqliteTableSource Open(string file)
    {
        var connection = SqliteTableTarget.Connection(file, SqliteOpenMode.ReadWrite);
        try
        {
            connection.Open();
            connection.Execute("PRAGMA busy_timeout = 30000; PRAGMA foreign_keys = 1");
            Migrations.Apply(connection);
            connection.Execute("PRAGMA query_only = 1; BEGIN");
            if (connection.QueryFirst<string>("PRAGMA quick_check(1)") is var found && found != "ok")
                throw Damaged(file, found, null);

            return new SqliteTableSource(file, connection);
        }
        catch (Exception error)
        {
            connection.Dispose();
            throw error is SqliteException wrong ? Damaged(file, wrong.Message, wrong) : error;
        }
    }

    public Task<long> Count(Table table, CancellationToken cancellation) => Task.FromResult(SqliteTables.Count(_connection, table));

    public async IAsyncEnumerable<object?[]> Rows(Table table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = SqliteTables.Select(table);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (Next(reader))
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new object?[table.Columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.GetValue(i) is not DBNull and var value ? value : null;

            yield return row;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private bool Next(SqliteDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (SqliteException error)
        {
            throw Damaged(_file, error.Message, error);
        }
    }

    private static ConfigurationException Damaged(string file, string problem, SqliteException? error) => new(
        file, null, $"cannot be read to its end ({problem}); check the disk and the file's rights, and keep the backups there are: one may have to be restored", error);
}
