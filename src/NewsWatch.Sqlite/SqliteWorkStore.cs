using Dapper;
using Microsoft.Data.Sqlite;

namespace NewsWatch.Sqlite;

/// <summary>Open work in the table <c>work</c>.</summary>
public sealed class SqliteWorkStore(SqliteDatabase database) : IWorkStore
{
    private const int MostAttempts = 3;

    private const string Still =
        """
        SELECT rowid, stage, id, revision FROM work
        WHERE quarantined = 0 AND due_at <= @now AND announced_at < @before - CASE stage WHEN 'read' THEN @read ELSE 0 END
        ORDER BY due_at, rowid LIMIT @limit
        """;

    public Task<bool> Finish(Step step, CancellationToken cancellation) =>
        database.Write(connection => Take(connection, step, database.Now), cancellation);

    public async Task<IReadOnlyList<IFact>> TakeStill(
        DateTimeOffset now, DateTimeOffset announcedBefore, int limit, CancellationToken cancellation)
    {
        var still = new
        {
            now = now.ToUnixTimeMilliseconds(),
            before = announcedBefore.ToUnixTimeMilliseconds(),
            read = (long)Pipeline.SlowestRead.TotalMilliseconds,
            limit,
        };
        if (!await database.Read(connection => connection.ExecuteScalar<bool>($"SELECT EXISTS ({Still})", still), cancellation))
            return [];

        return await database.Write<IReadOnlyList<IFact>>(
            connection =>
            {
                var rows = connection.Query<(long Row, string Stage, string Id, long Revision)>(Still, still).AsList();
                connection.Execute(
                    "UPDATE work SET announced_at = @now WHERE rowid = @Row", rows.Select(row => new { still.now, row.Row }));
                return [.. rows.Select(row => Pipeline.Announcement(row.Stage, row.Id, row.Revision))];
            },
            cancellation);
    }

    public Task ForgetAnnouncements(CancellationToken cancellation) =>
        database.Write(connection => connection.Execute("UPDATE work SET announced_at = 0 WHERE announced_at > 0"), cancellation);

    public Task<DateTimeOffset?> NextDue(DateTimeOffset now, CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalar<long?>(
                "SELECT min(due_at) FROM work WHERE quarantined = 0 AND due_at > @now",
                new { now = now.ToUnixTimeMilliseconds() }) is { } next
                    ? DateTimeOffset.FromUnixTimeMilliseconds(next)
                    : (DateTimeOffset?)null,
            cancellation);

    public Task<IReadOnlyList<WorkInTurn>> InTurn(IReadOnlyList<IFact> message, DateTimeOffset now, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<WorkInTurn>>(
            connection =>
            [
                .. message.Where(fact => connection.ExecuteScalar<bool>(
                    "SELECT EXISTS (SELECT 1 FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision AND quarantined = 0)",
                    new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision })).Select(fact => new WorkInTurn(fact, now, Waits: false)),
            ],
            cancellation);

    public Task<bool> Begin(IFact fact, string error, CancellationToken cancellation) =>
        database.Write(
            connection => connection.ExecuteScalar<bool>(
                """
                UPDATE work SET quarantined = attempts >= @MostAttempts, attempts = min(attempts + 1, @MostAttempts), error = @error
                WHERE stage = @Stage AND id = @Id AND revision = @Revision
                RETURNING quarantined = 0
                """,
                new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision, MostAttempts, error }),
            cancellation);

    public Task Postpone(IReadOnlyList<IFact> facts, DateTimeOffset until, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                "UPDATE work SET due_at = @until, announced_at = 0 WHERE stage = @Stage AND id = @Id AND revision = @Revision",
                facts.Select(fact => new { until = until.ToUnixTimeMilliseconds(), Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision })),
            cancellation);

    public Task<bool> Fail(IFact fact, string error, bool final, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (fact is FeedDue)
                    return Free(connection, fact, now);

                var key = new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision };
                var attempts = 1 + connection.ExecuteScalar<int>(
                    "SELECT attempts FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision", key);
                var quarantined = final || attempts >= MostAttempts;
                connection.Execute(
                    """
                    UPDATE work SET attempts = @attempts, quarantined = @quarantined, error = @error, due_at = @due, announced_at = 0
                    WHERE stage = @Stage AND id = @Id AND revision = @Revision
                    """,
                    new
                    {
                        key.Stage,
                        key.Id,
                        key.Revision,
                        attempts,
                        quarantined,
                        error = error.Length > 1000 ? error[..1000] : error,
                        due = (now + Delay(attempts)).ToUnixTimeMilliseconds(),
                    });
                return quarantined;
            },
            cancellation);

    public Task<IReadOnlyList<QuarantinedWork>> Quarantined(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<QuarantinedWork>>(
            connection =>
            [
                .. connection.Query<(string Stage, string Id, long Revision, int Attempts, string? Error, long At)>(
                    "SELECT stage, id, revision, attempts, error, due_at FROM work WHERE quarantined = 1 ORDER BY due_at")
                    .Select(row => new QuarantinedWork(
                        row.Stage, row.Id, row.Revision, row.Attempts, row.Error ?? "", DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
            ],
            cancellation);

    public Task<bool> Replay(QuarantinedWork row, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                """
                UPDATE work SET quarantined = 0, attempts = 0, due_at = @now, announced_at = 0
                WHERE stage = @Stage AND id = @Id AND revision = @Revision AND quarantined = 1
                """,
                new { row.Stage, row.Id, row.Revision, now = now.ToUnixTimeMilliseconds() }) > 0,
            cancellation);

    public Task<bool> Drop(QuarantinedWork row, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                "DELETE FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision AND quarantined = 1",
                new { row.Stage, row.Id, row.Revision }) > 0,
            cancellation);

    public Task<bool> Idle(DateTimeOffset now, CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalar<long>(
                """
                SELECT EXISTS (SELECT 1 FROM work WHERE quarantined = 0 AND due_at <= @now)
                    OR EXISTS (SELECT 1 FROM feeds WHERE claimed_until IS NOT NULL)
                """,
                new { now = now.ToUnixTimeMilliseconds() }) == 0,
            cancellation);

    public Task<IReadOnlyDictionary<string, int>> Open(CancellationToken cancellation) =>
        database.Read<IReadOnlyDictionary<string, int>>(
            connection => connection.Query<(string Stage, int Count)>(
                "SELECT stage, count(*) FROM work WHERE quarantined = 0 GROUP BY stage").ToDictionary(row => row.Stage, row => row.Count),
            cancellation);

    /// <summary>A poll has no row of open work: its feed's claim is given up, and the feed comes again later.</summary>
    private static bool Free(SqliteConnection connection, IFact fact, DateTimeOffset now)
    {
        connection.Execute(
            "UPDATE feeds SET claimed_until = NULL, next_poll_at = @next WHERE id = @Id AND poll = @Revision",
            new { fact.Id, fact.Revision, next = (now + Delay(MostAttempts)).ToUnixTimeMilliseconds() });
        return false;
    }

    /// <summary>Closes the work on what is done and opens what comes of it. False, and nothing changed, when it was closed before.</summary>
    internal static bool Take(SqliteConnection connection, Step step, long now)
    {
        var closed = connection.Execute(
            "DELETE FROM work WHERE stage = @Stage AND id = @Id AND revision = @Revision",
            new { Stage = Pipeline.StageOf(step.Done).Name, step.Done.Id, step.Done.Revision });
        if (closed == 0)
            return false;

        foreach (var fact in step.Next)
            Add(connection, fact, now);

        return true;
    }

    /// <summary>Opens work. It counts as announced from the start: whoever saves it publishes it next.</summary>
    internal static void Add(SqliteConnection connection, IFact fact, long now) =>
        connection.Execute(
            """
            INSERT INTO work (stage, id, revision, due_at, announced_at) VALUES (@Stage, @Id, @Revision, @now, @now)
            ON CONFLICT DO NOTHING
            """,
            new { Stage = Pipeline.StageOf(fact).Name, fact.Id, fact.Revision, now });

    /// <summary>One minute, then five: most of what fails once is over by then.</summary>
    private static TimeSpan Delay(int attempts) => TimeSpan.FromMinutes(attempts <= 1 ? 1 : 5);
}
