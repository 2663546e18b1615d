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
