using Dapper;
using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Stories;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Alerts raised and articles held back.</summary>
public sealed class PostgresAlertStore(PostgresDatabase database) : IAlertStore
{
    public async Task<Change?> OpenChange(StoryIndexed fact, CancellationToken cancellation) =>
        (await OpenChanges([fact], cancellation)).Select(one => one.Change).FirstOrDefault();

    public Task<IReadOnlyList<(StoryIndexed Fact, Change Change)>> OpenChanges(IReadOnlyList<StoryIndexed> facts, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(StoryIndexed, Change)>>(
            async connection =>
            {
                var open = await Open(connection, facts);
                var changes = await ChangesOf(connection, open.Select(fact => fact.Revision));
                return [.. open.Where(fact => changes.ContainsKey(fact.Revision)).Select(fact => (fact, changes[fact.Revision]))];
            },
            cancellation);

    public async Task<IReadOnlyList<Told>> ToldOf(string storyId, string subscriptionId, CancellationToken cancellation) =>
        (await ToldOf([(storyId, subscriptionId)], cancellation)).GetValueOrDefault((storyId, subscriptionId), []);

    public Task<IReadOnlyDictionary<(string Story, string Subscription), IReadOnlyList<Told>>> ToldOf(
        IReadOnlyList<(string Story, string Subscription)> asked, CancellationToken cancellation) => asked.Count == 0
        ? Task.FromResult<IReadOnlyDictionary<(string, string), IReadOnlyList<Told>>>(new Dictionary<(string, string), IReadOnlyList<Told>>())
        : database.Read<IReadOnlyDictionary<(string, string), IReadOnlyList<Told>>>(
            async connection => (await connection.QueryAsync<(string Story, string Subscription, string Alert)>(
                """
                SELECT a.story_id, a.subscription_id, a.alert
                FROM unnest(@stories, @subscriptions) AS t (story, subscription)
                -- Joined to nothing, so that no plan goes through all that a subscription was ever told.
                JOIN alerts a ON a.story_id = t.story AND a.subscription_id || '' = t.subscription ORDER BY a.raised_at, a.id
                """,
                new { stories = asked.Select(key => key.Story).ToArray(), subscriptions = asked.Select(key => key.Subscription).ToArray() }))
                .GroupBy(row => (row.Story, row.Subscription))
                .ToDictionary(told => told.Key, told => (IReadOnlyList<Told>)[.. told.SelectMany(row => Json.Read<Alert>(row.Alert)!.Told)]),
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
                if (await Insert(connection, [alert]) == 0)
                    return false;

                await PostgresWorkStore.Add(connection, [new AlertRaised(alert.Id, 1)], database.Now);

                // Nobody announces it from here: the running process's sweep does.
                await connection.ExecuteAsync("UPDATE work SET announced_at = 0 WHERE stage = 'deliver' AND id = @Id", new { alert.Id });
                return true;
            },
            cancellation);

    public async Task<bool> Save(IReadOnlyList<AlertOutcome> outcomes, Step step, CancellationToken cancellation) =>
        (await SaveAll([(outcomes, step)], cancellation)).Count > 0;

    public async Task<IReadOnlyList<IFact>> Save(IReadOnlyList<(IReadOnlyList<AlertOutcome> Outcomes, Step Step)> raised, CancellationToken cancellation) =>
        PostgresWorkStore.Announced(raised.Select(one => one.Step), await SaveAll(raised, cancellation));

    private Task<HashSet<IFact>> SaveAll(IReadOnlyList<(IReadOnlyList<AlertOutcome> Outcomes, Step Step)> raised, CancellationToken cancellation) => raised.Count == 0
        ? Task.FromResult<HashSet<IFact>>([])
        : database.Write(
            async connection =>
            {
                var taken = await PostgresWorkStore.Take(connection, [.. raised.Select(one => one.Step)], database.Now);
                List<AlertOutcome> outcomes = [.. raised.Where(one => taken.Contains(one.Step.Done)).SelectMany(one => one.Outcomes)];
                await Insert(connection, [.. outcomes.OfType<Alert>()]);
                await Insert(connection, [.. outcomes.OfType<HeldBack>()]);
                return taken;
            },
            cancellation);

    public async Task<(Alert Alert, Change Change)?> OpenAlert(AlertRaised fact, CancellationToken cancellation)
    {
        foreach (var (_, alert, change) in await OpenAlerts([fact], cancellation))
            return (alert, change);

        return null;
    }

    public Task<IReadOnlyList<(AlertRaised Fact, Alert Alert, Change Change)>> OpenAlerts(IReadOnlyList<AlertRaised> facts, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<(AlertRaised, Alert, Change)>>(
            async connection =>
            {
                // A released silence may lead with its headline, which is no development: then what stands of its article counts.
                var open = (await connection.QueryAsync<(long Place, string Alert, long Decision)>(
                    $"""
                    SELECT f.place, a.alert, coalesce(
                        (SELECT decision FROM developments WHERE id = a.development_id),
                        (SELECT decision FROM story_articles WHERE article_id = a.article_id))
                    {PostgresWorkStore.FromOpen("'deliver'")}
                    JOIN alerts a ON a.id = f.id ORDER BY f.place
                    """,
                    new { ids = facts.Select(fact => fact.Id).ToArray(), revisions = facts.Select(fact => fact.Revision).ToArray() })).AsList();
                var changes = await ChangesOf(connection, open.Select(row => row.Decision));
                return [.. open.Select(row => (facts[(int)row.Place - 1], Json.Read<Alert>(row.Alert)!, changes[row.Decision]))];
            },
            cancellation);

    public Task<IReadOnlyList<Alert>> Latest(int limit, CancellationToken cancellation) =>
        Records<Alert>("SELECT alert FROM alerts ORDER BY raised_at DESC, id LIMIT @limit", limit, cancellation);

    public Task<IReadOnlyList<HeldBack>> HeldBack(int limit, CancellationToken cancellation) =>
        Records<HeldBack>("SELECT held FROM held_back ORDER BY held_at DESC, article_id LIMIT @limit", limit, cancellation);

    /// <summary>Those of the facts whose alerting is open, in their order.</summary>
    private static async Task<List<StoryIndexed>> Open(NpgsqlConnection connection, IReadOnlyList<StoryIndexed> facts) =>
        (await connection.QueryAsync<long>(
            $"""
            SELECT f.place
            {PostgresWorkStore.FromOpen("'alert'")} ORDER BY f.place
            """,
            new { ids = facts.Select(fact => fact.Id).ToArray(), revisions = facts.Select(fact => fact.Revision).ToArray() }))
            .Select(place => facts[(int)place - 1]).ToList();

    private async Task<Change?> ChangeOf(NpgsqlConnection connection, long number) => (await ChangesOf(connection, [number])).GetValueOrDefault(number);

    /// <summary>Decisions with what they stand on, by their numbers. An article's story is as it stands: a later decision may have taken it to another.</summary>
    private async Task<Dictionary<long, Change>> ChangesOf(NpgsqlConnection connection, IEnumerable<long> numbers)
    {
        var asked = numbers.Distinct().ToArray();
        if (asked.Length == 0)
            return [];

        var rows = (await connection.QueryAsync<(long Number, string Decision, bool Revises, string Article, string Tags, string? Story)>(
            """
            SELECT d.number, d.decision, d.revises, v.article, v.tags, coalesce(s.story_id, d.story_id)
            FROM decisions d
            JOIN article_versions v ON v.article_id = d.article_id AND v.version = d.version
            LEFT JOIN story_articles s ON s.article_id = d.article_id
            WHERE d.number = ANY (@asked)
            """,
            new { asked })).Select(row => (
                row.Number, Decision: Json.Read<Decision>(row.Decision)!, row.Revises, Candidate: StoryRows.ToCandidate(row.Article, row.Tags), row.Story)).ToList();
        var stories = await StoryRows.Views(database, connection, rows.Select(row => row.Story).OfType<string>());
        var sources = await SourcesOf(connection, rows.Select(row => row.Decision));
        return rows.ToDictionary(
            row => row.Number,
            row => new Change(
                new News(row.Candidate.Article, row.Candidate.Tags, row.Decision, Sources(row.Decision).Where(sources.ContainsKey).ToDictionary(id => id, id => sources[id])),
                row.Story is { } story && stories.GetValueOrDefault(story) is { Articles.Count: > 0 } view ? view : null,
                row.Revises));
    }

    private static IEnumerable<string> Sources(Decision decision) => decision.Derivations.Select(edge => edge.SourceArticleId).OfType<string>().Distinct();

    private static async Task<Dictionary<string, Article>> SourcesOf(NpgsqlConnection connection, IEnumerable<Decision> decisions)
    {
        var ids = decisions.SelectMany(Sources).Distinct().ToArray();
        return ids.Length == 0
            ? []
            : (await connection.QueryAsync<string>("SELECT article FROM articles WHERE id = ANY (@ids)", new { ids }))
                .Select(json => Json.Read<Article>(json)!).ToDictionary(article => article.Id);
    }

    private static Task<int> Insert(NpgsqlConnection connection, List<Alert> alerts) => alerts.Count == 0
        ? Task.FromResult(0)
        : connection.ExecuteAsync(
            """
            INSERT INTO alerts (id, development_id, subscription_id, story_id, article_id, raised_at, alert)
            SELECT * FROM unnest(@ids, @developments, @subscriptions, @stories, @articles, @at, @jsons) ON CONFLICT DO NOTHING
            """,
            new
            {
                ids = alerts.ConvertAll(alert => alert.Id).ToArray(),
                developments = alerts.ConvertAll(alert => alert.Development.Id).ToArray(),
                subscriptions = alerts.ConvertAll(alert => alert.SubscriptionId).ToArray(),
                stories = alerts.ConvertAll(alert => alert.StoryId).ToArray(),
                articles = alerts.ConvertAll(alert => alert.ArticleId).ToArray(),
                at = alerts.ConvertAll(alert => alert.RaisedAt.ToUnixTimeMilliseconds()).ToArray(),
                jsons = alerts.ConvertAll(Json.Write).ToArray(),
            });

    private static Task<int> Insert(NpgsqlConnection connection, List<HeldBack> held) => held.Count == 0
        ? Task.FromResult(0)
        : connection.ExecuteAsync(
            """
            INSERT INTO held_back (article_id, version, subscription_id, id, story_id, reason, held_at, held)
            SELECT * FROM unnest(@articles, @versions, @subscriptions, @ids, @stories, @reasons, @at, @jsons) ON CONFLICT DO NOTHING
            """,
            new
            {
                articles = held.ConvertAll(one => one.ArticleId).ToArray(),
                versions = held.ConvertAll(one => one.Version).ToArray(),
                subscriptions = held.ConvertAll(one => one.SubscriptionId).ToArray(),
                ids = held.ConvertAll(one => one.Id).ToArray(),
                stories = held.ConvertAll(one => one.StoryId).ToArray(),
                reasons = held.ConvertAll(one => one.Reason.ToString()).ToArray(),
                at = held.ConvertAll(one => one.At.ToUnixTimeMilliseconds()).ToArray(),
                jsons = held.ConvertAll(Json.Write).ToArray(),
            });

    private Task<IReadOnlyList<T>> Records<T>(string sql, int limit, CancellationToken cancellation)
        where T : class =>
        database.Read<IReadOnlyList<T>>(
            async connection => [.. (await connection.QueryAsync<string>(sql, new { limit })).Select(json => Json.Read<T>(json)!)], cancellation);
}
