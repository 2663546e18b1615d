using NewsWatch.Articles;
using NewsWatch.Sqlite;
using NewsWatch.Tagging;

namespace NewsWatch.Tests.Tagging;

/// <summary>A store with a few tagged articles, in a folder of its own.</summary>
internal sealed class StoredTags : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newswatch-tags-");
    private readonly SqliteArticleStore _articles;

    public StoredTags()
    {
        Database = SqliteDatabase.Open(Path.Combine(_folder.FullName, "newswatch.db"), new SteppedClock(Now));
        _articles = new SqliteArticleStore(Database);
        Archive = new SqliteTagArchive(Database);
    }

    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public string Folder => _folder.FullName;

    public SqliteDatabase Database { get; }

    public SqliteTagArchive Archive { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Adds an article and tags it as the stage would.</summary>
    public async Task<Article> Add(string name, string title, string text, Tagger tagger)
    {
        var article = new Article
        {
            Id = Ids.Derive("article", name),
            CanonicalUrl = $"https://fen.example/{name}",
            OutletId = "fen",
            OutletName = "Fen Gazette",
            Title = title,
            Text = text,
            FoundAt = Now,
        };
        var read = (await _articles.Add(article, Cancellation)).ShouldNotBeNull();
        (await _articles.Save(tagger.Tag(title, text, "en"), new Step(read, new ArticleTagged(read.Id, read.Revision)), Cancellation)).ShouldBeTrue();
        return article;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
