using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Archives;

namespace NewsWatch.Sqlite;

/// <summary>The tables of an embedded store, as its own schema names them.</summary>
internal static class SqliteTables
{
    public static IReadOnlyList<Table> Of(SqliteConnection connection) =>
    [
        .. connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").Where(Table.IsKept)
            .Select(name => new Table(name, connection.Query<string>("SELECT name FROM pragma_table_info(@name) ORDER BY cid", new { name }).AsList())),
    ];

    public static long Count(SqliteConnection connection, Table table) =>
        connection.ExecuteScalar<long>($"SELECT count(*) FROM {Quoted(table.Name)}");

    /// <summary>Work has its order from its row's number, which no other store knows: its rows come in that order, and go in so.</summary>
    public static string Select(Table table) =>
        $"SELECT {string.Join(", ", table.Columns.Select(Quoted))} FROM {Quoted(table.Name)}{(table.Name == "work" ? " ORDER BY rowid" : "")}";

    public static string Insert(Table table) =>
        $"INSERT INTO {Quoted(table.Name)} ({string.Join(", ", table.Columns.Select(Quoted))}) VALUES ({string.Join(", ", table.Columns.Select((_, i) => $"@v{i}"))})";

    public static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
