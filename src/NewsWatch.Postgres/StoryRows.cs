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
    public static async Task<StoryChanged> Insert(NpgsqlConnection connection, Decision decision, bool revises, long now) =>
        (await Insert(connection, [(decision, revises)], now))[0];

    /// <summary>The same of several, in order: in rounds in which each article is decided once.</summary>
    public static async Task<List<StoryChanged>> Insert(
        NpgsqlConnection connection, IReadOnlyList<(Decision Decision, bool Revises)> decisions, long now)
    {
        var changes = new List<StoryChanged>(decisions.Count);
        var articles = new HashSet<string>(StringComparer.Ordinal);
        for (int from = 0, next = 0; from < decisions.Count; from = next)
        {
            articles.Clear();
            while (next < decisions.Count && articles.Add(decisions[next].Decision.ArticleId))
                next++;

            changes.AddRange(await InsertRound(connection, [.. decisions.Skip(from).Take(next - from)], now));
        }

        return changes;
    }

    private static async Task<IEnumerable<StoryChanged>> InsertRound(
        NpgsqlConnection connection, List<(Decision Decision, bool Revises)> round, long now)
    {
        var numbers = (await connection.QueryAsync<long>(
            """
            INSERT INTO decisions (article_id, version, story_id, revises, decided_at, decision)
            SELECT article, version, story, revises, @now, json
            FROM unnest(@articles, @versions, @stories, @revises, @jsons) WITH ORDINALITY AS d (article, version, story, revises, json, place)
            ORDER BY place RETURNING number
            """,
            new
            {
                now,
                articles = round.ConvertAll(one => one.Decision.ArticleId).ToArray(),
                versions = round.ConvertAll(one => one.Decision.Version).ToArray(),
                stories = round.ConvertAll(one => one.Decision.StoryId).ToArray(),
                revises = round.ConvertAll(one => one.Revises).ToArray(),
                jsons = round.ConvertAll(one => Json.Write(one.Decision)).ToArray(),
            })).Order().ToList();
        var decided = round.Zip(numbers, (one, number) => (one.Decision, one.Revises, Number: number)).ToList();
        var stories = decided.Where(one => one.Decision.StoryId is not null).GroupBy(one => one.Decision.StoryId!).OrderBy(story => story.Key, StringComparer.Ordinal).ToList();
        var told = decided.Where(one => one.Decision.StoryId is not null && !one.Revises)
            .SelectMany(one => one.Decision.Developments.Select(development => (one.Decision, one.Number, Development: development))).ToList();
        var moved = decided.FindAll(one => one.Decision.StoryId is not null && one.Revises);
        await connection.ExecuteAsync(
            """
            INSERT INTO story_articles (article_id, story_id, role, time, decision, arrived)
            SELECT d.article, d.story, d.role, a.time, d.number, d.number
            FROM unnest(@articles, @storyIds, @roles, @numbers) AS d (article, story, role, number) JOIN articles a ON a.id = d.article
            ON CONFLICT (article_id) DO UPDATE
            SET story_id = excluded.story_id, role = excluded.role, decision = excluded.decision,
                arrived = CASE WHEN (SELECT version FROM decisions WHERE number = story_articles.decision)
                                  = (SELECT version FROM decisions WHERE number = excluded.decision)
                               THEN story_articles.arrived ELSE excluded.arrived END;
            INSERT INTO stories (id, title, opened_at, changed_at, revision)
            SELECT s.id, a.title, a.time, @now, s.revision
            FROM unnest(@stories, @firsts, @revisions) AS s (id, first, revision) JOIN articles a ON a.id = s.first
            ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, revision = excluded.revision;
            INSERT INTO developments (id, story_id, decision, article_id, at, development)
            SELECT id, story, decision, article, @now, development
            FROM unnest(@ids, @toldIn, @toldBy, @tellers, @jsons) AS d (id, story, decision, article, development)
            ON CONFLICT DO NOTHING;
            UPDATE developments d SET story_id = m.story FROM unnest(@moved, @movedTo) AS m (article, story)
            WHERE d.article_id = m.article AND d.story_id <> m.story
            """,
            new
            {
                now,
                articles = decided.ConvertAll(one => one.Decision.ArticleId).ToArray(),
                storyIds = decided.ConvertAll(one => one.Decision.StoryId).ToArray(),
                roles = decided.ConvertAll(one => one.Decision.Role.ToString()).ToArray(),
                numbers = numbers.ToArray(),
                stories = stories.ConvertAll(story => story.Key).ToArray(),
                firsts = stories.ConvertAll(story => story.First().Decision.ArticleId).ToArray(),
                revisions = stories.ConvertAll(story => story.Last().Number).ToArray(),
                ids = told.ConvertAll(one => one.Development.Id).ToArray(),
                toldIn = told.ConvertAll(one => one.Decision.StoryId!).ToArray(),
                toldBy = told.ConvertAll(one => one.Number).ToArray(),
                tellers = told.ConvertAll(one => one.Decision.ArticleId).ToArray(),
                jsons = told.ConvertAll(one => Json.Write(one.Development)).ToArray(),
                moved = moved.ConvertAll(one => one.Decision.ArticleId).ToArray(),
                movedTo = moved.ConvertAll(one => one.Decision.StoryId!).ToArray(),
            });
        return decided.Select(one => new StoryChanged(one.Decision.StoryId ?? one.Decision.ArticleId, one.Number));
    }

    /// <summary>A story as it stands; null where there is none.</summary>
    public static async Task<StoryView?> View(PostgresDatabase database, NpgsqlConnection connection, string storyId) =>
        (await Views(database, connection, [storyId])).GetValueOrDefault(storyId);

    /// <summary>Those of these stories that there are, as they stand.</summary>
    public static async Task<Dictionary<string, StoryView>> Views(PostgresDatabase database, NpgsqlConnection connection, IEnumerable<string> storyIds)
    {
        var ids = storyIds.Distinct().ToArray();
        if (ids.Length == 0)
            return [];

        await using var rows = await connection.QueryMultipleAsync(
            """
            SELECT id, title, opened_at, changed_at, revision, indexed_sources FROM stories WHERE id = ANY (@ids);
            SELECT s.story_id, d.number, v.registry
            FROM story_articles s
            JOIN decisions d ON d.number = s.decision
            JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE s.story_id = ANY (@ids) ORDER BY s.time, d.number;
            SELECT story_id, development, article_id, at FROM developments WHERE story_id = ANY (@ids) ORDER BY at, id
            """,
            new { ids });
        var stories = (await rows.ReadAsync<(string Id, string Title, long Opened, long Changed, long Revision, int? Indexed)>()).AsList();
        var articles = (await rows.ReadAsync<(string Story, long Decision, string? Registry)>()).AsList();
        var developments = (await rows.ReadAsync<(string Story, string Development, string ArticleId, long At)>()).ToLookup(
            told => told.Story,
            told => new ToldDevelopment(Json.Read<Development>(told.Development)!, told.ArticleId, DateTimeOffset.FromUnixTimeMilliseconds(told.At)));
        var decided = await Decided(database, connection, articles.ConvertAll(row => (row.Decision, row.Registry)));
        var members = articles.ToLookup(row => row.Story, row => decided[row.Decision]);
        return stories.ToDictionary(
            row => row.Id,
            row => new StoryView(
                row.Id,
                row.Title,
                DateTimeOffset.FromUnixTimeMilliseconds(row.Opened),
                DateTimeOffset.FromUnixTimeMilliseconds(row.Changed),
                row.Revision,
                [.. members[row.Id]],
                [.. developments[row.Id]])
            {
                IndexedSources = row.Indexed,
            },
            StringComparer.Ordinal);
    }

    public static StoryArticle ToStoryArticle((string Article, string Tags, string Decision) row) =>
        new(Json.Read<Article>(row.Article)!, Json.Read<Tags>(row.Tags)!, Json.Read<Decision>(row.Decision)!);

    public static Candidate ToCandidate(string article, string tags) => new(Json.Read<Article>(article)!, Json.Read<Tags>(tags)!);

    /// <summary>Decided articles by their decisions' numbers.</summary>
    private static async Task<Dictionary<long, StoryArticle>> Decided(
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

        return known;
    }
}
