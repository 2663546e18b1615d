using Dapper;
using NewsWatch.Alerts;
using NewsWatch.Archives;
using NewsWatch.Articles;
using Npgsql;
using NpgsqlTypes;

namespace NewsWatch.Postgres;

/// <summary>The tables of a PostgreSQL store, as its own schema names them, and the columns that only it has.</summary>
internal static class PostgresTables
{
    /// <summary>What only this store keeps in columns of its own: made of a row's other values, and no part of an archive.</summary>
    private static readonly Dictionary<(string Table, string Column), Func<Func<string, object?>, object?>?> Derived = new()
    {
        [("articles", "title")] = value => Json.Read<Article>((string?)value("article"))!.Title,
        [("held_back", "id")] = value => Json.Read<HeldBack>((string?)value("held"))!.Id,
        [("work", "opened_at")] = value => value("due_at"),

        // Given by the order in which the rows come.
        [("work", "sequence")] = null,
    };

    /// <summary>What it was as long as a delivery was one column: archives of that time are filled into tables of that time.</summary>
    private static readonly Dictionary<(string Table, string Column), Func<Func<string, object?>, object?>?> DerivedOfDeliveries = new()
    {
        [("deliveries", "first_attempt_at")] = value => Delivery(value).FirstAttemptAt?.ToUnixTimeMilliseconds(),
        [("deliveries", "possible_repeats")] = value => (long)Delivery(value).PossibleRepeats,
    };

    public static async Task<IReadOnlyList<PostgresTable>> Of(NpgsqlConnection connection)
    {
        var columns = await connection.QueryAsync<(string Table, string Column, string Type, bool Identity)>(
            """
            SELECT table_name::text, column_name::text, data_type::text, is_identity = 'YES' FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = ANY (@tables) ORDER BY table_name, ordinal_position
            """,
            new { tables = Migrations.Tables.Where(Table.IsKept).ToArray() });
        return [.. columns.GroupBy(row => row.Table).Select(group => Of(group.Key, [.. group.Select(row => new Column(row.Column, TypeOf(row.Type), row.Identity))]))];
    }

    /// <summary>Each after those that its rows refer to.</summary>
    public static async Task<IReadOnlyList<PostgresTable>> InOrder(NpgsqlConnection connection)
    {
        var waiting = (await Of(connection)).ToList();
        var refers = (await connection.QueryAsync<(string From, string To)>(
            "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid")).ToLookup(row => row.From, row => row.To);
        var ordered = new List<PostgresTable>(waiting.Count);
        while (waiting.Count > 0)
        {
            var next = waiting.First(table => !refers[table.Name].Any(other => waiting.Any(one => one.Name == other)));
            ordered.Add(next);
            waiting.Remove(next);
        }

        return ordered;
    }

    private static PostgresTable Of(string name, List<Column> columns)
    {
        var derived = (name, columns.Exists(column => column.Name == "delivery")) is ("deliveries", true) ? DerivedOfDeliveries : Derived;
        return new PostgresTable(
            new Table(name, [.. columns.Where(column => !derived.ContainsKey((name, column.Name))).Select(column => column.Name)]),
            columns,
            columns.Where(column => derived.GetValueOrDefault((name, column.Name)) is not null)
                .ToDictionary(column => column.Name, column => derived[(name, column.Name)]!));
    }

    private static Delivery.Delivery Delivery(Func<string, object?> value) => Json.Read<Delivery.Delivery>((string?)value("delivery"))!;

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "text" => NpgsqlDbType.Text,
        "bigint" => NpgsqlDbType.Bigint,
        "integer" => NpgsqlDbType.Integer,
        "boolean" => NpgsqlDbType.Boolean,
        _ => throw new NotSupportedException($"a column of type {type} has no place in an archive"),
    };
}

/// <summary>A table with what only this store knows of it.</summary>
/// <param name="Kept">What every store has of it.</param>
/// <param name="Columns">All its columns.</param>
/// <param name="Derived">How a column that no other store has is made of a row's other values.</param>
internal sealed record PostgresTable(Table Kept, IReadOnlyList<Column> Columns, IReadOnlyDictionary<string, Func<Func<string, object?>, object?>> Derived)
{
    public string Name => Kept.Name;

    /// <summary>Work is given in its order, which is all of it that another store can know.</summary>
    public string Select => $"SELECT {Quoted(Kept.Columns)} FROM {Quoted([Name])}{(Name == "work" ? " ORDER BY sequence" : "")}";

    public string Count => $"SELECT count(*) FROM {Quoted([Name])}";

    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}

/// <summary>A column and how it is written.</summary>
internal sealed record Column(string Name, NpgsqlDbType Type, bool Identity)
{
    /// <summary>A plain value as this column's.</summary>
    public object? Of(object? value) => (value, Type) switch
    {
        (long number, NpgsqlDbType.Integer) => checked((int)number),
        (long number, NpgsqlDbType.Boolean) => number != 0,
        (string text, _) => Plain.Text(text),
        _ => value,
    };

    /// <summary>This column's value as a plain one.</summary>
    public static object? Plainly(object value) => value switch
    {
        DBNull => null,
        bool truth => truth ? 1L : 0L,
        int number => (long)number,
        _ => value,
    };
}
