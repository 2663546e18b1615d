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
                await Write(
                    connection,
                    [.. tagged.Select(one => new VersionTags(one.Article.Id, one.Article.Version, one.Tags, one.Article.FoundAt.ToUnixTimeMilliseconds()))]);
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

    /// <summary>Writes the tags of versions, and what of them nobody knows: of an article that is here twice, what its last version says.</summary>
    internal static async Task Write(NpgsqlConnection connection, IReadOnlyList<VersionTags> tagged)
    {
        if (tagged.Count == 0)
            return;

        var latest = tagged.GroupBy(one => one.ArticleId).Select(same => same.MaxBy(one => one.Version)!).ToList();
        var names = latest.Where(one => one.Tags.InScope).SelectMany(one => one.Tags.Mentions.Where(mention => mention.EntityId is null)
            .GroupBy(mention => (Name: Plain.Text(mention.Name)!, mention.Type))
            .Select(name => (name.Key.Name, name.Key.Type, one.ArticleId, Mentions: name.Count(), one.FoundAt))).ToList();
        await connection.ExecuteAsync(
            """
            UPDATE article_versions v SET tags = t.tags, registry = t.registry
            FROM unnest(@articles, @versions, @tags, @registries) AS t (article, version, tags, registry)
            WHERE v.article_id = t.article AND v.version = t.version;
            DELETE FROM candidate_names WHERE article_id = ANY (@latest);
            INSERT INTO candidate_names (name, type, article_id, mentions, found_at)
            SELECT * FROM unnest(@names, @types, @namedBy, @mentions, @found)
            """,
            new
            {
                articles = tagged.Select(one => one.ArticleId).ToArray(),
                versions = tagged.Select(one => (int)one.Version).ToArray(),
                tags = tagged.Select(one => Json.Write(one.Tags)).ToArray(),
                registries = tagged.Select(one => one.Tags.Registry).ToArray(),
                latest = latest.ConvertAll(one => one.ArticleId).ToArray(),
                names = names.ConvertAll(name => name.Name).ToArray(),
                types = names.ConvertAll(name => name.Type.ToString()).ToArray(),
                namedBy = names.ConvertAll(name => name.ArticleId).ToArray(),
                mentions = names.ConvertAll(name => name.Mentions).ToArray(),
                found = names.ConvertAll(name => name.FoundAt).ToArray(),
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

/// <summary>The tags of one version of an article, and when its names were found.</summary>
internal sealed record VersionTags(string ArticleId, long Version, Tags Tags, long FoundAt);
