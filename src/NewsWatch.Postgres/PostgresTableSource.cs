using System.Data;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Dapper;
using NewsWatch.Archives;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>A PostgreSQL store as it was when this was opened: one transaction that only reads, beside which everybody writes on.</summary>
public sealed class PostgresTableSource : ITableSource
{
    private readonly PostgresAddress _address;
    private readonly NpgsqlConnection _connection;
    private readonly IReadOnlyList<PostgresTable> _tables;

    private PostgresTableSource(PostgresAddress address, NpgsqlConnection connection, IReadOnlyList<PostgresTable> tables)
    {
        (_address, _connection, _tables) = (address, connection, tables);
        Tables = [.. tables.Select(table => table.Kept)];
    }

    public IReadOnlyList<Table> Tables { get; }

    /// <summary>Opens the database and brings its schema up to date.</summary>
    /// <exception cref="ConfigurationException">The database was written by a newer NewsWatch.</exception>
    /// <exception cref="UnavailableException">It cannot be reached, or does not let us in.</exception>
    public static async Task<PostgresTableSource> Open(PostgresAddress address, CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(address.Patient);
        try
        {
            // On a connection of its own, which ends: its lock would keep others from starting.
            await using (var updating = new NpgsqlConnection(address.Unpooled))
            {
                await updating.OpenAsync(cancellation);
                Migrations.Apply(updating, address.ToString());
            }

            await connection.OpenAsync(cancellation);
            await connection.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return new PostgresTableSource(address, connection, await PostgresTables.Of(connection));
        }
        catch (Exception error)
        {
            await connection.DisposeAsync();
            throw Said(address, error);
        }
    }

    public async Task<long> Count(Table table, CancellationToken cancellation)
    {
        try
        {
            return await _connection.ExecuteScalarAsync<long>(Of(table).Count);
        }
        catch (NpgsqlException error)
        {
            throw Said(_address, error);
        }
    }

    public async IAsyncEnumerable<object?[]> Rows(Table table, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Of(table).Select, _connection);
        await using var reader = await Begin(command, cancellation);
        while (await Next(reader, cancellation))
        {
            var row = new object?[table.Columns.Count];
            for (var i = 0; i < row.Length; i++)
                row[i] = Column.Plainly(reader.GetValue(i));

            yield return row;
        }
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    /// <summary>What the driver threw, in words for people.</summary>
    internal static Exception Said(PostgresAddress address, Exception error) => error is NpgsqlException or SocketException or TimeoutException
        ? new UnavailableException($"{address}: {error.Message}; nothing was changed: check the address, the password, and that the server runs, and start again", error)
        : error;

    private PostgresTable Of(Table table) => _tables.First(known => known.Name == table.Name);

    private async Task<NpgsqlDataReader> Begin(NpgsqlCommand command, CancellationToken cancellation)
    {
        try
        {
            return await command.ExecuteReaderAsync(CommandBehavior.SingleResult, cancellation);
        }
        catch (NpgsqlException error)
        {
            throw Said(_address, error);
        }
    }

    private async Task<bool> Next(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadAsync(cancellation);
        }
        catch (NpgsqlException error)
        {
            throw Said(_address, error);
        }
    }
}
