using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace NewsWatch.Sqlite;

/// <summary>One use of a statement that its connection keeps: the statement is taken when the text is set, and given back at the end.</summary>
internal sealed class PreparedCommand(PreparingConnection connection) : DbCommand
{
    private SqliteCommand? _statement;

    [AllowNull]
    public override string CommandText
    {
        get => _statement?.CommandText ?? "";
        set
        {
            var before = _statement;
            if (before?.CommandText == value)
                return;

            _statement = connection.Take(value ?? "");
            if (before is null)
                return;

            // A list among the values rewrites the text once it is known how many there are.
            foreach (var parameter in before.Parameters.Cast<SqliteParameter>().ToList())
                _statement.Parameters.Add(parameter);

            _statement.Transaction = before.Transaction;
            before.Dispose();
        }
    }

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A kept statement belongs to its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => Statement.Parameters;

    protected override DbTransaction? DbTransaction
    {
        get => _statement?.Transaction;
        set => Statement.Transaction = (SqliteTransaction?)value;
    }

    private SqliteCommand Statement => _statement ??= connection.Take("");

    public override void Cancel()
    {
        // Nothing here runs long enough to be called off.
    }

    public override void Prepare() => Statement.Prepare();

    public override int ExecuteNonQuery() => Statement.ExecuteNonQuery();

    public override object? ExecuteScalar() => Statement.ExecuteScalar();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Statement.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing && _statement is { } statement)
        {
            _statement = null;
            connection.GiveBack(statement);
        }

        base.Dispose(disposing);
    }
}
