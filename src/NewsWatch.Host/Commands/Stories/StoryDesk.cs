using System.Globalization;
using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Host.Commands.Stories;

/// <summary>What the <c>stories</c> commands do, over the store.</summary>
internal sealed class StoryDesk(IStoryStore store, bool json, TextWriter output, CancellationToken cancellation)
{
    public async Task List(int limit)
    {
        if (limit < 1)
            throw new InvalidStoryActException($"--limit {limit} shows nothing; give a number from 1");

        foreach (var story in await store.Latest(limit, cancellation))
            await output.WriteLineAsync(json
                ? StoryJson.Text(StoryJson.Row(story))
                : string.Create(CultureInfo.InvariantCulture, $"{story.Id}  {story.ChangedAt:yyyy-MM-dd HH:mm}  {story.Members.Count(),3} articles {story.IndependentSources,3} sources  {story.Title}"));
    }

    public async Task Show(string name)
    {
        var story = await StoryOf(name);
        var edits = new List<(Article After, IReadOnlyList<ChangedPassage> Changes)>();
        foreach (var article in story.Articles.Where(article => article.Article.Version > 1))
        {
            var versions = await store.VersionsOf(article.Article.Id, cancellation);
            edits.AddRange(versions.Zip(versions.Skip(1), (before, after) => (after, VersionDiff.Of(before, after))));
        }

        await output.WriteAsync(json ? StoryJson.Text(StoryJson.Whole(story, edits)) + "\n" : StoryText.Of(story, edits));
    }

    public async Task Why(string name)
    {
        var articleId = await ArticleIdOf(name);
        var decisions = await store.DecisionsOn(articleId, cancellation);
        var versions = await store.VersionsOf(articleId, cancellation);
        await output.WriteAsync(json ? StoryJson.Text(StoryJson.Why(versions[^1], decisions)) + "\n" : StoryText.Why(versions[^1], decisions));
    }

    public async Task Split(string name, IReadOnlyList<string> articles)
    {
        var story = await StoryOf(name);
        var ids = new List<string>();
        foreach (var article in articles)
            ids.Add(story.Articles.FirstOrDefault(row => Names(row.Article, article))?.Article.Id ?? await ArticleIdOf(article));

        await Tell(await store.Save(StoryEditing.Split(story, ids), cancellation));
    }

    public async Task Merge(string name, string other) =>
        await Tell(await store.Save(StoryEditing.Merge(await StoryOf(name), await StoryOf(other)), cancellation));

    public async Task Undo(long? number)
    {
        number ??= (await store.Acts(int.MaxValue, cancellation)).FirstOrDefault(act => act.UndoneAt is null)?.Number
            ?? throw new InvalidStoryActException("nothing stands that could be undone");
        if (await store.Undo(number.Value, cancellation) is not { } undone)
            throw new InvalidStoryActException($"there is no act {number}, or it was undone before");

        await Tell(undone);
    }

    private async Task Tell(SavedAct saved) =>
        await output.WriteLineAsync(json ? StoryJson.Text(StoryJson.Act(saved)) : StoryText.Act(saved));

    /// <summary>The story with this id, the only one whose id begins so, or the one that an article is in.</summary>
    private async Task<StoryView> StoryOf(string name)
    {
        if (await store.Find(name, cancellation) is { Articles.Count: > 0 } story)
            return story;

        if (await store.StoryIdOf(name, cancellation) is { } id && await store.Find(id, cancellation) is { } found)
            return found;

        throw new InvalidStoryActException($"'{name}' names no story: give its id or the beginning of it, or an article's id or address; `newswatch stories list` shows the latest");
    }

    private async Task<string> ArticleIdOf(string name) =>
        await store.ArticleIdOf(name, cancellation)
        ?? throw new InvalidStoryActException($"'{name}' names no article that was decided on: give its id, the beginning of it, or its address");

    private static bool Names(Article article, string name) =>
        article.CanonicalUrl == name || (name.Length >= 4 && article.Id.StartsWith(name, StringComparison.Ordinal));
}
