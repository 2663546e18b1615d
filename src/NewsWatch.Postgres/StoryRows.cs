using Dapper;
using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>The rows of decisions and stories: written in one order, read as records.</summary>
internal static class StoryRows
{
    /// <summary>
    /// Stands in line with all who write decisions, until the transaction ends, and says which decision is the newest: nobody writes
    /// one meanwhile, and one made on older knowledge is seen to be.
    /// </summary>
    public static async Task<long> Newest(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync(Locks.Take, new { key = Locks.Decisions });
        return await connection.ExecuteScalarAsync<long?>("SELECT max(number) FROM decisions") ?? 0;
    }

    /// <summary>Writes a decision down and lets it stand. A revision takes what its article told along to the article's story.</summary>
    public static async Task<StoryChanged> Insert(NpgsqlConnection connection, Decision decision, bool revises, long now)
    {
        var number = await connection.ExecuteScalarAsync<long>(
            """
            INSERT INTO decisions (article_id, version, story_id, revises, decided_at, decision)
            VALUES (@ArticleId, @Version, @StoryId, @revises, @now, @json) RETURNING number
            """,
            new { decision.ArticleId, decision.Version, decision.StoryId, revises, now, json = Json.Write(decision) });
        await connection.ExecuteAsync(
            """
            INSERT INTO story_articles (article_id, story_id, role, time, decision, arrived)
            SELECT @ArticleId, @StoryId, @role, time, @number, @number FROM articles WHERE id = @ArticleId
            ON CONFLICT (article_id) DO UPDATE
            SET story_id = excluded.story_id, role = excluded.role, decision = excluded.decision,
                arrived = CASE WHEN (SELECT version FROM decisions WHERE number = story_articles.decision) = @Version
                               THEN story_articles.arrived ELSE excluded.arrived END
            """,
            new { decision.ArticleId, decision.Version, decision.StoryId, role = decision.Role.ToString(), number });
        if (decision.StoryId is null)
            return new StoryChanged(decision.ArticleId, number);

        await connection.ExecuteAsync(
            """
            INSERT INTO stories (id, title, opened_at, changed_at, revision)
            SELECT @StoryId, title, time, @now, @number FROM articles WHERE id = @ArticleId
            ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, revision = excluded.revision
            """,
            new { decision.StoryId, decision.ArticleId, now, number });
        if (revises)
            await connection.ExecuteAsync(
                "UPDATE developments SET story_id = @StoryId WHERE article_id = @ArticleId AND story_id <> @StoryId",
                new { decision.StoryId, decision.ArticleId });
        else if (decision.Developments.Count > 0)
            await connection.ExecuteAsync(
                """
                INSERT INTO developments (id, story_id, decision, article_id, at, development)
                SELECT id, @StoryId, @number, @ArticleId, @now, development FROM unnest(@ids, @jsons) AS d (id, development)
                ON CONFLICT DO NOTHING
                """,
                new
                {
                    decision.StoryId,
                    number,
                    decision.ArticleId,
                    now,
                    ids = decision.Developments.Select(development => development.Id).ToArray(),
                    jsons = decision.Developments.Select(Json.Write).ToArray(),
                });

        return new StoryChanged(decision.StoryId, number);
    }

    /// <summary>A story as it stands; null where there is none.</summary>
    public static async Task<StoryView?> View(PostgresDatabase database, NpgsqlConnection connection, string storyId)
    {
        var story = await connection.QueryFirstOrDefaultAsync<(string Title, long Opened, long Changed, long Revision, int? Indexed)?>(
            "SELECT title, opened_at, changed_at, revision, indexed_sources FROM stories WHERE id = @storyId", new { storyId });
        if (story is not { } row)
            return null;

        var keys = (await connection.QueryAsync<(long Decision, string? Registry)>(
            """
            SELECT d.number, v.registry
            FROM story_articles s
            JOIN decisions d ON d.number = s.decision
            JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE s.story_id = @storyId ORDER BY s.time, d.number
            """,
            new { storyId })).AsList();
        var developments = (await connection.QueryAsync<(string Development, string ArticleId, long At)>(
            "SELECT development, article_id, at FROM developments WHERE story_id = @storyId ORDER BY at, id", new { storyId }))
            .Select(told => new ToldDevelopment(
                Json.Read<Development>(told.Development)!, told.ArticleId, DateTimeOffset.FromUnixTimeMilliseconds(told.At)));
        return new StoryView(
            storyId,
            row.Title,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Opened),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Changed),
            row.Revision,
            await Decided(database, connection, keys),
            [.. developments])
        {
            IndexedSources = row.Indexed,
        };
    }

    public static StoryArticle ToStoryArticle((string Article, string Tags, string Decision) row) =>
        new(Json.Read<Article>(row.Article)!, Json.Read<Tags>(row.Tags)!, Json.Read<Decision>(row.Decision)!);

    public static Candidate ToCandidate(string article, string tags) => new(Json.Read<Article>(article)!, Json.Read<Tags>(tags)!);

    private static async Task<List<StoryArticle>> Decided(
        PostgresDatabase database, NpgsqlConnection connection, List<(long Decision, string? Registry)> keys)
    {
        var known = new Dictionary<long, StoryArticle>(keys.Count);
        foreach (var key in keys)
            if (database.DecidedArticles.TryGet(key, out var article))
                known[key.Decision] = article;

        var missing = keys.Where(key => !known.ContainsKey(key.Decision)).ToList();
        if (missing.Count > 0)
        {
            var registries = missing.ToDictionary(key => key.Decision, key => key.Registry);
            foreach (var (number, article, tags, decision) in await connection.QueryAsync<(long, string, string, string)>(
                """
                SELECT d.number, v.article, v.tags, d.decision
                FROM decisions d JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                WHERE d.number = ANY (@numbers)
                """,
                new { numbers = missing.ConvertAll(key => key.Decision).ToArray() }))
                database.DecidedArticles.Keep((number, registries[number]), known[number] = ToStoryArticle((article, tags, decision)));
        }

        return keys.ConvertAll(key => known[key.Decision]);
    }
}
