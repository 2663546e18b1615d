using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace NewsWatch.Sqlite;

/// <summary>One use of a statement that its connection keeps: taken when it runs, given back at the end.</summary>
internal sealed class PreparedCommand(PreparingConnection connection) : DbCommand
{
    // The caller fills one collection, whatever becomes of the text meanwhile: a list among the values rewrites it.
    private readonly SqliteCommand _values = new();
    private SqliteCommand? _statement;
    private string _text = "";
    private bool _large;

    [AllowNull]
    public override string CommandText
    {
        get => _text;
        set => _text = value ?? "";
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

    protected override DbParameterCollection DbParameterCollection => _values.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
        // Nothing here runs long enough to be called off.
    }

    public override void Prepare() => Statement().Prepare();

    public override int ExecuteNonQuery() => Statement().ExecuteNonQuery();

    public override object? ExecuteScalar() => Statement().ExecuteScalar();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Statement().ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            GiveBack();
            _values.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>The statement with the values as they are now.</summary>
    private SqliteCommand Statement()
    {
        if (_statement?.CommandText != _text)
        {
            GiveBack();
            _statement = connection.Take(_text);
        }

        _statement!.Transaction = (SqliteTransaction?)DbTransaction;
        _statement.Parameters.Clear();
        foreach (SqliteParameter parameter in _values.Parameters)
        {
            _large |= parameter.Value is string { Length: > PreparingConnection.LongestValue } or byte[] { Length: > PreparingConnection.LongestValue };
            _statement.Parameters.Add(parameter);
        }

        return _statement;
    }

    private void GiveBack()
    {
        if (_statement is { } statement)
            connection.GiveBack(statement, keep: !_large);

        (_statement, _large) = (null, false);
    }
}
