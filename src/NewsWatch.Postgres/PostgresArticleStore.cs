using Dapper;
using NewsWatch.Articles;
using NewsWatch.Feeds;
using NewsWatch.Tagging;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Articles, their versions and the tags of each version.</summary>
public sealed class PostgresArticleStore(PostgresDatabase database) : IArticleStore, ITagStore
{
    public Task<Entry?> OpenEntry(EntryFound fact, CancellationToken cancellation) =>
        Record<Entry>(
            """
            SELECT content FROM entries
            WHERE id = @Id AND EXISTS (SELECT 1 FROM work WHERE stage = 'read' AND id = @Id AND revision = @Revision AND NOT quarantined)
            """,
            fact, cancellation);

    public Task<Article?> Find(string id, CancellationToken cancellation) =>
        Record<Article>("SELECT article FROM articles WHERE id = @id", new { id }, cancellation);

    public Task<ArticleRead?> Add(Article article, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                if (await connection.ExecuteScalarAsync<bool>("SELECT EXISTS (SELECT 1 FROM articles WHERE id = @Id)", new { article.Id })
                    || !await Insert(connection, article))
                    return null;

                var fact = new ArticleRead(article.Id, article.Version);
                await PostgresWorkStore.Add(connection, [fact], database.Now);
                return fact;
            },
            cancellation);

    public Task<bool> Finish(Step step, CancellationToken cancellation) =>
        database.Write(connection => PostgresWorkStore.Take(connection, step, database.Now), cancellation);

    public Task<bool> Save(Article article, Step step, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                if (!await PostgresWorkStore.Take(connection, new Step(step.Done), database.Now) || !await Insert(connection, article))
                    return false;

                await PostgresWorkStore.Add(connection, step.Next, database.Now);
                return true;
            },
            cancellation);

    public Task<Article?> OpenArticle(ArticleRead fact, CancellationToken cancellation) =>
        Record<Article>(
            """
            SELECT article FROM article_versions
            WHERE article_id = @Id AND version = @Revision
              AND EXISTS (SELECT 1 FROM work WHERE stage = 'tag' AND id = @Id AND revision = @Revision AND NOT quarantined)
            """,
            fact, cancellation);

    public Task<Tags?> TagsOf(string articleId, CancellationToken cancellation) =>
        Record<Tags>(
            "SELECT tags FROM article_versions WHERE article_id = @articleId AND tags IS NOT NULL ORDER BY version DESC LIMIT 1",
            new { articleId }, cancellation);

    public Task<bool> Save(Tags tags, Step step, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                if (!await PostgresWorkStore.Take(connection, step, database.Now))
                    return false;

                await PostgresTagArchive.Write(connection, step.Done.Id, step.Done.Revision, tags, database.Now);
                return true;
            },
            cancellation);

    /// <summary>Writes a version. False, and nothing changed, where the same or a later one is there.</summary>
    private static async Task<bool> Insert(NpgsqlConnection connection, Article article) =>
        await connection.ExecuteAsync(
            """
            WITH latest AS (
                INSERT INTO articles (id, address, outlet_id, version, found_at, time, title, article)
                VALUES (@Id, @address, @outlet, @Version, @found, @time, @title, @json)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, title = excluded.title, article = excluded.article
                WHERE excluded.version > articles.version
                RETURNING id)
            INSERT INTO article_versions (article_id, version, found_at, article) SELECT id, @Version, @found, @json FROM latest
            """,
            new
            {
                article.Id,
                article.Version,
                address = Plain.Text(article.CanonicalUrl),
                outlet = Plain.Text(article.OutletId),
                found = article.FoundAt.ToUnixTimeMilliseconds(),
                time = article.Time.ToUnixTimeMilliseconds(),
                title = Plain.Text(article.Title),
                json = Json.Write(article),
            }) > 0;

    private Task<T?> Record<T>(string sql, object parameters, CancellationToken cancellation)
        where T : class =>
        database.Read(async connection => Json.Read<T>(await connection.ExecuteScalarAsync<string?>(sql, parameters)), cancellation);
}
