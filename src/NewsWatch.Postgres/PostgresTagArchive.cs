using Dapper;
using NewsWatch.Articles;
using NewsWatch.Tagging;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Tags by registry, unknown names, and the runs that tagged all articles again.</summary>
public sealed class PostgresTagArchive(PostgresDatabase database) : ITagArchive
{
    private const string Latest =
        """
        FROM articles a JOIN article_versions v ON v.article_id = a.id AND v.version = a.version
        WHERE v.tags IS NOT NULL
        """;

    private const string Names =
        """
        SELECT name, type, count(*) AS articles, sum(mentions) AS mentions, min(found_at) AS first, min(article_id) AS article
        FROM candidate_names
        """;

    public Task<TaggedArticle?> Find(string article, CancellationToken cancellation) =>
        database.Read(
            async connection =>
            {
                // One past the prefix, so that the key's index serves; ids are lower-case letters and digits.
                var rows = (await connection.QueryAsync<(string, string, string?)>(
                    $"SELECT v.article, v.tags, v.registry {Latest} AND (a.id = @article OR a.address = @article OR (a.id > @article AND a.id < @article || '~')) ORDER BY a.id LIMIT 2",
                    new { article = Plain.Text(article) })).AsList();
                return rows.Count == 1 || (rows.Count > 1 && Tagged(rows[0]).Article.Id == article) ? Tagged(rows[0]) : null;
            },
            cancellation);

    public Task<int> CountStale(string registry, CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalarAsync<int>($"SELECT count(*)::integer {Latest} AND v.registry IS DISTINCT FROM @registry", new { registry }),
            cancellation);

    public Task<IReadOnlyList<TaggedArticle>> Stale(string registry, string after, int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<TaggedArticle>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(string, string, string?)>(
                    $"SELECT v.article, v.tags, v.registry {Latest} AND v.registry IS DISTINCT FROM @registry AND a.id > @after ORDER BY a.id LIMIT @limit",
                    new { registry, after, limit })).Select(Tagged),
            ],
            cancellation);

    public Task Replace(IReadOnlyList<TaggedArticle> tagged, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                foreach (var one in tagged)
                    await Write(connection, one.Article.Id, one.Article.Version, one.Tags, one.Article.FoundAt.ToUnixTimeMilliseconds());

                return true;
            },
            cancellation);

    public Task<string?> LastRegistry(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalarAsync<string?>("SELECT registry FROM retaggings ORDER BY number DESC LIMIT 1"), cancellation);

    public Task Finished(string registry, RetagReport report, CancellationToken cancellation) =>
        database.Write(
            connection => connection.ExecuteAsync(
                "INSERT INTO retaggings (registry, finished_at, report) VALUES (@registry, @now, @report)",
                new { registry, now = database.Now, report = Json.Write(report) }),
            cancellation);

    public Task<IReadOnlyList<CandidateEntity>> Candidates(int leastArticles, int limit, CancellationToken cancellation) =>
        Named(
            $"{Names} GROUP BY name, type HAVING count(*) >= @leastArticles ORDER BY articles DESC, mentions DESC, name LIMIT @limit",
            new { leastArticles, limit }, cancellation);

    public Task<IReadOnlyList<CandidateEntity>> CandidatesNamed(string name, CancellationToken cancellation) =>
        Named(
            $"{Names} WHERE name = @name GROUP BY name, type ORDER BY articles DESC, mentions DESC, type", new { name = Plain.Text(name) }, cancellation);

    /// <summary>Writes a version's tags, and what of them nobody knows.</summary>
    internal static async Task Write(NpgsqlConnection connection, string article, long version, Tags tags, long foundAt)
    {
        await connection.ExecuteAsync(
            "UPDATE article_versions SET tags = @tags, registry = @Registry WHERE article_id = @article AND version = @version",
            new { tags = Json.Write(tags), tags.Registry, article, version });
        await connection.ExecuteAsync("DELETE FROM candidate_names WHERE article_id = @article", new { article });
        if (!tags.InScope)
            return;

        var names = tags.Mentions.Where(mention => mention.EntityId is null)
            .GroupBy(mention => (Name: Plain.Text(mention.Name)!, mention.Type)).ToList();
        if (names.Count > 0)
            await connection.ExecuteAsync(
                """
                INSERT INTO candidate_names (name, type, article_id, mentions, found_at)
                SELECT name, type, @article, mentions, @foundAt FROM unnest(@names, @types, @mentions) AS n (name, type, mentions)
                """,
                new
                {
                    article,
                    foundAt,
                    names = names.ConvertAll(name => name.Key.Name).ToArray(),
                    types = names.ConvertAll(name => name.Key.Type.ToString()).ToArray(),
                    mentions = names.ConvertAll(name => name.Count()).ToArray(),
                });
    }

    private Task<IReadOnlyList<CandidateEntity>> Named(string sql, object parameters, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<CandidateEntity>>(
            async connection => [.. (await connection.QueryAsync<(string, string, long, long, long, string)>(sql, parameters)).Select(Candidate)],
            cancellation);

    private static TaggedArticle Tagged((string Article, string Tags, string? Registry) row) => new(Json.Read<Article>(row.Article)!, Json.Read<Tags>(row.Tags)!, row.Registry);

    private static CandidateEntity Candidate((string Name, string Type, long Articles, long Mentions, long First, string Article) row) => new(
        row.Name, Enum.Parse<EntityType>(row.Type), (int)row.Articles, (int)row.Mentions, DateTimeOffset.FromUnixTimeMilliseconds(row.First), row.Article);
}
