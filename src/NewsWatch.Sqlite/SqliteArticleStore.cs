using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Articles;
using NewsWatch.Feeds;
using NewsWatch.Tagging;

namespace NewsWatch.Sqlite;

/// <summary>Articles, their versions and the tags of each version.</summary>
public sealed class SqliteArticleStore(SqliteDatabase database) : IArticleStore, ITagStore
{
    public Task<Entry?> OpenEntry(EntryFound fact, CancellationToken cancellation) =>
        database.Read(
            connection => Json.Read<Entry>(connection.ExecuteScalar<string?>(
                """
                SELECT content FROM entries
                WHERE id = @Id AND EXISTS (SELECT 1 FROM work WHERE stage = 'read' AND id = @Id AND revision = @Revision AND quarantined = 0)
                """,
                fact)),
            cancellation);

    public Task<Article?> Find(string id, CancellationToken cancellation) =>
        database.Read(
            connection => Json.Read<Article>(connection.ExecuteScalar<string?>("SELECT article FROM articles WHERE id = @id", new { id })),
            cancellation);

    public Task<ArticleRead?> Add(Article article, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM articles WHERE id = @Id)", article))
                    return null;

                Insert(connection, article);
                var fact = new ArticleRead(article.Id, article.Version);
                SqliteWorkStore.Add(connection, fact, database.Now);
                return fact;
            },
            cancellation);

    public Task<bool> Finish(Step step, CancellationToken cancellation) =>
        database.Write(connection => SqliteWorkStore.Take(connection, step, database.Now), cancellation);

    public Task<bool> Save(Article article, Step step, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                var stored = connection.ExecuteScalar<int?>("SELECT version FROM articles WHERE id = @Id", article) ?? 0;
                var newer = article.Version > stored;
                if (!SqliteWorkStore.Take(connection, newer ? step : new Step(step.Done), database.Now) || !newer)
                    return false;

                Insert(connection, article);
                return true;
            },
            cancellation);

    public Task<Article?> OpenArticle(ArticleRead fact, CancellationToken cancellation) =>
        database.Read(
            connection => Json.Read<Article>(connection.ExecuteScalar<string?>(
                """
                SELECT article FROM article_versions
                WHERE article_id = @Id AND version = @Revision
                  AND EXISTS (SELECT 1 FROM work WHERE stage = 'tag' AND id = @Id AND revision = @Revision AND quarantined = 0)
                """,
                fact)),
            cancellation);

    public Task<Tags?> TagsOf(string articleId, CancellationToken cancellation) =>
        database.Read(
            connection => Json.Read<Tags>(connection.ExecuteScalar<string?>(
                "SELECT tags FROM article_versions WHERE article_id = @articleId AND tags IS NOT NULL ORDER BY version DESC LIMIT 1",
                new { articleId })),
            cancellation);

    public Task<bool> Save(Tags tags, Step step, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (!SqliteWorkStore.Take(connection, step, database.Now))
                    return false;

                SqliteTagArchive.Write(connection, step.Done.Id, step.Done.Revision, tags, database.Now);
                return true;
            },
            cancellation);

    internal static void Insert(SqliteConnection connection, Article article)
    {
        var row = new
        {
            article.Id,
            article.CanonicalUrl,
            article.OutletId,
            article.Version,
            found = article.FoundAt.ToUnixTimeMilliseconds(),
            time = article.Time.ToUnixTimeMilliseconds(),
            json = Json.Write(article),
        };
        connection.Execute(
            """
            INSERT INTO articles (id, address, outlet_id, version, found_at, time, article)
            VALUES (@Id, @CanonicalUrl, @OutletId, @Version, @found, @time, @json)
            ON CONFLICT (id) DO UPDATE SET version = excluded.version, article = excluded.article;
            INSERT INTO article_versions (article_id, version, found_at, article) VALUES (@Id, @Version, @found, @json);
            """,
            row);
    }
}
