using NewsWatch.Articles;
using NewsWatch.Tagging;
using NewsWatch.Tests.Adapters;

namespace NewsWatch.Tests.Tagging;

/// <summary>A store with a few tagged articles, in a folder of its own.</summary>
internal sealed class StoredTags : IAsyncDisposable
{
    private readonly StoreUnderTest _stored;

    public StoredTags(Adapter adapter = Adapter.Sqlite)
    {
        _stored = new StoreUnderTest(adapter, new SteppedClock(Now));

        // Opened, so that it is there for commands, although nothing may be stored in it.
        _ = Archive;
    }

    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public string Folder => _stored.Folder;

    public IWorkStore Work => _stored.Work;

    public ITagArchive Archive => _stored.Archive;

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
        var read = (await _stored.Articles.Add(article, Cancellation)).ShouldNotBeNull();
        (await _stored.Tags.Save(tagger.Tag(title, text, "en"), new Step(read, new ArticleTagged(read.Id, read.Revision)), Cancellation)).ShouldBeTrue();
        return article;
    }

    public ValueTask DisposeAsync() => _stored.DisposeAsync();
}
