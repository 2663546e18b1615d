using System.Runtime.CompilerServices;
using Dapper;
using NewsWatch.Articles;
using NewsWatch.Stories;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Decisions in their order, and what stands of stories after them.</summary>
public sealed class PostgresStoryStore(PostgresDatabase database) : IStoryStore
{
    private const int HistoryPage = 500;

    public Task<Candidate?> OpenCandidate(ArticleTagged fact, CancellationToken cancellation) =>
        database.Read(
            async connection => (await connection.QueryAsync<(string Article, string Tags)>(
                """
                SELECT article, tags FROM article_versions
                WHERE article_id = @Id AND version = @Revision
                  AND EXISTS (SELECT 1 FROM work WHERE stage = 'resolve' AND id = @Id AND revision = @Revision AND NOT quarantined)
                """,
                fact)).Select(row => StoryRows.ToCandidate(row.Article, row.Tags)).FirstOrDefault(),
            cancellation);

    public Task<IReadOnlyList<StoryChanged>?> Save(ArticleTagged done, Verdict verdict, long knew, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<StoryChanged>?>(
            async connection =>
            {
                if (await StoryRows.Newest(connection) != knew)
                    return null;

                if (!await PostgresWorkStore.Take(connection, new Step(done), database.Now))
                    return [];

                await Readings.Forget(connection, verdict.Arrival);
                List<StoryChanged> changes = [await StoryRows.Insert(connection, verdict.Arrival, revises: false, database.Now)];
                if (verdict.Reading is { } reading)
                    await Readings.Keep(connection, verdict.Arrival.ArticleId, reading, database.Now);

                foreach (var decision in verdict.Revised)
                    changes.Add(await StoryRows.Insert(connection, decision, revises: true, database.Now));

                await PostgresWorkStore.Add(connection, changes, database.Now);
                return changes;
            },
            cancellation);

    public Task<long> LastDecision(CancellationToken cancellation) =>
        database.Read(async connection => await connection.ExecuteScalarAsync<long?>("SELECT max(number) FROM decisions") ?? 0, cancellation);

    public async IAsyncEnumerable<(Candidate Candidate, Decision Decision)> History(
        TimeSpan window, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var since = await database.Read(
            async connection => (await connection.ExecuteScalarAsync<long?>("SELECT max(decided_at) FROM decisions") ?? 0) - (long)window.TotalMilliseconds,
            cancellation);
        long after = 0;
        while (true)
        {
            var page = await database.Read(
                async connection => (await connection.QueryAsync<(long Number, string Decision, string Article, string Tags)>(
                    """
                    SELECT s.arrived, d.decision, v.article, v.tags
                    FROM story_articles s
                    JOIN decisions d ON d.number = s.decision
                    JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                    LEFT JOIN stories t ON t.id = s.story_id
                    WHERE s.arrived > @after AND (d.decided_at >= @since OR t.changed_at >= @since) ORDER BY s.arrived LIMIT @HistoryPage
                    """,
                    new { after, since, HistoryPage })).AsList(),
                cancellation);
            foreach (var row in page)
                yield return (StoryRows.ToCandidate(row.Article, row.Tags), Json.Read<Decision>(row.Decision)!);

            if (page.Count < HistoryPage)
                yield break;

            after = page[^1].Number;
        }
    }

    public async IAsyncEnumerable<PastArticle> Past(
        TimeSpan window, string form, int texts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var asked = await database.Read(connection => Readings.Ask(connection, window, form, texts), cancellation);
        long after = 0;
        while (true)
        {
            var page = await database.Read(connection => Readings.Page(connection, asked, after), cancellation);
            foreach (var past in page)
                yield return past;

            if (page.Count < Readings.PageSize)
                yield break;

            after = page[^1].Arrived;
        }
    }

    public Task Save(IReadOnlyList<(long Arrived, StoredReading Reading)> readings, CancellationToken cancellation) =>
        database.Write(connection => Readings.Replace(connection, readings), cancellation);

    public Task<ChangeToIndex?> OpenChange(StoryChanged fact, CancellationToken cancellation) =>
        database.Read<ChangeToIndex?>(
            async connection =>
            {
                var row = (await connection.QueryAsync<(string Article, string Tags, string Decision, string? Before)>(
                    """
                    SELECT v.article, v.tags, d.decision,
                           (SELECT story_id FROM decisions b WHERE b.article_id = made.article_id AND b.number < made.number ORDER BY b.number DESC LIMIT 1)
                    FROM decisions made
                    JOIN story_articles s ON s.article_id = made.article_id
                    JOIN decisions d ON d.number = s.decision
                    JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                    WHERE made.number = @Revision
                      AND EXISTS (SELECT 1 FROM work WHERE stage = 'index' AND id = @Id AND revision = @Revision AND NOT quarantined)
                    """,
                    fact)).AsList();
                if (row.Count == 0)
                    return null;

                var (text, tags, decision, before) = row[0];
                var article = StoryRows.ToStoryArticle((text, tags, decision));
                return new ChangeToIndex(
                    article, await Story(article.Decision.StoryId), before == article.Decision.StoryId ? null : await Story(before));

                async Task<StoryView?> Story(string? id) => id is null ? null : await StoryRows.View(database, connection, id);
            },
            cancellation);

    public Task<bool> Indexed(Step step, IReadOnlyCollection<StoryView> stories, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                foreach (var story in stories)
                    if (await connection.ExecuteScalarAsync<long>("SELECT revision FROM stories WHERE id = @Id", new { story.Id }) != story.Revision)
                        return false;

                if (!await PostgresWorkStore.Take(connection, step, database.Now))
                    return false;

                foreach (var story in stories.Where(story => story.IndexedSources != story.IndependentSources))
                    await connection.ExecuteAsync(
                        "UPDATE stories SET indexed_sources = @IndependentSources WHERE id = @Id", new { story.IndependentSources, story.Id });

                return true;
            },
            cancellation);

    public Task<IReadOnlyList<StoryView>> Latest(int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<StoryView>>(
            async connection =>
            {
                var ids = await connection.QueryAsync<string>(
                    "SELECT id FROM stories WHERE EXISTS (SELECT 1 FROM story_articles WHERE story_id = stories.id) ORDER BY changed_at DESC, id LIMIT @limit",
                    new { limit });
                var views = new List<StoryView>();
                foreach (var id in ids)
                    views.Add((await StoryRows.View(database, connection, id))!);

                return views;
            },
            cancellation);

    public Task<StoryView?> Find(string storyId, CancellationToken cancellation) =>
        database.Read(connection => StoryRows.View(database, connection, storyId), cancellation);

    public Task<string?> TitleOf(string storyId, CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalarAsync<string?>("SELECT title FROM stories WHERE id = @storyId", new { storyId }), cancellation);

    public Task<IReadOnlyList<(string? StoryId, string ArticleId)>> ArticlesByStory(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(string? StoryId, string ArticleId)>>(
            async connection => (await connection.QueryAsync<(string?, string)>(
                """
                SELECT story_id, min(article_id) FROM story_articles WHERE story_id IS NOT NULL GROUP BY story_id
                UNION ALL SELECT NULL, article_id FROM story_articles WHERE story_id IS NULL
                """)).AsList(),
            cancellation);

    public Task<StoryArticle?> FindArticle(string articleId, CancellationToken cancellation) =>
        database.Read(
            async connection => (await connection.QueryAsync<(string Article, string Tags, string Decision)>(
                """
                SELECT v.article, v.tags, d.decision
                FROM story_articles s
                JOIN decisions d ON d.number = s.decision
                JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                WHERE s.article_id = @articleId
                """,
                new { articleId })).Select(StoryRows.ToStoryArticle).FirstOrDefault(),
            cancellation);

    public Task<IReadOnlyList<Decision>> DecisionsOn(string articleId, CancellationToken cancellation) =>
        Records<Decision>("SELECT decision FROM decisions WHERE article_id = @articleId ORDER BY number", new { articleId }, cancellation);

    public Task<string?> StoryIdOf(string name, CancellationToken cancellation) =>
        database.Read(
            async connection => await Only(connection, "SELECT DISTINCT story_id FROM story_articles WHERE story_id IS NOT NULL AND left(story_id, length(@name)) = @name LIMIT 2", name)
                ?? (await ArticleNamed(connection, name) is { } article
                    ? await connection.ExecuteScalarAsync<string?>("SELECT story_id FROM story_articles WHERE article_id = @article", new { article })
                    : null),
            cancellation);

    public Task<string?> ArticleIdOf(string name, CancellationToken cancellation) =>
        database.Read(connection => ArticleNamed(connection, name), cancellation);

    public Task<IReadOnlyList<Article>> VersionsOf(string articleId, CancellationToken cancellation) =>
        Records<Article>("SELECT article FROM article_versions WHERE article_id = @articleId ORDER BY version", new { articleId }, cancellation);

    public Task<IReadOnlyList<StoryPair>> Pairs(CancellationToken cancellation) => database.Read(StoryActs.Pairs, cancellation);

    public Task<SavedAct> Save(StoryAct act, CancellationToken cancellation) =>
        database.Write(connection => StoryActs.Save(connection, act, database.Now), cancellation);

    public Task<SavedAct?> Undo(long number, CancellationToken cancellation) =>
        database.Write(connection => StoryActs.Undo(connection, number, database.Now), cancellation);

    public Task<IReadOnlyList<SavedAct>> Acts(int limit, CancellationToken cancellation) =>
        database.Read(connection => StoryActs.Latest(connection, limit), cancellation);

    private static async Task<string?> ArticleNamed(NpgsqlConnection connection, string name) =>
        await connection.ExecuteScalarAsync<string?>(
            "SELECT a.id FROM articles a JOIN story_articles s ON s.article_id = a.id WHERE a.id = @name OR a.address = @name",
            new { name = Plain.Text(name) })
        ?? await Only(connection, "SELECT article_id FROM story_articles WHERE left(article_id, length(@name)) = @name LIMIT 2", name);

    /// <summary>The one that begins with the name; a few letters name too many.</summary>
    private static async Task<string?> Only(NpgsqlConnection connection, string query, string name) =>
        name.Length >= 4 && (await connection.QueryAsync<string>(query, new { name = Plain.Text(name) })).AsList() is [var only] ? only : null;

    private Task<IReadOnlyList<T>> Records<T>(string sql, object parameters, CancellationToken cancellation)
        where T : class =>
        database.Read<IReadOnlyList<T>>(
            async connection => [.. (await connection.QueryAsync<string>(sql, parameters)).Select(json => Json.Read<T>(json)!)], cancellation);
}
