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

    public async Task<Candidate?> OpenCandidate(ArticleTagged fact, CancellationToken cancellation) =>
        (await OpenCandidates([fact], cancellation)).Select(one => one.Candidate).FirstOrDefault();

    public Task<IReadOnlyList<(ArticleTagged Fact, Candidate Candidate)>> OpenCandidates(
        IReadOnlyList<ArticleTagged> facts, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(ArticleTagged, Candidate)>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(long Place, string Article, string Tags)>(
                    $"""
                    SELECT f.place, v.article, v.tags
                    {PostgresWorkStore.FromOpen("'resolve'")}
                    JOIN article_versions v ON v.article_id = f.id AND v.version = f.revision ORDER BY f.place
                    """,
                    Columns(facts))).Select(row => (facts[(int)row.Place - 1], StoryRows.ToCandidate(row.Article, row.Tags))),
            ],
            cancellation);

    public Task<IReadOnlyList<StoryChanged>?> Save(
        IReadOnlyList<(ArticleTagged Done, Verdict Verdict)> decided, long knew, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<StoryChanged>?>(
            async connection =>
            {
                if (await StoryRows.Newest(connection) != knew)
                    return null;

                if ((await PostgresWorkStore.Take(connection, [.. decided.Select(one => new Step(one.Done))], database.Now)).Count < decided.Count)
                    return decided.Count == 1 ? [] : throw new StepTakenException();

                foreach (var (_, verdict) in decided)
                    await Readings.Forget(connection, verdict.Arrival);

                var changes = await StoryRows.Insert(
                    connection,
                    [.. decided.SelectMany(one => one.Verdict.Revised.Select(decision => (decision, true)).Prepend((one.Verdict.Arrival, false)))],
                    database.Now);
                await Readings.Keep(
                    connection,
                    [.. decided.Where(one => one.Verdict.Reading is not null).Select(one => (one.Verdict.Arrival.ArticleId, one.Verdict.Reading!))],
                    database.Now);
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

    public async Task<ChangeToIndex?> OpenChange(StoryChanged fact, CancellationToken cancellation) =>
        (await OpenChanges([fact], cancellation)).Select(one => one.Change).FirstOrDefault();

    public Task<IReadOnlyList<(StoryChanged Fact, ChangeToIndex Change)>> OpenChanges(
        IReadOnlyList<StoryChanged> facts, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(StoryChanged, ChangeToIndex)>>(
            async connection =>
            {
                var rows = (await connection.QueryAsync<(long Place, string Article, string Tags, string Decision, string? Before)>(
                    $"""
                    SELECT f.place, v.article, v.tags, d.decision,
                           (SELECT story_id FROM decisions b WHERE b.article_id = made.article_id AND b.number < made.number ORDER BY b.number DESC LIMIT 1)
                    {PostgresWorkStore.FromOpen("'index'")}
                    JOIN decisions made ON made.number = f.revision
                    JOIN story_articles s ON s.article_id = made.article_id
                    JOIN decisions d ON d.number = s.decision
                    JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                    ORDER BY f.place
                    """,
                    Columns(facts))).Select(row => (
                        Fact: facts[(int)row.Place - 1], Article: StoryRows.ToStoryArticle((row.Article, row.Tags, row.Decision)), row.Before)).ToList();
                var stories = await StoryRows.Views(
                    database, connection, rows.SelectMany(row => new[] { row.Article.Decision.StoryId, row.Before }).OfType<string>());
                return
                [
                    .. rows.Select(row => (row.Fact, new ChangeToIndex(
                        row.Article,
                        Story(row.Article.Decision.StoryId),
                        row.Before == row.Article.Decision.StoryId ? null : Story(row.Before)))),
                ];

                StoryView? Story(string? id) => id is null ? null : stories.GetValueOrDefault(id);
            },
            cancellation);

    public async Task<bool> Indexed(Step step, IReadOnlyCollection<StoryView> stories, CancellationToken cancellation) =>
        (await Indexed([(step, stories)], cancellation)).Count > 0;

    public async Task<IReadOnlyList<IFact>> Indexed(IReadOnlyList<(Step Step, ChangeToIndex Change)> indexed, CancellationToken cancellation) =>
        PostgresWorkStore.Announced(
            indexed.Select(one => one.Step), await Indexed([.. indexed.Select(one => (one.Step, (IReadOnlyCollection<StoryView>)[.. one.Change.Stories]))], cancellation));

    private Task<HashSet<IFact>> Indexed(IReadOnlyList<(Step Step, IReadOnlyCollection<StoryView> Stories)> indexed, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                var revisions = (await connection.QueryAsync<(string Id, long Revision)>(
                    "SELECT id, revision FROM stories WHERE id = ANY (@ids)",
                    new { ids = indexed.SelectMany(one => one.Stories).Select(story => story.Id).Distinct().ToArray() })).ToDictionary(row => row.Id, row => row.Revision);
                var current = indexed.Where(one => one.Stories.All(story => revisions.GetValueOrDefault(story.Id) == story.Revision)).ToList();
                var taken = await PostgresWorkStore.Take(connection, current.ConvertAll(one => one.Step), database.Now);
                var changed = current.Where(one => taken.Contains(one.Step.Done)).SelectMany(one => one.Stories)
                    .Where(story => story.IndexedSources != story.IndependentSources).DistinctBy(story => story.Id).OrderBy(story => story.Id, StringComparer.Ordinal).ToList();
                if (changed.Count > 0)
                    await connection.ExecuteAsync(
                        "UPDATE stories s SET indexed_sources = c.sources FROM unnest(@ids, @sources) AS c (id, sources) WHERE s.id = c.id",
                        new { ids = changed.ConvertAll(story => story.Id).ToArray(), sources = changed.ConvertAll(story => story.IndependentSources).ToArray() });

                return taken;
            },
            cancellation);

    private static object Columns(IReadOnlyList<IFact> facts) =>
        new { ids = facts.Select(fact => fact.Id).ToArray(), revisions = facts.Select(fact => fact.Revision).ToArray() };

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

    public Task<IReadOnlyDictionary<string, int>> SourcesOf(IReadOnlyCollection<string> storyIds, CancellationToken cancellation) =>
        database.Read<IReadOnlyDictionary<string, int>>(
            async connection => StoryRoots.Count(await connection.QueryAsync<(string, string, string)>(
                """
                SELECT s.story_id, v.article::json ->> 'outletName', d.decision
                FROM story_articles s
                JOIN decisions d ON d.number = s.decision
                JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
                WHERE s.story_id = ANY (@ids)
                """,
                new { ids = storyIds.ToArray() })),
            cancellation);

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
