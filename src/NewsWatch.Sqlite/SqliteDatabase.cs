using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Stories;

namespace NewsWatch.Sqlite;

/// <summary>
/// One SQLite file: a single writer that commits what waits in one transaction, and readers beside it (WAL).
/// A write's task completes after its commit is on the disk.
/// </summary>
public sealed class SqliteDatabase : IAsyncDisposable
{
    private const int LongestBatch = 256;
    private const int MostReaders = 8;
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private readonly string _file;
    private readonly TimeProvider _clock;
    private readonly WritingWaits? _waits;
    private readonly Channel<PendingWrite> _writes = Channel.CreateBounded<PendingWrite>(
        new BoundedChannelOptions(10_000) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Channel<SqliteConnection> _readers = Channel.CreateBounded<SqliteConnection>(MostReaders);
    private readonly PreparingConnection _writer;
    private readonly Task _writing;

    private SqliteDatabase(string file, TimeProvider clock, WritingWaits? waits)
    {
        _file = file;
        _clock = clock;
        _waits = waits;
        _writer = Open(file, SqliteOpenMode.ReadWriteCreate);

        // secure_delete: Debian's library writes zeros over all that is freed, which FTS5's merges do by the gigabyte; here only where a
        // page is written anyway.
        _writer.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 8000; PRAGMA journal_size_limit = 64000000; PRAGMA cache_size = -32000; PRAGMA secure_delete = FAST;");
        Migrations.Apply(_writer);
        for (var i = 0; i < MostReaders; i++)
            _readers.Writer.TryWrite(Open(file, SqliteOpenMode.ReadWrite, "PRAGMA query_only = 1; PRAGMA cache_size = -2000;"));

        _writing = Task.Run(WriteLoop);
    }

    /// <summary>Decided articles by the decision's number and the registry that tagged them: stories are read far more often than they change.</summary>
    internal RecentRecords<(long Decision, string? Registry), StoryArticle> DecidedArticles { get; } = new(1_000);

    /// <summary>What the sources of large stories are counted from, by the decisions' numbers.</summary>
    internal RecentRecords<long, CountedMember> CountedMembers { get; } = new(50_000);

    /// <summary>The version of the SQLite library in use.</summary>
    public static string LibraryVersion => SqliteLibrary.Version;

    /// <summary>The injected clock's time in the form of the tables: milliseconds since 1970-01-01 UTC.</summary>
    public long Now => _clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Opens or creates the file and brings its schema up to date.</summary>
    /// <param name="file">The database's file.</param>
    /// <param name="clock">The time that rows are written with.</param>
    /// <param name="waits">How writes wait for a disk that takes none; null where they fail at once, as a command's should.</param>
    /// <exception cref="ConfigurationException">The file cannot be opened, is no database, or was written by a newer NewsWatch.</exception>
    public static SqliteDatabase Open(string file, TimeProvider clock, WritingWaits? waits = null)
    {
        SqliteLibrary.Load();
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder)
                Directory.CreateDirectory(folder);

            return new SqliteDatabase(file, clock, waits);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(
                file, null, $"the database cannot be opened ({error.Message}); check the folder, its rights and the free space", error);
        }
    }

    /// <summary>
    /// Runs in the next write transaction; other writes may share it, but a failure undoes this one alone. It may run again
    /// where the disk took nothing of the transaction, so it must do nothing but write.
    /// </summary>
    /// <exception cref="ConfigurationException">The disk is full, read-only or failing, or another process holds the file; nothing was changed.</exception>
    public async Task<T> Write<T>(Func<SqliteConnection, T> action, CancellationToken cancellation)
    {
        var write = new PendingWrite<T>(action);
        await _writes.Writer.WriteAsync(write, cancellation);
        return await write.Task;
    }

    /// <summary>Runs on a connection that cannot write, beside the writer, on what was committed when it began.</summary>
    public async Task<T> Read<T>(Func<SqliteConnection, T> query, CancellationToken cancellation)
    {
        var reader = await _readers.Reader.ReadAsync(cancellation);
        try
        {
            return query(reader);
        }
        finally
        {
            _readers.Writer.TryWrite(reader);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_writes.Writer.TryComplete())
            return;

        await _writing;
        _writer.Execute("PRAGMA wal_checkpoint(TRUNCATE);");
        await _writer.DisposeAsync();
        _readers.Writer.TryComplete();
        await foreach (var reader in _readers.Reader.ReadAllAsync())
            await reader.DisposeAsync();
    }

    public override string ToString() => _file;

    private static PreparingConnection Open(string file, SqliteOpenMode mode, string pragmas = "")
    {
        // Waiting for another process is SQLite's own part (busy_timeout); the driver would wait as long once more.
        var connection = new PreparingConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = 1 }.ToString());
        connection.Open();
        connection.Execute(
            $"PRAGMA busy_timeout = {BusyTimeout.TotalMilliseconds:0}; PRAGMA foreign_keys = 1; PRAGMA temp_store = MEMORY; {pragmas}");
        return connection;
    }

    private async Task WriteLoop()
    {
        var batch = new List<PendingWrite>(LongestBatch);
        while (await _writes.Reader.WaitToReadAsync())
        {
            while (batch.Count < LongestBatch && _writes.Reader.TryRead(out var write))
                batch.Add(write);

            await Commit(batch);
            batch.Clear();
        }
    }

    private async Task Commit(List<PendingWrite> batch)
    {
        SqliteException? error;
        while ((error = TryCommit(batch)) is not null)
        {
            if (WritingWaits.MayPass(error) && _waits is not null && await _waits.TryLater(_file, error))
                continue;

            // Nothing of the batch was kept, and every caller must know.
            foreach (var write in batch)
                write.Fail(WritingWaits.MayPass(error) ? new ConfigurationException(_file, null, WritingWaits.Words(_file, error), error) : error);

            break;
        }

        if (error is null)
            _waits?.Written(_file);

        foreach (var write in batch)
            write.Complete();
    }

    /// <summary>Runs and commits the batch. What was wrong where nothing of it was kept; null where it was.</summary>
    private SqliteException? TryCommit(List<PendingWrite> batch)
    {
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            foreach (var write in batch)
                RunAlone(write);

            _writer.Execute("COMMIT");
            return null;
        }
        catch (SqliteException error)
        {
            RollBack();
            return error;
        }
    }

    private void RunAlone(PendingWrite write)
    {
        _writer.Execute("SAVEPOINT one");
        try
        {
            write.Run(_writer);
        }
#pragma warning disable CA1031 // Whatever the action threw belongs to its caller, but for what concerns the whole batch; the others go on.
        catch (Exception error) when (error is not SqliteException of || !WritingWaits.MayPass(of))
#pragma warning restore CA1031
        {
            write.Fail(error);
            _writer.Execute("ROLLBACK TO one");
        }

        _writer.Execute("RELEASE one");
    }

    private void RollBack()
    {
        try
        {
            _writer.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself already: there is no transaction left to end.
        }
    }

    private abstract class PendingWrite
    {
        public abstract void Run(SqliteConnection connection);

        public abstract void Fail(Exception error);

        public abstract void Complete();
    }

    private sealed class PendingWrite<T>(Func<SqliteConnection, T> action) : PendingWrite
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;
        private ExceptionDispatchInfo? _error;

        public Task<T> Task => _done.Task;

        public override void Run(SqliteConnection connection)
        {
            _error = null;
            _result = action(connection);
        }

        public override void Fail(Exception error) => _error ??= ExceptionDispatchInfo.Capture(error);

        public override void Complete()
        {
            if (_error is { } error)
                _done.TrySetException(error.SourceException);
            else
                _done.TrySetResult(_result!);
        }
    }
}
