using System.Net.Sockets;
using Dapper;
using NewsWatch.Stories;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>
/// One PostgreSQL database. While it is away or restarts, reads and writes wait for it; a write whose answer was lost is looked up
/// by its transaction's number, so that each is done once.
/// </summary>
public sealed class PostgresDatabase : IAsyncDisposable
{
    /// <summary>A server that comes back is met soon; one that is away for long is not stormed.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>A server that starts is waited for half a minute; one that is not there is said at once.</summary>
    private const int OpeningAttempts = 60;

    private static readonly TimeSpan OpeningPause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Said on each new connection. Every statement of the store finds its rows by an index; but one that was prepared while its tables were
    /// empty would go on reading them whole, until the server next counts them. Long texts are packed by lz4 where the server has it, which
    /// takes a fraction of the older method's time.
    /// </summary>
    internal const string Settings =
        """
        SELECT set_config('enable_seqscan', 'off', false)
        UNION ALL SELECT set_config(name, 'lz4', false) FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
        """;

    private readonly NpgsqlDataSource _source;
    private readonly PostgresAddress _address;
    private readonly TimeProvider _clock;

    private PostgresDatabase(NpgsqlDataSource source, PostgresAddress address, TimeProvider clock)
    {
        _source = source;
        _address = address;
        _clock = clock;
    }

    /// <summary>Decided articles by the decision's number and the registry that tagged them: stories are read far more often than they change.</summary>
    internal RecentRecords<(long Decision, string? Registry), StoryArticle> DecidedArticles { get; } = new(1_000);

    /// <summary>The injected clock's time in the form of the tables: milliseconds since 1970-01-01 UTC.</summary>
    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens the database and brings its schema up to date.</summary>
    /// <exception cref="ConfigurationException">It cannot be reached, does not let us in, or was written by a newer NewsWatch.</exception>
    public static PostgresDatabase Open(PostgresAddress address, TimeProvider clock)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                Prepare(address);
                return new PostgresDatabase(Source(address), address, clock);
            }
            catch (Exception error) when (attempt < OpeningAttempts && StartsOrStops(error))
            {
                using var pause = new ManualResetEventSlim();
                pause.Wait(OpeningPause);
            }
            catch (Exception error) when (error is NpgsqlException or SocketException or TimeoutException)
            {
                throw new ConfigurationException(
                    address.ToString(), null, $"the database cannot be opened ({error.Message}); check the address, the password, and that the server runs", error);
            }
    }

    /// <summary>Runs in a transaction of its own. It may run again where the server went away before it was kept.</summary>
    public async Task<T> Write<T>(Func<NpgsqlConnection, Task<T>> action, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            string? number = null;
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation);
                await using var transaction = await connection.BeginTransactionAsync(cancellation);
                var result = await action(connection);
                number = await connection.ExecuteScalarAsync<string?>("SELECT pg_current_xact_id_if_assigned()::text");
                try
                {
                    await transaction.CommitAsync(CancellationToken.None);
                }
                catch (Exception error) when (number is not null && MayPass(error))
                {
                    if (!await Committed(number, cancellation))
                        throw;
                }

                return result;
            }
            catch (Exception error) when (MayPass(error) && !cancellation.IsCancellationRequested)
            {
                await Pause(attempt, cancellation);
            }
        }
    }

    /// <summary>Runs on what was committed when each of its statements began.</summary>
    public async Task<T> Read<T>(Func<NpgsqlConnection, Task<T>> query, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation);
                return await query(connection);
            }
            catch (Exception error) when (MayPass(error) && !cancellation.IsCancellationRequested)
            {
                await Pause(attempt, cancellation);
            }
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    public override string ToString() => _address.ToString();

    private static NpgsqlDataSource Source(PostgresAddress address)
    {
        var builder = new NpgsqlDataSourceBuilder(address.ConnectionString);
        builder.UsePhysicalConnectionInitializer(connection => connection.Execute(Settings), connection => connection.ExecuteAsync(Settings));
        return builder.Build();
    }

    private static void Prepare(PostgresAddress address)
    {
        using var connection = new NpgsqlConnection(address.Unpooled);
        connection.Open();
        if (connection.ExecuteScalar<string>("SHOW server_encoding") is not "UTF8")
            throw new ConfigurationException(address.ToString(), null, "is not encoded in UTF8; create the database with ENCODING 'UTF8' TEMPLATE template0");

        Migrations.Apply(connection, address.ToString());
    }

    /// <summary>The server is there, but starts, stops, or cut this connection.</summary>
    private static bool StartsOrStops(Exception error) => error
        is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow }
        or NpgsqlException { InnerException: IOException };

    /// <summary>What the server says of a transaction whose COMMIT got no answer.</summary>
    private async Task<bool> Committed(string number, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            var status = await Read(
                connection => connection.ExecuteScalarAsync<string?>("SELECT pg_xact_status(@number::xid8)", new { number }), cancellation);
            if (status is not "in progress")
                return status is "committed";

            await Pause(attempt, cancellation);
        }
    }

    /// <summary>
    /// The server is away, starts, stops or is full, or two transactions stood in each other's way: what the same attempt a little later may get past.
    /// </summary>
    private static bool MayPass(Exception error) => error switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        NpgsqlException { IsTransient: true } => true,
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException or EndOfStreamException } => true,
        _ => false,
    };

    private static Task Pause(int attempt, CancellationToken cancellation)
    {
        var pause = TimeSpan.FromMilliseconds(10 << Math.Min(attempt, 10));
        return Task.Delay(pause < LongestPause ? pause : LongestPause, TimeProvider.System, cancellation);
    }
}
