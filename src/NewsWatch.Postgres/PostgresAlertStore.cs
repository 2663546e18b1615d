using Dapper;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Stories;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Alerts raised and articles held back.</summary>
public sealed class PostgresAlertStore(PostgresDatabase database) : IAlertStore
{
    public Task<Change?> OpenChange(StoryIndexed fact, CancellationToken cancellation) =>
        database.Read(async connection => await IsOpen(connection, fact) ? await ChangeOf(connection, fact.Revision) : null, cancellation);

    public Task<IReadOnlyList<Told>> ToldOf(string storyId, string subscriptionId, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Told>>(
            async connection =>
            [
                .. (await connection.QueryAsync<string>(
                    "SELECT alert FROM alerts WHERE story_id = @storyId AND subscription_id = @subscriptionId ORDER BY raised_at, id",
                    new { storyId, subscriptionId }))
                    .Select(json => Json.Read<Alert>(json)!)
                    .SelectMany(alert => alert.ToldDevelopmentIds.Select(id => new Told(id, alert.Id, alert.ArticleId, alert.RaisedAt))),
            ],
            cancellation);

    public Task<int> RaisedSince(string subscriptionId, DateTimeOffset since, string exceptArticleId, CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalarAsync<int>(
                "SELECT count(*)::integer FROM alerts WHERE subscription_id = @subscriptionId AND raised_at > @since AND article_id <> @exceptArticleId",
                new { subscriptionId, since = since.ToUnixTimeMilliseconds(), exceptArticleId }),
            cancellation);

    public Task<IReadOnlyList<(HeldBack Held, Change Change)>> FindHeld(string idBegins, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(HeldBack Held, Change Change)>>(
            async connection =>
            {
                var found = new List<(HeldBack, Change)>();
                foreach (var held in (await connection.QueryAsync<string>(
                    "SELECT held FROM held_back WHERE left(id, length(@idBegins)) = @idBegins LIMIT 2", new { idBegins = Plain.Text(idBegins) }))
                    .Select(json => Json.Read<HeldBack>(json)!))
                    found.Add((held, (await ChangeOf(connection, await connection.ExecuteScalarAsync<long>(
                        "SELECT number FROM decisions WHERE article_id = @ArticleId AND version = @Version ORDER BY number LIMIT 1",
                        new { held.ArticleId, held.Version })))!));

                return found;
            },
            cancellation);

    public Task<bool> Release(Alert alert, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                if (await Insert(connection, alert) == 0)
                    return false;

                await PostgresWorkStore.Add(connection, [new AlertRaised(alert.Id, 1)], database.Now);

                // Nobody announces it from here: the running process's sweep does.
                await connection.ExecuteAsync("UPDATE work SET announced_at = 0 WHERE stage = 'deliver' AND id = @Id", new { alert.Id });
                return true;
            },
            cancellation);

    public Task<bool> Save(IReadOnlyList<AlertOutcome> outcomes, Step step, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                if (!await PostgresWorkStore.Take(connection, step, database.Now))
                    return false;

                foreach (var outcome in outcomes)
                    await Insert(connection, outcome);

                return true;
            },
            cancellation);

    public Task<(Alert Alert, Change Change)?> OpenAlert(AlertRaised fact, CancellationToken cancellation) =>
        database.Read<(Alert, Change)?>(
            async connection =>
            {
                if (!await IsOpen(connection, fact)
                    || Json.Read<Alert>(await connection.ExecuteScalarAsync<string?>("SELECT alert FROM alerts WHERE id = @Id", new { fact.Id })) is not { } alert)
                    return null;

                // A released silence may lead with its headline, which is no development: then what stands of its article counts.
                var decision = await connection.ExecuteScalarAsync<long>(
                    """
                    SELECT coalesce(
                        (SELECT decision FROM developments WHERE id = @Id),
                        (SELECT decision FROM story_articles WHERE article_id = @ArticleId))
                    """,
                    new { alert.Development.Id, alert.ArticleId });
                return (alert, (await ChangeOf(connection, decision))!);
            },
            cancellation);

    public Task<IReadOnlyList<Alert>> Latest(int limit, CancellationToken cancellation) =>
        Records<Alert>("SELECT alert FROM alerts ORDER BY raised_at DESC, id LIMIT @limit", limit, cancellation);

    public Task<IReadOnlyList<HeldBack>> HeldBack(int limit, CancellationToken cancellation) =>
        Records<HeldBack>("SELECT held FROM held_back ORDER BY held_at DESC, article_id LIMIT @limit", limit, cancellation);

    private static Task<bool> IsOpen(NpgsqlConnection connection, IFact fact) =>
        connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision AND NOT quarantined)",
            new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision });

    private async Task<Change?> ChangeOf(NpgsqlConnection connection, long number)
    {
        var rows = (await connection.QueryAsync<(string Decision, bool Revises, string Article, string Tags)>(
            """
            SELECT d.decision, d.revises, v.article, v.tags
            FROM decisions d JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            WHERE d.number = @number
            """,
            new { number })).AsList();
        if (rows.Count == 0)
            return null;

        var decision = Json.Read<Decision>(rows[0].Decision)!;
        var candidate = StoryRows.ToCandidate(rows[0].Article, rows[0].Tags);
        return new Change(
            new News(candidate.Article, candidate.Tags, decision, await SourcesOf(connection, decision)),
            await StoryOf(connection, candidate.Article.Id, decision),
            rows[0].Revises);
    }

    /// <summary>The article's story as it stands: a later decision may have taken it to another than the one it was decided into.</summary>
    private async Task<StoryView?> StoryOf(NpgsqlConnection connection, string articleId, Decision decision)
    {
        var now = await connection.ExecuteScalarAsync<string?>("SELECT story_id FROM story_articles WHERE article_id = @articleId", new { articleId });
        return (now ?? decision.StoryId) is { } story && await StoryRows.View(database, connection, story) is { Articles.Count: > 0 } view ? view : null;
    }

    private static async Task<Dictionary<string, Article>> SourcesOf(NpgsqlConnection connection, Decision decision)
    {
        var ids = decision.Derivations.Select(edge => edge.SourceArticleId).OfType<string>().Distinct().ToArray();
        return ids.Length == 0
            ? []
            : (await connection.QueryAsync<string>("SELECT article FROM articles WHERE id = ANY (@ids)", new { ids }))
                .Select(json => Json.Read<Article>(json)!).ToDictionary(article => article.Id);
    }

    private static Task<int> Insert(NpgsqlConnection connection, AlertOutcome outcome)
    {
        if (outcome is Alert alert)
            return connection.ExecuteAsync(
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
        return connection.ExecuteAsync(
            """
            INSERT INTO held_back (article_id, version, subscription_id, id, story_id, reason, held_at, held)
            VALUES (@ArticleId, @Version, @SubscriptionId, @Id, @StoryId, @reason, @at, @json) ON CONFLICT DO NOTHING
            """,
            new
            {
                held.ArticleId,
                held.Version,
                held.SubscriptionId,
                held.Id,
                held.StoryId,
                reason = held.Reason.ToString(),
                at = held.At.ToUnixTimeMilliseconds(),
                json = Json.Write(held),
            });
    }

    private Task<IReadOnlyList<T>> Records<T>(string sql, int limit, CancellationToken cancellation)
        where T : class =>
        database.Read<IReadOnlyList<T>>(
            async connection => [.. (await connection.QueryAsync<string>(sql, new { limit })).Select(json => Json.Read<T>(json)!)], cancellation);
}
