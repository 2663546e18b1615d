using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using NewsWatch.Articles;
using NewsWatch.Sqlite;

namespace NewsWatch.Tests.Adapters;

/// <summary>What the embedded store's one writer must hold beyond what every store does.</summary>
public sealed class SqliteWriterTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newswatch-writer-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_failing_write_undoes_itself_and_not_its_neighbours()
    {
        await using var database = SqliteDatabase.Open(Path.Combine(_folder.FullName, "newswatch.db"), TimeProvider.System);
        var articles = new SqliteArticleStore(database);

        var failing = database.Write<int>(_ => throw new InvalidOperationException("no"), Cancellation);
        var neighbours = Enumerable.Range(0, 20).Select(i => articles.Add(Article($"n{i}"), Cancellation)).ToList();

        await Should.ThrowAsync<InvalidOperationException>(failing);
        (await Task.WhenAll(neighbours)).ShouldAllBe(fact => fact != null);
    }

    [Fact]
    public async Task A_database_that_another_process_holds_is_waited_for_and_nothing_is_lost()
    {
        var waits = new WritingWaits(NullLogger<WritingWaits>.Instance, Cancellation);
        await using var database = SqliteDatabase.Open(Path.Combine(_folder.FullName, "newswatch.db"), TimeProvider.System, waits);
        var articles = new SqliteArticleStore(database);
        await articles.Add(Article("before"), Cancellation);
        await database.Write(connection => connection.Execute("PRAGMA busy_timeout = 20"), Cancellation);

        Task<ArticleRead?> write;
        using (var other = Another())
        {
            other.Execute("BEGIN EXCLUSIVE");
            write = articles.Add(Article("meanwhile"), Cancellation);
            while (waits.Problem is null)
                await Task.Yield();

            waits.Problem.ShouldContain("another process holds");
            waits.Problem.ShouldContain("newswatch.db");
            (await articles.Find(Article("before").Id, Cancellation)).ShouldNotBeNull("reading goes on");
            write.IsCompleted.ShouldBeFalse();
            other.Execute("ROLLBACK");
        }

        (await write).ShouldNotBeNull();
        waits.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_log_that_grew_beneath_a_long_reading_becomes_small_again()
    {
        var file = Path.Combine(_folder.FullName, "newswatch.db");
        await using var database = SqliteDatabase.Open(file, TimeProvider.System);
        await Fill(database, 1);
        using (var reader = Another())
        {
            reader.Execute("BEGIN; SELECT count(*) FROM filling");
            await Fill(database, 100);
            new FileInfo($"{file}-wal").Length.ShouldBeGreaterThan(100_000_000);
            reader.Execute("COMMIT");
        }

        await Fill(database, 40);
        await Fill(database, 1);
        new FileInfo($"{file}-wal").Length.ShouldBeLessThan(70_000_000);
    }

    private static Task<int> Fill(SqliteDatabase database, int megabytes) => database.Write(
        connection =>
        {
            connection.Execute("CREATE TABLE IF NOT EXISTS filling (bytes BLOB)");
            for (var i = 0; i < megabytes; i++)
                connection.Execute("INSERT INTO filling VALUES (zeroblob(1000000))");

            return connection.Execute("DELETE FROM filling");
        },
        Cancellation);

    private SqliteConnection Another()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.FullName, "newswatch.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static Article Article(string name) => new()
    {
        Id = Ids.Derive("article", name),
        CanonicalUrl = $"https://paper.example/{name}",
        OutletId = "paper",
        OutletName = "Paper",
        Title = "A headline",
        Text = "Words.",
        FoundAt = DateTimeOffset.UnixEpoch,
    };
}
