using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Articles;
using NewsWatch.Search.Exports;
using NewsWatch.Stories;

namespace NewsWatch.Sqlite;

/// <summary>The past, read from decisions and versions.</summary>
public sealed class SqliteSnapshots(SqliteDatabase database) : ISnapshots
{
    public async IAsyncEnumerable<ExportRow> After(long decision, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = await database.Read(
            connection => connection.Query<(string? Story, long Number)>(
                """
                SELECT d.story_id, d.number FROM decisions d
                WHERE d.number IN (SELECT max(number) FROM decisions WHERE number <= @decision GROUP BY article_id)
                ORDER BY coalesce(d.story_id, d.article_id), d.number
                """,
                new { decision }).AsList(),
            cancellation);
        for (var from = 0; from < all.Count;)
        {
            var to = from + 1;
            while (to < all.Count && all[from].Story is not null && all[to].Story == all[from].Story)
                to++;

            var (story, numbers) = (all[from].Story, all[from..to].ConvertAll(row => row.Number));
            foreach (var row in await database.Read(connection => Rows(connection, story, numbers, decision), cancellation))
                yield return row;

            from = to;
        }
    }

    private static List<ExportRow> Rows(SqliteConnection connection, string? storyId, List<long> numbers, long decision)
    {
        // One at a time: a story may have more articles than a statement may have parameters.
        var articles = numbers.ConvertAll(number => connection.QuerySingle<(string Article, string Tags, string Decision)>(
            """
            SELECT v.article, v.tags, d.decision
            FROM decisions d JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE d.number = @number
            """,
            new { number })).ConvertAll(row =>
            {
                var candidate = SqliteStoryStore.ToCandidate(row.Article, row.Tags);
                return new StoryArticle(candidate.Article, candidate.Tags, Json.Read<Decision>(row.Decision)!);
            });
        articles = [.. articles.OrderBy(article => article.Article.Time).ThenBy(article => article.Article.Id, StringComparer.Ordinal)];
        var view = storyId is null ? null : View(connection, storyId, articles, decision);
        return articles.ConvertAll(article => new ExportRow(article.Article, article.Tags, article.Decision, view, Versions(connection, article.Article)));
    }

    private static StoryView View(SqliteConnection connection, string storyId, List<StoryArticle> articles, long decision)
    {
        // By article: a development goes with its article to another story when a later decision moves it.
        var developments = articles.SelectMany(article => connection.Query<(string Development, long At)>(
            "SELECT development, at FROM developments WHERE article_id = @Id AND decision <= @decision ORDER BY at, id",
            new { article.Article.Id, decision })
            .Select(row => new ToldDevelopment(Json.Read<Development>(row.Development)!, article.Article.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.At))));
        var first = articles[0].Article;
        var title = connection.ExecuteScalar<string?>("SELECT title FROM stories WHERE id = @storyId", new { storyId }) ?? first.Title;
        return new StoryView(storyId, title, first.Time, first.Time, decision, articles, [.. developments]);
    }

    private static List<(int Version, DateTimeOffset FoundAt)> Versions(SqliteConnection connection, Article article) =>
    [
        .. connection.Query<(int Version, long At)>(
            "SELECT version, found_at FROM article_versions WHERE article_id = @Id AND version <= @Version ORDER BY version", article)
            .Select(row => (row.Version, DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
    ];
}
