using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Adapters;

/// <summary>A disk that takes no more: a process that stays waits, a command says so.</summary>
public sealed class FullDiskTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-full-").FullName;

    /// <summary>A test that fails while a write waits must end too.</summary>
    private readonly CancellationTokenSource _stopping = new(TimeSpan.FromSeconds(30));

    private readonly WritingWaits _waits;

    public FullDiskTests() => _waits = new WritingWaits(NullLogger<WritingWaits>.Instance, _stopping.Token);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_write_waits_for_room_while_reading_goes_on_and_nothing_is_lost()
    {
        await using var database = Open(_waits);
        using var room = new ManualResetEventSlim();
        await Insert(database, "small", 10);
        await Fill(database);

        var large = database.Write(
            connection =>
            {
                if (room.IsSet)
                    connection.Execute("PRAGMA max_page_count = 100000");

                return connection.Execute("INSERT INTO things VALUES ('large', randomblob(4000000))");
            },
            Cancellation);
        var next = Insert(database, "next", 10);

        while (_waits.Problem is null)
            await Task.Yield();

        _waits.Problem.ShouldContain("full; make room");
        _waits.Problem.ShouldContain("newswatch.db");
        (await Names(database)).ShouldBe(["small"]);
        (large.IsCompleted, next.IsCompleted).ShouldBe((false, false));

        room.Set();
        (await large).ShouldBe(1);
        await next;
        (await Names(database)).ShouldBe(["large", "next", "small"]);
        _waits.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_process_that_ends_does_not_wait_for_room()
    {
        var database = Open(_waits);
        await Insert(database, "small", 10);
        await Fill(database);
        var large = Insert(database, "large", 4_000_000);
        while (_waits.Problem is null)
            await Task.Yield();

        await _stopping.CancelAsync();

        (await Should.ThrowAsync<ConfigurationException>(large)).Message.ShouldContain("full; make room");
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_command_is_told_at_once_where_and_what_to_do()
    {
        await using var database = Open(null);
        await Insert(database, "small", 10);
        await Fill(database);

        var error = await Should.ThrowAsync<ConfigurationException>(Insert(database, "large", 4_000_000));

        error.File.ShouldBe(Path.Combine(_folder, "newswatch.db"));
        error.Problem.ShouldContain("make room");
        (await Names(database)).ShouldBe(["small"]);
    }

    public ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private SqliteDatabase Open(WritingWaits? waits) => SqliteDatabase.Open(Path.Combine(_folder, "newswatch.db"), TimeProvider.System, waits);

    private static Task<int> Insert(SqliteDatabase database, string name, int size) =>
        database.Write(
            connection => connection.Execute(
                "CREATE TABLE IF NOT EXISTS things (name TEXT, bytes BLOB); INSERT INTO things VALUES (@name, randomblob(@size))", new { name, size }),
            Cancellation);

    private static Task<List<string>> Names(SqliteDatabase database) =>
        database.Read(connection => connection.Query<string>("SELECT name FROM things ORDER BY name").AsList(), Cancellation);

    /// <summary>As if the disk ended a few pages after what is there.</summary>
    private static Task<int> Fill(SqliteDatabase database) =>
        database.Write(
            connection => connection.Execute($"PRAGMA max_page_count = {connection.ExecuteScalar<int>("PRAGMA page_count") + 20}"), Cancellation);
}
