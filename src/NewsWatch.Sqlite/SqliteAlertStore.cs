using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Sqlite;

/// <summary>Alerts raised and articles held back.</summary>
public sealed class SqliteAlertStore(SqliteDatabase database) : IAlertStore
{
    public async Task<Change?> OpenChange(StoryIndexed fact, CancellationToken cancellation) =>
        (await OpenChanges([fact], cancellation)).Select(one => one.Change).FirstOrDefault();

    public Task<IReadOnlyList<(StoryIndexed Fact, Change Change)>> OpenChanges(IReadOnlyList<StoryIndexed> facts, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(StoryIndexed, Change)>>(
            connection =>
            {
                var stories = new StoryViews(database, connection);
                return
                [
                    .. facts.Where(fact => IsOpen(connection, fact))
                        .Select(fact => (fact, Change: ChangeOf(connection, stories, fact.Revision))).Where(one => one.Change is not null).Select(one => (one.fact, one.Change!)),
                ];
            },
            cancellation);

    public Task<IReadOnlyList<Told>> ToldOf(string storyId, string subscriptionId, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Told>>(
            connection =>
            [
                .. connection.Query<string>(
                    "SELECT alert FROM alerts WHERE story_id = @storyId AND subscription_id = @subscriptionId ORDER BY raised_at, id",
                    new { storyId, subscriptionId })
                    .Select(json => Json.Read<Alert>(json)!)
                    .SelectMany(alert => alert.ToldDevelopmentIds.Select(id => new Told(id, alert.Id, alert.ArticleId, alert.RaisedAt))),
            ],
            cancellation);

    public Task<int> RaisedSince(string subscriptionId, DateTimeOffset since, string exceptArticleId, CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalar<int>(
                "SELECT count(*) FROM alerts WHERE subscription_id = @subscriptionId AND raised_at > @since AND article_id <> @exceptArticleId",
                new { subscriptionId, since = since.ToUnixTimeMilliseconds(), exceptArticleId }),
            cancellation);

    public Task<IReadOnlyList<(HeldBack Held, Change Change)>> FindHeld(string idBegins, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(HeldBack Held, Change Change)>>(
            connection =>
            [
                .. connection.Query<string>(
                    "SELECT held FROM held_back WHERE substr(json_extract(held, '$.id'), 1, length(@idBegins)) = @idBegins LIMIT 2", new { idBegins })
                    .AsList().Select(json => Json.Read<HeldBack>(json)!)
                    .Select(held => (held, ChangeOf(connection, new StoryViews(database, connection), connection.ExecuteScalar<long>(
                        "SELECT number FROM decisions WHERE article_id = @ArticleId AND version = @Version ORDER BY number LIMIT 1", held))!)),
            ],
            cancellation);

    public Task<bool> Release(Alert alert, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (Insert(connection, alert) == 0)
                    return false;

                SqliteWorkStore.Add(connection, new AlertRaised(alert.Id, 1), database.Now);

                // Nobody announces it from here: the running process's sweep does.
                connection.Execute("UPDATE work SET announced_at = 0 WHERE stage = 'deliver' AND id = @Id", alert);
                return true;
            },
            cancellation);

    public Task<bool> Save(IReadOnlyList<AlertOutcome> outcomes, Step step, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (!SqliteWorkStore.Take(connection, step, database.Now))
                    return false;

                foreach (var outcome in outcomes)
                    Insert(connection, outcome);

                return true;
            },
            cancellation);

    public Task<(Alert Alert, Change Change)?> OpenAlert(AlertRaised fact, CancellationToken cancellation) =>
        database.Read<(Alert, Change)?>(
            connection =>
            {
                if (!IsOpen(connection, fact)
                    || Json.Read<Alert>(connection.ExecuteScalar<string?>("SELECT alert FROM alerts WHERE id = @Id", fact)) is not { } alert)
                    return null;

                // A released silence may lead with its headline, which is no development: then what stands of its article counts.
                var decision = connection.ExecuteScalar<long>(
                    """
                    SELECT coalesce(
                        (SELECT decision FROM developments WHERE id = @Id),
                        (SELECT decision FROM story_articles WHERE article_id = @ArticleId))
                    """,
                    new { alert.Development.Id, alert.ArticleId });
                return (alert, ChangeOf(connection, new StoryViews(database, connection), decision)!);
            },
            cancellation);

    public Task<IReadOnlyList<Alert>> Latest(int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Alert>>(
            connection =>
            [
                .. connection.Query<string>("SELECT alert FROM alerts ORDER BY raised_at DESC, id LIMIT @limit", new { limit })
                    .Select(json => Json.Read<Alert>(json)!),
            ],
            cancellation);

    public Task<IReadOnlyList<HeldBack>> HeldBack(int limit, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<HeldBack>>(
            connection =>
            [
                .. connection.Query<string>("SELECT held FROM held_back ORDER BY held_at DESC, article_id LIMIT @limit", new { limit })
                    .Select(json => Json.Read<HeldBack>(json)!),
            ],
            cancellation);

    private static bool IsOpen(SqliteConnection connection, IFact fact) =>
        connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision AND quarantined = 0)",
            new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision });

    private static Change? ChangeOf(SqliteConnection connection, StoryViews stories, long number)
    {
        var rows = connection.Query<(string Decision, long Revises, string Article, string Tags)>(
            """
            SELECT d.decision, d.revises, v.article, v.tags
            FROM decisions d JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE d.number = @number
            """,
            new { number }).AsList();
        if (rows.Count == 0)
            return null;

        var decision = Json.Read<Decision>(rows[0].Decision)!;
        var candidate = SqliteStoryStore.ToCandidate(rows[0].Article, rows[0].Tags);
        return new Change(
            new News(candidate.Article, candidate.Tags, decision, SourcesOf(connection, decision)),
            StoryOf(connection, stories, candidate.Article.Id, decision),
            rows[0].Revises != 0);
    }

    /// <summary>The article's story as it stands: a later decision may have taken it to another than the one it was decided into.</summary>
    private static StoryView? StoryOf(SqliteConnection connection, StoryViews stories, string articleId, Decision decision)
    {
        var now = connection.ExecuteScalar<string?>("SELECT story_id FROM story_articles WHERE article_id = @articleId", new { articleId });
        return stories.Find(now ?? decision.StoryId) is { Articles.Count: > 0 } view ? view : null;
    }

    private static Dictionary<string, Article> SourcesOf(SqliteConnection connection, Decision decision) =>
        decision.Derivations.Select(edge => edge.SourceArticleId).OfType<string>().Distinct()
            .Select(id => Json.Read<Article>(connection.ExecuteScalar<string?>("SELECT article FROM articles WHERE id = @id", new { id })))
            .OfType<Article>().ToDictionary(article => article.Id);

    private static int Insert(SqliteConnection connection, AlertOutcome outcome)
    {
        if (outcome is Alert alert)
            return connection.Execute(
                """
                INSERT INTO alerts (id, development_id, subscription_id, story_id, article_id, raised_at, alert)
                VALUES (@Id, @development, @SubscriptionId, @StoryId, @ArticleId, @at, @json) ON CONFLICT DO NOTHING
                """,
                new
                {
                    alert.Id,
                    development = alert.Development.Id,
                    alert.SubscriptionId,
                    alert.StoryId,
                    alert.ArticleId,
                    at = alert.RaisedAt.ToUnixTimeMilliseconds(),
                    json = Json.Write(alert),
                });

        var held = (HeldBack)outcome;
        return connection.Execute(
            """
            INSERT INTO held_back (article_id, version, subscription_id, story_id, reason, held_at, held)
            VALUES (@ArticleId, @Version, @SubscriptionId, @StoryId, @reason, @at, @json) ON CONFLICT DO NOTHING
            """,
            new
            {
                held.ArticleId,
                held.Version,
                held.SubscriptionId,
                held.StoryId,
                reason = held.Reason.ToString(),
                at = held.At.ToUnixTimeMilliseconds(),
                json = Json.Write(held),
            });
    }
}
