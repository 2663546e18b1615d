using Dapper;
using NewsWatch.Archives;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>A PostgreSQL database that is to be filled, in one transaction: killed at any moment, all of it is there or nothing.</summary>
public sealed class PostgresTableTarget(PostgresAddress address) : ITableTarget
{
    /// <summary>The number of the schema that this program writes.</summary>
    public static int Schema => Migrations.Newest;

    public async Task Fill(ITableSource source, int schema, Action<TableCount> done, CancellationToken cancellation)
    {
        if (schema > Schema)
            throw Refused($"cannot take tables of schema {schema}, which are from a newer NewsWatch (this one knows up to {Schema}); use that one");

        try
        {
            await using var connection = new NpgsqlConnection(address.Patient);
            await connection.OpenAsync(cancellation);
            if (await connection.ExecuteScalarAsync<string>("SHOW server_encoding") is not "UTF8")
                throw Refused("is not encoded in UTF8; create the database with ENCODING 'UTF8' TEMPLATE template0");

            // Who starts meanwhile waits here, and finds the store whole or empty.
            await connection.ExecuteAsync("SELECT pg_advisory_lock(@key)", new { key = Locks.Migrations });
            await RefuseWhereSomebodyWorks(connection, address);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await Clear(connection);
            Migrations.Apply(connection, transaction, schema);
            await Take(connection, source, done, cancellation);
            Migrations.Apply(connection, transaction, Schema);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (PostgresException error)
        {
            throw Refused($"does not take the tables ({error.MessageText}), and nothing was changed; see the server's log");
        }
        catch (NpgsqlException error)
        {
            throw PostgresTableSource.Said(address, error);
        }
    }

    /// <exception cref="ConfigurationException">A NewsWatch works on the database.</exception>
    /// <exception cref="UnavailableException">The database cannot be reached.</exception>
    public static async Task RefuseWhereSomebodyWorks(PostgresAddress address, CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address.Unpooled);
            await connection.OpenAsync(cancellation);
            await RefuseWhereSomebodyWorks(connection, address);
        }
        catch (NpgsqlException error)
        {
            throw PostgresTableSource.Said(address, error);
        }
    }

    private static async Task RefuseWhereSomebodyWorks(NpgsqlConnection connection, PostgresAddress address)
    {
        // A connection that was closed a moment ago may still be listed.
        for (var looked = 0; await Others(connection) > 0; looked++)
        {
            if (looked == 30)
                throw new ConfigurationException(address.ToString(), null, "is in use by a running NewsWatch; stop all its processes first: what they write meanwhile would be lost");

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    private static Task<long> Others(NpgsqlConnection connection) => connection.ExecuteScalarAsync<long>(
        """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = current_setting('application_name') AND pid <> pg_backend_pid()
        """);

    /// <summary>Removes the empty tables that a first start left, so that the schema can be made as the rows know it.</summary>
    private async Task Clear(NpgsqlConnection connection)
    {
        foreach (var table in await PostgresTables.Of(connection))
            if (table.Name != "own_keys" && await connection.ExecuteScalarAsync<long>(table.Count) is > 0 and var rows)
                throw Refused($"holds something already ({table.Name}: {rows}); create an empty database, and name it in its place");

        await connection.ExecuteAsync($"DROP TABLE IF EXISTS {PostgresTable.Quoted(Migrations.Tables)} CASCADE");
    }

    private async Task Take(NpgsqlConnection connection, ITableSource source, Action<TableCount> done, CancellationToken cancellation)
    {
        var own = await PostgresTables.InOrder(connection);
        foreach (var table in source.Tables)
            if (own.FirstOrDefault(known => known.Name == table.Name) is not { } known || table.Columns.Except(known.Kept.Columns).Any())
                throw Refused($"has no place for the table '{table.Name}' as it is given; it is no table of NewsWatch");

        foreach (var table in own)
        {
            if (source.Tables.FirstOrDefault(given => given.Name == table.Name) is not { } given)
                continue;

            // What the schema itself put there, such as this installation's keys, gives way.
            await connection.ExecuteAsync($"DELETE FROM {PostgresTable.Quoted([table.Name])}");
            await Copy(connection, table, given, source.Rows(given, cancellation), cancellation);
            await CountOn(connection, table);
            done(new TableCount(table.Name, await connection.ExecuteScalarAsync<long>(table.Count)));
        }
    }

    private static async Task Copy(
        NpgsqlConnection connection, PostgresTable table, Table given, IAsyncEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        var columns = table.Columns.Where(column => given.Columns.Contains(column.Name) || table.Derived.ContainsKey(column.Name)).ToList();
        var places = given.Columns.Select((name, place) => (name, place)).ToDictionary(row => row.name, row => row.place, StringComparer.Ordinal);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"COPY {PostgresTable.Quoted([table.Name])} ({PostgresTable.Quoted(columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)", cancellation);
        await foreach (var row in rows)
        {
            await copy.StartRowAsync(cancellation);
            foreach (var column in columns)
            {
                var value = table.Derived.TryGetValue(column.Name, out var derive) ? derive(name => row[places[name]]) : row[places[column.Name]];
                if (column.Of(value) is { } written)
                    await copy.WriteAsync(written, column.Type, cancellation);
                else
                    await copy.WriteNullAsync(cancellation);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    /// <summary>Numbers go on after the largest that came.</summary>
    private static async Task CountOn(NpgsqlConnection connection, PostgresTable table)
    {
        foreach (var column in table.Columns.Where(column => column.Identity))
            await connection.ExecuteAsync(
                $"SELECT setval(pg_get_serial_sequence(@table, @column), greatest(max({PostgresTable.Quoted([column.Name])}), 1), max({PostgresTable.Quoted([column.Name])}) IS NOT NULL) FROM {PostgresTable.Quoted([table.Name])}",
                new { table = table.Name, column = column.Name });
    }

    private ConfigurationException Refused(string problem) => new(address.ToString(), null, problem);
}
