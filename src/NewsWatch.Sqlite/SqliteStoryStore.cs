using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Sqlite;

/// <summary>Decisions in their order, and what stands of stories after them.</summary>
public sealed class SqliteStoryStore(SqliteDatabase database) : IStoryStore
{
    private const int HistoryPage = 500;

    public Task<Candidate?> OpenCandidate(ArticleTagged fact, CancellationToken cancellation) =>
        database.Read(
            connection => connection.Query<(string Article, string Tags)>(
                """
                SELECT article, tags FROM article_versions
                WHERE article_id = @Id AND version = @Revision
                  AND EXISTS (SELECT 1 FROM work WHERE stage = 'resolve' AND id = @Id AND revision = @Revision AND quarantined = 0)
                """,
                fact).Select(row => ToCandidate(row.Article, row.Tags)).FirstOrDefault(),
            cancellation);

    public Task<IReadOnlyList<StoryChanged>?> Save(
        IReadOnlyList<(ArticleTagged Done, Verdict Verdict)> decided, long knew, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<StoryChanged>?>(
            connection =>
            {
                if ((connection.ExecuteScalar<long?>("SELECT max(number) FROM decisions") ?? 0) != knew)
                    return null;

                var changes = new List<StoryChanged>();
                foreach (var (done, verdict) in decided)
                {
                    if (!SqliteWorkStore.Take(connection, new Step(done), database.Now))
                        return decided.Count == 1 ? [] : throw new StepTakenException();

                    Readings.Forget(connection, verdict.Arrival);
                    changes.Add(Insert(connection, verdict.Arrival, revises: false, database.Now));
                    if (verdict.Reading is { } reading)
                        Readings.Keep(connection, verdict.Arrival.ArticleId, reading, database.Now);

                    changes.AddRange(verdict.Revised.Select(decision => Insert(connection, decision, revises: true, database.Now)));
                }

                foreach (var change in changes)
                    SqliteWorkStore.Add(connection, change, database.Now);

                return changes;
            },
            cancellation);

    public Task<long> LastDecision(CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalar<long?>("SELECT max(number) FROM decisions") ?? 0, cancellation);

    public async IAsyncEnumerable<(Candidate Candidate, Decision Decision)> History(
        TimeSpan window, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var since = await database.Read(
            connection => (connection.ExecuteScalar<long?>("SELECT max(decided_at) FROM decisions") ?? 0) - (long)window.TotalMilliseconds,
            cancellation);
        long after = 0;
        while (true)
        {
            var page = await database.Read(
                connection => connection.Query<(long Number, byte[] Decision, byte[] Article, byte[] Tags)>(
                    """
                    SELECT s.arrived, CAST(d.decision AS BLOB), CAST(v.article AS BLOB), CAST(v.tags AS BLOB)
                    FROM story_articles s
                    JOIN decisions d ON d.number = s.decision
                    JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                    LEFT JOIN stories t ON t.id = s.story_id
                    WHERE s.arrived > @after AND (d.decided_at >= @since OR t.changed_at >= @since) ORDER BY s.arrived LIMIT @HistoryPage
                    """,
                    new { after, since, HistoryPage }).AsList(),
                cancellation);
            foreach (var row in page)
                yield return (new Candidate(Json.Read<Article>(row.Article)!, Json.Read<Tags>(row.Tags)!), Json.Read<Decision>(row.Decision)!);

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

    public async Task<ChangeToIndex?> OpenChange(StoryChanged fact, CancellationToken cancellation) =>
        (await OpenChanges([fact], cancellation)).Select(one => one.Change).FirstOrDefault();

    public Task<IReadOnlyList<(StoryChanged Fact, ChangeToIndex Change)>> OpenChanges(
        IReadOnlyList<StoryChanged> facts, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(StoryChanged, ChangeToIndex)>>(
            connection =>
            {
                var stories = new StoryViews(database, connection);
                return [.. facts.Select(fact => (fact, Change: ChangeOf(connection, fact, stories))).Where(one => one.Change is not null).Select(one => (one.fact, one.Change!))];
            },
            cancellation);

    private static ChangeToIndex? ChangeOf(SqliteConnection connection, StoryChanged fact, StoryViews stories)
    {
        var row = connection.Query<(string Article, string Tags, string Decision, string? Before)>(
            """
            SELECT v.article, v.tags, d.decision,
                   (SELECT story_id FROM decisions b WHERE b.article_id = made.article_id AND b.number < made.number ORDER BY b.number DESC LIMIT 1)
            FROM decisions made
            JOIN story_articles s ON s.article_id = made.article_id
            JOIN decisions d ON d.number = s.decision
            JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE made.number = @Revision
              AND EXISTS (SELECT 1 FROM work WHERE stage = 'index' AND id = @Id AND revision = @Revision AND quarantined = 0)
            """,
            fact).AsList();
        if (row.Count == 0)
            return null;

        var (text, tags, decision, before) = row[0];
        var article = ToStoryArticle((text, tags, decision));
        return new ChangeToIndex(
            article, stories.Find(article.Decision.StoryId), before == article.Decision.StoryId ? null : stories.Find(before));
    }

    public Task<bool> Indexed(Step step, IReadOnlyCollection<StoryView> stories, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (stories.Any(story => connection.ExecuteScalar<long>("SELECT revision FROM stories WHERE id = @Id", new { story.Id }) != story.Revision)
                    || !SqliteWorkStore.Take(connection, step, database.Now))
                    return false;

                foreach (var story in stories.Where(story => story.IndexedSources != story.IndependentSources))
                    connection.Execute("UPDATE stories SET indexed_sources = @IndependentSources WHERE id = @Id", new { story.IndependentSources, story.Id });

                return true;
            },
            cancellation);

    public Task<IReadOnlyList<StoryView>> Latest(int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<StoryView>>(
            connection =>
            [
                .. connection.Query<string>("SELECT id FROM stories WHERE EXISTS (SELECT 1 FROM story_articles WHERE story_id = stories.id) ORDER BY changed_at DESC, id LIMIT @limit", new { limit })
                    .AsList().Select(id => View(database, connection, id)!),
            ],
            cancellation);

    public Task<StoryView?> Find(string storyId, CancellationToken cancellation) =>
        database.Read(connection => View(database, connection, storyId), cancellation);

    public Task<IReadOnlyDictionary<string, int>> SourcesOf(IReadOnlyCollection<string> storyIds, CancellationToken cancellation) =>
        database.Read<IReadOnlyDictionary<string, int>>(
            connection => StoryRoots.Count(connection.Query<(string, string, string)>(
                """
                SELECT s.story_id, json_extract(v.article, '$.outletName'), d.decision
                FROM story_articles s
                JOIN decisions d ON d.number = s.decision
                JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                WHERE s.story_id IN (SELECT value FROM json_each(@ids))
                """,
                new { ids = Json.Write(storyIds) }, buffered: false)),
            cancellation);

    public Task<string?> TitleOf(string storyId, CancellationToken cancellation) =>
        database.Read(connection => connection.ExecuteScalar<string?>("SELECT title FROM stories WHERE id = @storyId", new { storyId }), cancellation);

    public Task<IReadOnlyList<(string? StoryId, string ArticleId)>> ArticlesByStory(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(string? StoryId, string ArticleId)>>(
            connection => connection.Query<(string?, string)>(
                """
                SELECT story_id, min(article_id) FROM story_articles WHERE story_id IS NOT NULL GROUP BY story_id
                UNION ALL SELECT NULL, article_id FROM story_articles WHERE story_id IS NULL
                """).AsList(),
            cancellation);

    public Task<StoryArticle?> FindArticle(string articleId, CancellationToken cancellation) =>
        database.Read(
            connection => connection.Query<(string Article, string Tags, string Decision)>(
                """
                SELECT v.article, v.tags, d.decision
                FROM story_articles s
                JOIN decisions d ON d.number = s.decision
                JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                WHERE s.article_id = @articleId
                """,
                new { articleId }).Select(ToStoryArticle).FirstOrDefault(),
            cancellation);

    public Task<IReadOnlyList<Decision>> DecisionsOn(string articleId, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Decision>>(
            connection =>
            [
                .. connection.Query<string>("SELECT decision FROM decisions WHERE article_id = @articleId ORDER BY number", new { articleId })
                    .Select(json => Json.Read<Decision>(json)!),
            ],
            cancellation);

    public Task<string?> StoryIdOf(string name, CancellationToken cancellation) =>
        database.Read(
            connection => Only(connection, "SELECT DISTINCT story_id FROM story_articles WHERE story_id IS NOT NULL AND substr(story_id, 1, length(@name)) = @name LIMIT 2", name)
                ?? (ArticleNamed(connection, name) is { } article
                    ? connection.ExecuteScalar<string?>("SELECT story_id FROM story_articles WHERE article_id = @article", new { article })
                    : null),
            cancellation);

    public Task<string?> ArticleIdOf(string name, CancellationToken cancellation) =>
        database.Read(connection => ArticleNamed(connection, name), cancellation);

    private static string? ArticleNamed(SqliteConnection connection, string name) =>
        connection.ExecuteScalar<string?>(
            "SELECT a.id FROM articles a JOIN story_articles s ON s.article_id = a.id WHERE a.id = @name OR a.address = @name", new { name })
        ?? Only(connection, "SELECT article_id FROM story_articles WHERE substr(article_id, 1, length(@name)) = @name LIMIT 2", name);

    /// <summary>The one that begins with the name; a few letters name too many.</summary>
    private static string? Only(SqliteConnection connection, string query, string name) =>
        name.Length >= 4 && connection.Query<string>(query, new { name }).AsList() is [var only] ? only : null;

    public Task<IReadOnlyList<Article>> VersionsOf(string articleId, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Article>>(
            connection =>
            [
                .. connection.Query<string>("SELECT article FROM article_versions WHERE article_id = @articleId ORDER BY version", new { articleId })
                    .Select(json => Json.Read<Article>(json)!),
            ],
            cancellation);

    public Task<IReadOnlyList<StoryPair>> Pairs(CancellationToken cancellation) => database.Read(StoryActs.Pairs, cancellation);

    public Task<SavedAct> Save(StoryAct act, CancellationToken cancellation) =>
        database.Write(connection => StoryActs.Save(connection, act, database.Now), cancellation);

    public Task<SavedAct?> Undo(long number, CancellationToken cancellation) =>
        database.Write(connection => StoryActs.Undo(connection, number, database.Now), cancellation);

    public Task<IReadOnlyList<SavedAct>> Acts(int limit, CancellationToken cancellation) =>
        database.Read(connection => StoryActs.Latest(connection, limit), cancellation);

    internal static StoryView? View(SqliteDatabase database, SqliteConnection connection, string storyId, int newest = int.MaxValue)
    {
        var story = connection.QueryFirstOrDefault<(string Title, long Opened, long Changed, long Revision, int? Indexed)?>(
            "SELECT title, opened_at, changed_at, revision, indexed_sources FROM stories WHERE id = @storyId", new { storyId });
        if (story is not { } row)
            return null;

        var articles = connection.Query<(long Decision, string? Registry)>(
            """
            SELECT d.number, v.registry
            FROM (SELECT decision, time FROM story_articles WHERE story_id = @storyId ORDER BY time DESC, decision DESC LIMIT @newest) s
            JOIN decisions d ON d.number = s.decision
            JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            ORDER BY s.time, d.number
            """,
            new { storyId, newest }).AsList().Select(key => Decided(database, connection, key));
        var developments = connection.Query<(string Development, string ArticleId, long At)>(
            "SELECT development, article_id, at FROM developments WHERE story_id = @storyId ORDER BY at, id", new { storyId })
            .Select(d => new ToldDevelopment(
                Json.Read<Development>(d.Development)!, d.ArticleId, DateTimeOffset.FromUnixTimeMilliseconds(d.At)));
        return new StoryView(
            storyId,
            row.Title,
            DateTimeOffset.FromUnixTimeMilliseconds(row.Opened),
            DateTimeOffset.FromUnixTimeMilliseconds(row.Changed),
            row.Revision,
            [.. articles],
            [.. developments])
        {
            IndexedSources = row.Indexed,
        };
    }

    private static StoryArticle Decided(SqliteDatabase database, SqliteConnection connection, (long Decision, string? Registry) key)
    {
        if (database.DecidedArticles.TryGet(key, out var known))
            return known;

        var article = ToStoryArticle(connection.QuerySingle<(string, string, string)>(
            """
            SELECT v.article, v.tags, d.decision
            FROM decisions d JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE d.number = @Decision
            """,
            new { key.Decision }));
        database.DecidedArticles.Keep(key, article);
        return article;
    }

    private static StoryArticle ToStoryArticle((string Article, string Tags, string Decision) row) =>
        new(Json.Read<Article>(row.Article)!, Json.Read<Tags>(row.Tags)!, Json.Read<Decision>(row.Decision)!);

    internal static Candidate ToCandidate(string article, string tags) => new(Json.Read<Article>(article)!, Json.Read<Tags>(tags)!);

    /// <summary>Writes a decision down and lets it stand. A revision takes what its article told along to the article's story.</summary>
    internal static StoryChanged Insert(SqliteConnection connection, Decision decision, bool revises, long now)
    {
        var (title, time) = connection.QuerySingle<(string Title, long Time)>(
            "SELECT json_extract(article, '$.title'), time FROM articles WHERE id = @ArticleId", decision);
        var number = connection.ExecuteScalar<long>(
            """
            INSERT INTO decisions (article_id, version, story_id, revises, decided_at, decision)
            VALUES (@ArticleId, @Version, @StoryId, @revises, @now, @json) RETURNING number
            """,
            new { decision.ArticleId, decision.Version, decision.StoryId, revises, now, json = Json.Write(decision) });
        connection.Execute(
            """
            INSERT INTO story_articles (article_id, story_id, role, time, decision, arrived)
            VALUES (@ArticleId, @StoryId, @role, @time, @number, @number)
            ON CONFLICT (article_id) DO UPDATE
            SET story_id = excluded.story_id, role = excluded.role, decision = excluded.decision,
                arrived = CASE WHEN (SELECT version FROM decisions WHERE number = story_articles.decision) = @Version THEN arrived ELSE excluded.arrived END
            """,
            new { decision.ArticleId, decision.Version, decision.StoryId, role = decision.Role.ToString(), time, number });
        if (decision.StoryId is null)
            return new StoryChanged(decision.ArticleId, number);

        connection.Execute(
            """
            INSERT INTO stories (id, title, opened_at, changed_at, revision) VALUES (@StoryId, @title, @time, @now, @number)
            ON CONFLICT (id) DO UPDATE SET changed_at = excluded.changed_at, revision = excluded.revision
            """,
            new { decision.StoryId, title, time, now, number });
        if (revises)
            connection.Execute("UPDATE developments SET story_id = @StoryId WHERE article_id = @ArticleId AND story_id <> @StoryId", decision);

        if (!revises)
            connection.Execute(
                """
                INSERT INTO developments (id, story_id, decision, article_id, at, development)
                VALUES (@Id, @StoryId, @number, @ArticleId, @now, @json) ON CONFLICT DO NOTHING
                """,
                decision.Developments.Select(development => new
                {
                    development.Id,
                    decision.StoryId,
                    number,
                    decision.ArticleId,
                    now,
                    json = Json.Write(development),
                }));

        return new StoryChanged(decision.StoryId, number);
    }
}
