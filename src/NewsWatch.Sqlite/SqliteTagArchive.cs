using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Articles;
using NewsWatch.Tagging;

namespace NewsWatch.Sqlite;

/// <summary>Tags by registry, unknown names, and the runs that tagged all articles again.</summary>
public sealed class SqliteTagArchive(SqliteDatabase database) : ITagArchive
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
            connection =>
            {
                // One past the prefix, so that the key's index serves; ids are lower-case letters and digits.
                var rows = connection.Query<(string, string, string?)>(
                    $"SELECT v.article, v.tags, v.registry {Latest} AND (a.id = @article OR a.address = @article OR (a.id > @article AND a.id < @article || '~')) ORDER BY a.id LIMIT 2",
                    new { article }).AsList();
                return rows.Count == 1 || (rows.Count > 1 && Tagged(rows[0]).Article.Id == article) ? Tagged(rows[0]) : null;
            },
            cancellation);

    public Task<int> CountStale(string registry, CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalar<int>($"SELECT count(*) {Latest} AND v.registry IS NOT @registry", new { registry }), cancellation);

    public Task<IReadOnlyList<TaggedArticle>> Stale(string registry, string after, int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<TaggedArticle>>(
            connection =>
            [
                .. connection.Query<(string, string, string?)>(
                    $"SELECT v.article, v.tags, v.registry {Latest} AND v.registry IS NOT @registry AND a.id > @after ORDER BY a.id LIMIT @limit",
                    new { registry, after, limit }).Select(Tagged),
            ],
            cancellation);

    public Task Replace(IReadOnlyList<TaggedArticle> tagged, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                foreach (var one in tagged)
                    Write(connection, one.Article.Id, one.Article.Version, one.Tags, one.Article.FoundAt.ToUnixTimeMilliseconds());

                return true;
            },
            cancellation);

    public Task<string?> LastRegistry(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalar<string?>("SELECT registry FROM retaggings ORDER BY number DESC LIMIT 1"), cancellation);

    public Task Finished(string registry, RetagReport report, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                "INSERT INTO retaggings (registry, finished_at, report) VALUES (@registry, @now, @report)",
                new { registry, now = database.Now, report = Json.Write(report) }),
            cancellation);

    public Task<IReadOnlyList<CandidateEntity>> Candidates(int leastArticles, int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<CandidateEntity>>(
            connection =>
            [
                .. connection.Query<(string, string, long, long, long, string)>(
                    $"{Names} GROUP BY name, type HAVING count(*) >= @leastArticles ORDER BY articles DESC, mentions DESC, name LIMIT @limit",
                    new { leastArticles, limit }).Select(Candidate),
            ],
            cancellation);

    public Task<IReadOnlyList<CandidateEntity>> CandidatesNamed(string name, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<CandidateEntity>>(
            connection =>
            [
                .. connection.Query<(string, string, long, long, long, string)>($"{Names} WHERE name = @name GROUP BY name, type ORDER BY articles DESC, mentions DESC, type", new { name })
                    .Select(Candidate),
            ],
            cancellation);

    /// <summary>Writes a version's tags, and what of them nobody knows.</summary>
    internal static void Write(SqliteConnection connection, string article, long version, Tags tags, long foundAt)
    {
        connection.Execute(
            "UPDATE article_versions SET tags = @tags, registry = @Registry WHERE article_id = @article AND version = @version",
            new { tags = Json.Write(tags), tags.Registry, article, version });
        connection.Execute("DELETE FROM candidate_names WHERE article_id = @article", new { article });
        if (!tags.InScope)
            return;

        foreach (var name in tags.Mentions.Where(mention => mention.EntityId is null).GroupBy(mention => (mention.Name, mention.Type)))
            connection.Execute(
                "INSERT INTO candidate_names (name, type, article_id, mentions, found_at) VALUES (@Name, @type, @article, @mentions, @foundAt)",
                new { name.Key.Name, type = name.Key.Type.ToString(), article, mentions = name.Count(), foundAt });
    }

    private static TaggedArticle Tagged((string Article, string Tags, string? Registry) row) => new(Json.Read<Article>(row.Article)!, Json.Read<Tags>(row.Tags)!, row.Registry);

    private static CandidateEntity Candidate((string Name, string Type, long Articles, long Mentions, long First, string Article) row) => new(
        row.Name, Enum.Parse<EntityType>(row.Type), (int)row.Articles, (int)row.Mentions, DateTimeOffset.FromUnixTimeMilliseconds(row.First), row.Article);
}
