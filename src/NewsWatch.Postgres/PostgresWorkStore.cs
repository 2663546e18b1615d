using Dapper;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Open work in the table <c>work</c>.</summary>
public sealed class PostgresWorkStore(PostgresDatabase database) : IWorkStore
{
    private const int MostAttempts = 3;

    public Task<bool> Finish(Step step, CancellationToken cancellation) =>
        database.Write(connection => Take(connection, step, database.Now), cancellation);

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

    public Task<WorkInTurn?> InTurn(IFact message, DateTimeOffset now, CancellationToken cancellation)
    {
        var stage = Pipeline.StageOf(message);
        return database.Read(
            async connection => (await connection.QueryAsync<(string Id, long Revision, long Opened, bool Waits)>(
                """
                SELECT id, revision, opened_at, EXISTS (
                    SELECT 1 FROM work earlier
                    WHERE earlier.stage = @behind AND NOT earlier.quarantined AND earlier.attempts = 0 AND earlier.sequence < work.sequence)
                FROM work WHERE stage = @stage AND NOT quarantined AND due_at <= @now ORDER BY sequence LIMIT 1
                """,
                new { stage = stage.Name, behind = stage.InTurnBehind, now = now.ToUnixTimeMilliseconds() }))
                .Select(row => new WorkInTurn(
                    Pipeline.Announcement(stage.Name, row.Id, row.Revision), DateTimeOffset.FromUnixTimeMilliseconds(row.Opened), row.Waits))
                .FirstOrDefault(),
            cancellation);
    }

    public Task Postpone(IFact fact, DateTimeOffset until, CancellationToken cancellation) =>
        database.Write(
            connection => connection.ExecuteAsync(
                "UPDATE work SET due_at = @until, announced_at = 0 WHERE stage = @Stage AND id = @Id AND revision = @Revision",
                new { until = until.ToUnixTimeMilliseconds(), Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision }),
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
    internal static async Task<bool> Take(NpgsqlConnection connection, Step step, long now)
    {
        var sequence = await connection.ExecuteScalarAsync<long?>(
            "DELETE FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision RETURNING sequence",
            new { Stage = Pipeline.StageOf(step.Done).Name, step.Done.Id, step.Done.Revision });
        if (sequence is not { } place)
            return false;

        foreach (var fact in step.Next)
            if (Pipeline.StageOf(fact).InTurnBehind == Pipeline.StageOf(step.Done).Name)
                await Insert(connection, fact, now, place);
            else
                await Add(connection, [fact], now);

        return true;
    }

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

    private static Task<int> Insert(NpgsqlConnection connection, IFact fact, long now, long sequence) =>
        connection.ExecuteAsync(
            """
            INSERT INTO work (stage, id, revision, sequence, opened_at, due_at, announced_at)
            VALUES (@Stage, @Id, @Revision, @sequence, @now, @now, @now) ON CONFLICT DO NOTHING
            """,
            new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision, sequence, now });

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
