using System.Runtime.CompilerServices;
using Dapper;
using NewsWatch.Articles;
using NewsWatch.Search.Exports;
using NewsWatch.Stories;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>The past, read from decisions and versions.</summary>
public sealed class PostgresSnapshots(PostgresDatabase database) : ISnapshots
{
    public async IAsyncEnumerable<ExportRow> After(long decision, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var all = await database.Read(
            async connection => (await connection.QueryAsync<(string? Story, long Number)>(
                """
                SELECT d.story_id, d.number FROM decisions d
                WHERE d.number IN (SELECT max(number) FROM decisions WHERE number <= @decision GROUP BY article_id)
                ORDER BY coalesce(d.story_id, d.article_id), d.number
                """,
                new { decision })).AsList(),
            cancellation);
        for (var from = 0; from < all.Count;)
        {
            var to = from + 1;
            while (to < all.Count && all[from].Story is not null && all[to].Story == all[from].Story)
                to++;

            var (story, numbers) = (all[from].Story, all[from..to].ConvertAll(row => row.Number).ToArray());
            foreach (var row in await database.Read(connection => Rows(connection, story, numbers, decision), cancellation))
                yield return row;

            from = to;
        }
    }

    private static async Task<List<ExportRow>> Rows(NpgsqlConnection connection, string? storyId, long[] numbers, long decision)
    {
        var articles = (await connection.QueryAsync<(string Article, string Tags, string Decision)>(
            """
            SELECT v.article, v.tags, d.decision
            FROM decisions d JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE d.number = ANY (@numbers)
            """,
            new { numbers })).Select(StoryRows.ToStoryArticle)
            .OrderBy(article => article.Article.Time).ThenBy(article => article.Article.Id, StringComparer.Ordinal).ToList();
        var view = storyId is null ? null : await View(connection, storyId, articles, decision);
        var rows = new List<ExportRow>(articles.Count);
        foreach (var article in articles)
            rows.Add(new ExportRow(article.Article, article.Tags, article.Decision, view, await Versions(connection, article.Article)));

        return rows;
    }

    private static async Task<StoryView> View(NpgsqlConnection connection, string storyId, List<StoryArticle> articles, long decision)
    {
        // By article: a development goes with its article to another story when a later decision moves it.
        var told = (await connection.QueryAsync<(string ArticleId, string Development, long At)>(
            """
            SELECT article_id, development, at FROM developments
            WHERE article_id = ANY (@ids) AND decision <= @decision ORDER BY at, id
            """,
            new { ids = articles.ConvertAll(article => article.Article.Id).ToArray(), decision })).ToLookup(row => row.ArticleId);
        var developments = articles.SelectMany(article => told[article.Article.Id])
            .Select(row => new ToldDevelopment(Json.Read<Development>(row.Development)!, row.ArticleId, DateTimeOffset.FromUnixTimeMilliseconds(row.At)));
        var first = articles[0].Article;
        var title = await connection.ExecuteScalarAsync<string?>("SELECT title FROM stories WHERE id = @storyId", new { storyId }) ?? first.Title;
        return new StoryView(storyId, title, first.Time, first.Time, decision, articles, [.. developments]);
    }

    private static async Task<List<(int Version, DateTimeOffset FoundAt)>> Versions(NpgsqlConnection connection, Article article) =>
    [
        .. (await connection.QueryAsync<(int Version, long At)>(
            "SELECT version, found_at FROM article_versions WHERE article_id = @Id AND version <= @Version ORDER BY version", new { article.Id, article.Version }))
            .Select(row => (row.Version, DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
    ];
}
