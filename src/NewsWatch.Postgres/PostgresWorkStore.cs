using Dapper;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Open work in the table <c>work</c>.</summary>
public sealed class PostgresWorkStore(PostgresDatabase database) : IWorkStore
{
    private const int MostAttempts = 3;

    public Task<bool> Finish(Step step, CancellationToken cancellation) =>
        database.Write(connection => Take(connection, step, database.Now), cancellation);

    public Task<IReadOnlyList<IFact>> Finish(IReadOnlyList<Step> steps, CancellationToken cancellation) => steps.Count == 0
        ? Task.FromResult<IReadOnlyList<IFact>>([])
        : database.Write<IReadOnlyList<IFact>>(async connection => Announced(steps, await Take(connection, steps, database.Now)), cancellation);

    /// <summary>
    /// In SQL: the facts <c>f (id, revision, place)</c> whose work is open, of the lists <c>@ids</c> and <c>@revisions</c>. Each is looked up by
    /// its key, which is all that OFFSET is for: a plan made while little waited would go through all that waits of the stage.
    /// </summary>
    /// <param name="stage">A parameter or a literal.</param>
    internal static string FromOpen(string stage) =>
        $"""
        FROM unnest(@ids, @revisions) WITH ORDINALITY AS f (id, revision, place)
        CROSS JOIN LATERAL (
            SELECT FROM work w
            WHERE w.stage = {stage} AND w.id = f.id AND w.revision = f.revision AND NOT coalesce(w.quarantined, false) OFFSET 0) w
        """;

    public Task<IReadOnlyList<IFact>> TakeStill(
        DateTimeOffset now, DateTimeOffset announcedBefore, int limit, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<IFact>>(
            async connection =>
            {
                var rows = await connection.QueryAsync<(string Stage, string Id, long Revision, long Due, long Sequence)>(
                    """
                    WITH still AS (
                        SELECT stage, id, revision FROM work
                        WHERE NOT quarantined AND due_at <= @now AND announced_at < @before - CASE stage WHEN 'read' THEN @read ELSE 0 END
                        ORDER BY due_at, sequence LIMIT @limit FOR UPDATE SKIP LOCKED)
                    UPDATE work w SET announced_at = @now FROM still s
                    WHERE w.stage = s.stage AND w.id = s.id AND w.revision = s.revision
                    RETURNING w.stage, w.id, w.revision, w.due_at, w.sequence
                    """,
                    new
                    {
                        now = now.ToUnixTimeMilliseconds(),
                        before = announcedBefore.ToUnixTimeMilliseconds(),
                        read = (long)Pipeline.SlowestRead.TotalMilliseconds,
                        limit,
                    });
                return
                [
                    .. rows.OrderBy(row => row.Due).ThenBy(row => row.Sequence)
                        .Select(row => Pipeline.Announcement(row.Stage, row.Id, row.Revision)),
                ];
            },
            cancellation);

    public Task ForgetAnnouncements(CancellationToken cancellation) =>
        database.Write(connection => connection.ExecuteAsync("UPDATE work SET announced_at = 0 WHERE announced_at > 0"), cancellation);

    public async Task<DateTimeOffset?> NextDue(DateTimeOffset now, CancellationToken cancellation) =>
        await database.Read(
            connection => connection.ExecuteScalarAsync<long?>(
                "SELECT min(due_at) FROM work WHERE NOT quarantined AND due_at > @now", new { now = now.ToUnixTimeMilliseconds() }),
            cancellation) is { } next
                ? DateTimeOffset.FromUnixTimeMilliseconds(next)
                : null;

    public Task<IReadOnlyList<WorkInTurn>> InTurn(IReadOnlyList<IFact> message, DateTimeOffset now, CancellationToken cancellation)
    {
        var stage = Pipeline.StageOf(message[0]);
        return database.Read<IReadOnlyList<WorkInTurn>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(string Id, long Revision, long Opened, bool Waits)>(
                """
                SELECT id, revision, opened_at, coalesce(sequence > (
                    SELECT sequence FROM work
                    WHERE stage = @behind AND NOT quarantined AND attempts = 0 ORDER BY sequence LIMIT 1), false)
                FROM work WHERE stage = @stage AND NOT quarantined AND due_at <= @now ORDER BY sequence LIMIT @most
                """,
                new { stage = stage.Name, behind = stage.InTurnBehind, now = now.ToUnixTimeMilliseconds(), most = stage.Together }))
                .Select(row => new WorkInTurn(
                    Pipeline.Announcement(stage.Name, row.Id, row.Revision), DateTimeOffset.FromUnixTimeMilliseconds(row.Opened), row.Waits)),
            ],
            cancellation);
    }

    public Task Postpone(IReadOnlyList<IFact> facts, DateTimeOffset until, CancellationToken cancellation) =>
        database.Write(
            connection => connection.ExecuteAsync(
                """
                UPDATE work w SET due_at = @until, announced_at = 0 FROM unnest(@ids, @revisions) AS f (id, revision)
                WHERE w.stage = @stage AND w.id = f.id AND w.revision = f.revision
                """,
                new
                {
                    until = until.ToUnixTimeMilliseconds(),
                    stage = Pipeline.StageOf(facts[0]).Name,
                    ids = facts.Select(fact => fact.Id).ToArray(),
                    revisions = facts.Select(fact => fact.Revision).ToArray(),
                }),
            cancellation);

    public Task<bool> Fail(IFact fact, string error, bool final, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection => fact is FeedDue
                ? Free(connection, fact, now)
                : connection.ExecuteScalarAsync<bool>(
                    """
                    UPDATE work SET attempts = attempts + 1, quarantined = @final OR attempts + 1 >= @MostAttempts, error = @error,
                                    due_at = CASE WHEN attempts = 0 THEN @soon ELSE @later END, announced_at = 0
                    WHERE stage = @Stage AND id = @Id AND revision = @Revision
                    RETURNING quarantined
                    """,
                    new
                    {
                        Stage = Pipeline.StageOf(fact).Name,
                        fact.Id,
                        fact.Revision,
                        final,
                        MostAttempts,
                        error = Plain.Text(error.Length > 1000 ? error[..1000] : error),
                        soon = (now + Delay(1)).ToUnixTimeMilliseconds(),
                        later = (now + Delay(2)).ToUnixTimeMilliseconds(),
                    }),
            cancellation);

    public Task<bool> Begin(IFact fact, string error, CancellationToken cancellation) =>
        database.Write(
            connection => connection.ExecuteScalarAsync<bool>(
                """
                UPDATE work SET quarantined = attempts >= @MostAttempts, attempts = least(attempts + 1, @MostAttempts), error = @error
                WHERE stage = @Stage AND id = @Id AND revision = @Revision
                RETURNING NOT quarantined
                """,
                new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision, MostAttempts, error }),
            cancellation);

    public Task<IReadOnlyList<QuarantinedWork>> Quarantined(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<QuarantinedWork>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(string Stage, string Id, long Revision, int Attempts, string? Error, long At)>(
                    "SELECT stage, id, revision, attempts, error, due_at FROM work WHERE quarantined ORDER BY due_at"))
                    .Select(row => new QuarantinedWork(
                        row.Stage, row.Id, row.Revision, row.Attempts, row.Error ?? "", DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
            ],
            cancellation);

    public Task<bool> Replay(QuarantinedWork row, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            async connection => await connection.ExecuteAsync(
                """
                UPDATE work SET quarantined = false, attempts = 0, due_at = @now, announced_at = 0
                WHERE stage = @Stage AND id = @Id AND revision = @Revision AND quarantined
                """,
                new { row.Stage, row.Id, row.Revision, now = now.ToUnixTimeMilliseconds() }) > 0,
            cancellation);

    public Task<bool> Drop(QuarantinedWork row, CancellationToken cancellation) =>
        database.Write(
            async connection => await connection.ExecuteAsync(
                "DELETE FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision AND quarantined",
                new { row.Stage, row.Id, row.Revision }) > 0,
            cancellation);

    public Task<bool> Idle(DateTimeOffset now, CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalarAsync<bool>(
                """
                SELECT NOT EXISTS (SELECT 1 FROM work WHERE NOT quarantined AND due_at <= @now)
                   AND NOT EXISTS (SELECT 1 FROM feeds WHERE claimed_until IS NOT NULL)
                """,
                new { now = now.ToUnixTimeMilliseconds() }),
            cancellation);

    public Task<IReadOnlyDictionary<string, int>> Open(CancellationToken cancellation) =>
        database.Read<IReadOnlyDictionary<string, int>>(
            async connection => (await connection.QueryAsync<(string Stage, int Count)>(
                "SELECT stage, count(*)::integer FROM work WHERE NOT quarantined GROUP BY stage")).ToDictionary(row => row.Stage, row => row.Count),
            cancellation);

    /// <summary>Closes the work on what is done and opens what comes of it. False, and nothing changed, when it was closed before.</summary>
    internal static async Task<bool> Take(NpgsqlConnection connection, Step step, long now) => (await Take(connection, [step], now)).Count > 0;

    /// <summary>
    /// The same of several steps of one stage, in one statement. What a stage with turns takes up keeps the number of the work that it came of.
    /// </summary>
    /// <returns>The facts that were still open.</returns>
    internal static async Task<HashSet<IFact>> Take(NpgsqlConnection connection, IReadOnlyList<Step> steps, long now)
    {
        if (steps.Count == 0)
            return [];

        var stage = Pipeline.StageOf(steps[0].Done);
        var opened = steps.SelectMany(step => step.Next.Select(next => (step.Done, Next: next, Stage: Pipeline.StageOf(next)))).ToList();
        var closed = await connection.QueryAsync<(string Id, long Revision)>(
            """
            WITH done AS (
                DELETE FROM work w USING unnest(@ids, @revisions) AS d (id, revision)
                WHERE w.stage = @stage AND w.id = d.id AND w.revision = d.revision
                RETURNING w.id, w.revision, w.sequence),
            opened AS (
                INSERT INTO work (stage, id, revision, sequence, opened_at, due_at, announced_at)
                SELECT n.stage, n.id, n.revision, CASE WHEN n.inherits THEN n.sequence ELSE nextval('work_sequence_seq') END, @now, @now, @now
                FROM (
                    SELECT f.stage, f.id, f.revision, f.inherits, d.sequence
                    FROM unnest(@doneIds, @doneRevisions, @nextStages, @nextIds, @nextRevisions, @inherits)
                        WITH ORDINALITY AS f (done, done_revision, stage, id, revision, inherits, place)
                    JOIN done d ON d.id = f.done AND d.revision = f.done_revision ORDER BY f.place) n
                ON CONFLICT DO NOTHING)
            SELECT id, revision FROM done
            """,
            new
            {
                stage = stage.Name,
                now,
                ids = steps.Select(step => step.Done.Id).ToArray(),
                revisions = steps.Select(step => step.Done.Revision).ToArray(),
                doneIds = opened.ConvertAll(one => one.Done.Id).ToArray(),
                doneRevisions = opened.ConvertAll(one => one.Done.Revision).ToArray(),
                nextStages = opened.ConvertAll(one => one.Stage.Name).ToArray(),
                nextIds = opened.ConvertAll(one => one.Next.Id).ToArray(),
                nextRevisions = opened.ConvertAll(one => one.Next.Revision).ToArray(),
                inherits = opened.ConvertAll(one => one.Stage.InTurnBehind == stage.Name).ToArray(),
            });
        var open = closed.ToHashSet();
        return [.. steps.Select(step => step.Done).Where(fact => open.Contains((fact.Id, fact.Revision)))];
    }

    /// <summary>What comes of the steps that were taken.</summary>
    internal static IReadOnlyList<IFact> Announced(IEnumerable<Step> steps, HashSet<IFact> taken) =>
        [.. steps.Where(step => taken.Contains(step.Done)).SelectMany(step => step.Next)];

    /// <summary>Opens work, in this order. It counts as announced from the start: whoever saves it publishes it next.</summary>
    internal static Task Add(NpgsqlConnection connection, IReadOnlyList<IFact> facts, long now) => facts.Count == 0
        ? Task.CompletedTask
        : connection.ExecuteAsync(
            """
            INSERT INTO work (stage, id, revision, opened_at, due_at, announced_at)
            SELECT stage, id, revision, @now, @now, @now
            FROM unnest(@stages, @ids, @revisions) WITH ORDINALITY AS f (stage, id, revision, place) ORDER BY place
            ON CONFLICT DO NOTHING
            """,
            new
            {
                now,
                stages = facts.Select(fact => Pipeline.StageOf(fact).Name).ToArray(),
                ids = facts.Select(fact => fact.Id).ToArray(),
                revisions = facts.Select(fact => fact.Revision).ToArray(),
            });

    /// <summary>A poll has no row of open work: its feed's claim is given up, and the feed comes again later.</summary>
    private static async Task<bool> Free(NpgsqlConnection connection, IFact fact, DateTimeOffset now)
    {
        await connection.ExecuteAsync(
            "UPDATE feeds SET claimed_until = NULL, next_poll_at = @next WHERE id = @Id AND poll = @Revision",
            new { fact.Id, fact.Revision, next = (now + Delay(MostAttempts)).ToUnixTimeMilliseconds() });
        return false;
    }

    /// <summary>One minute, then five: most of what fails once is over by then.</summary>
    private static TimeSpan Delay(int attempts) => TimeSpan.FromMinutes(attempts <= 1 ? 1 : 5);
}
