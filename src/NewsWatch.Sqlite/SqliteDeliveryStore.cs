using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Delivery;

namespace NewsWatch.Sqlite;

/// <summary>Deliveries and their attempts.</summary>
public sealed class SqliteDeliveryStore(SqliteDatabase database) : IDeliveryStore
{
    public Task Add(IReadOnlyList<Delivery.Delivery> deliveries, CancellationToken cancellation) =>
        database.Write(connection => Insert(connection, deliveries), cancellation);

    public Task<IReadOnlyList<DeliveryStanding>> Of(SubjectKind kind, string subjectId, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<DeliveryStanding>>(
            connection =>
            [
                .. connection.Query<DeliveryRow>(
                    $"SELECT {DeliveryRow.Standing} FROM deliveries WHERE subject_kind = @kind AND subject_id = @subjectId ORDER BY channel, recipient",
                    new { kind = kind.ToString(), subjectId }).Select(row => row.ToStanding()),
            ],
            cancellation);

    public async Task<string?> Next(string channel, string recipient, DateTimeOffset now, CancellationToken cancellation)
    {
        var (next, gone) = await database.Read(connection => Next(connection, channel, recipient, now), cancellation);
        if (gone is not null)
            await database.Write(connection => GiveUp(connection, channel, recipient, null, gone), cancellation);

        return next;
    }

    public Task<Delivery.Delivery?> Begin(
        string deliveryId, string attemptId, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        database.Write(connection => Begin(connection, deliveryId, attemptId, now, lease), cancellation);

    public Task<bool> Extend(string deliveryId, string attemptId, DateTimeOffset until, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (Standing(connection, deliveryId) is not { } delivery || DeliveryAttempt.Extend(delivery, attemptId, until) is var held && held == delivery)
                    return false;

                Update(connection, held);
                return true;
            },
            cancellation);

    public Task End(string deliveryId, string attemptId, DeliveryResult result, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(connection => End(connection, deliveryId, attemptId, result, now), cancellation);

    public Task<Delivery.Delivery?> EndAndBegin(EndedAttempt ended, string attemptId, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                var (channel, recipient) = (ended.Delivery.Channel, ended.Delivery.Recipient);
                End(connection, ended.Delivery.Id, ended.AttemptId, ended.Result, now);
                var (next, gone) = Next(connection, channel, recipient, now);
                if (gone is not null)
                    GiveUp(connection, channel, recipient, null, gone);

                return next is null ? null : Begin(connection, next, attemptId, now, lease);
            },
            cancellation);

    public Task FreeClaims(DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                var claimed = connection.Query<DeliveryRow>(
                    $"SELECT {DeliveryRow.Standing} FROM deliveries WHERE state = @state", new { state = nameof(DeliveryState.Claimed) }).AsList();
                foreach (var delivery in claimed.Select(row => row.ToStanding()))
                    Update(connection, DeliveryAttempt.Abandon(delivery with { LeaseUntil = now }, now));

                return true;
            },
            cancellation);

    public Task<DeliveryCounts> Counts(CancellationToken cancellation) =>
        database.Read(
            connection => new DeliveryCounts(
                connection.Query<(string State, int Count)>("SELECT state, count(*) FROM deliveries GROUP BY state")
                    .ToDictionary(row => Enum.Parse<DeliveryState>(row.State), row => row.Count),
                connection.ExecuteScalar<int>("SELECT coalesce(sum(possible_repeats), 0) FROM deliveries")),
            cancellation);

    public Task<IReadOnlyList<Delivery.Delivery>> List(IReadOnlyCollection<DeliveryState> states, int limit, CancellationToken cancellation) =>
        Rows("WHERE state IN @states ORDER BY sequence DESC LIMIT @limit", new { states = states.Select(state => state.ToString()), limit }, cancellation);

    public Task<IReadOnlyList<Delivery.Delivery>> Find(string idBegins, CancellationToken cancellation) =>
        Rows("WHERE substr(id, 1, length(@idBegins)) = @idBegins LIMIT 2", new { idBegins }, cancellation);

    public Task<IReadOnlyList<Delivery.Delivery>> InFeed(string subscriptionId, int limit, CancellationToken cancellation) =>
        Rows(
            "WHERE subscription_id = @subscriptionId AND channel = 'feed' AND state = 'Sent' ORDER BY sequence DESC LIMIT @limit",
            new { subscriptionId, limit },
            cancellation);

    public Task<bool> Revive(string deliveryId, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (Standing(connection, deliveryId) is not { State: DeliveryState.Dead } dead)
                    return false;

                Update(connection, DeliveryAttempt.Revive(dead, now));
                return true;
            },
            cancellation);

    public Task<IReadOnlyList<GoneRecipient>> Gone(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<GoneRecipient>>(
            connection =>
            [
                .. connection.Query<(string Channel, string Recipient, string Reason, long At)>(
                    "SELECT channel, recipient, reason, gone_at FROM gone_recipients ORDER BY gone_at DESC")
                    .Select(row => new GoneRecipient(row.Channel, row.Recipient, row.Reason, DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
            ],
            cancellation);

    public Task<bool> Readmit(string channel, string recipient, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                "DELETE FROM gone_recipients WHERE channel = @channel AND recipient = @recipient", new { channel, recipient }) > 0,
            cancellation);

    /// <summary>Whose turn it is, and why what waits is to be given up; at most one of them.</summary>
    private static (string? Id, string? Gone) Next(SqliteConnection connection, string channel, string recipient, DateTimeOffset now)
    {
        if (connection.ExecuteScalar<string?>(
            "SELECT reason FROM gone_recipients WHERE channel = @channel AND recipient = @recipient", new { channel, recipient }) is { } gone)
            return (null, gone);

        // Mostly the first one's; many are looked at only where they are passed over.
        for (var looked = 4; ; looked = DeliveryOrder.Looked)
        {
            var waiting = connection.Query<DeliveryRow>(
                $"""
                SELECT {DeliveryRow.Standing} FROM deliveries
                WHERE channel = @channel AND recipient = @recipient AND {DeliveryRow.Open} ORDER BY sequence LIMIT @looked
                """,
                new { channel, recipient, looked })
                .Select(row => row.ToStanding())
                .ToList();
            var next = DeliveryOrder.Next(waiting, now);
            if (next is not null || waiting.Count < looked || looked == DeliveryOrder.Looked)
                return (next, null);
        }
    }

    private static Delivery.Delivery? Begin(SqliteConnection connection, string deliveryId, string attemptId, DateTimeOffset now, TimeSpan lease)
    {
        if (Whole(connection, deliveryId) is not { } delivery)
            return null;

        if (DeliveryAttempt.IsAbandoned(delivery, now))
            Update(connection, delivery = DeliveryAttempt.Abandon(delivery, now));

        if (!DeliveryAttempt.MayBegin(delivery, now))
            return null;

        delivery = DeliveryAttempt.Begin(delivery, attemptId, now, lease);
        Update(connection, delivery);
        return delivery;
    }

    private static bool End(SqliteConnection connection, string deliveryId, string attemptId, DeliveryResult result, DateTimeOffset now)
    {
        if (Standing(connection, deliveryId) is not { } delivery)
            return false;

        var ended = DeliveryAttempt.End(delivery, attemptId, result, now);
        Update(connection, ended);
        if (result is DeliveryResult.Gone gone && ended.State is DeliveryState.Dead)
            connection.Execute(
                "INSERT INTO gone_recipients (channel, recipient, reason, gone_at) VALUES (@Channel, @Recipient, @Reason, @now) ON CONFLICT DO NOTHING",
                new { ended.Channel, ended.Recipient, gone.Reason, now = now.ToUnixTimeMilliseconds() });

        return true;
    }

    /// <summary>Gives up what waits for a recipient, of one subscription or of all.</summary>
    internal static int GiveUp(SqliteConnection connection, string channel, string recipient, string? subscriptionId, string reason)
    {
        var waiting = connection.Query<DeliveryRow>(
            $"""
            SELECT {DeliveryRow.Standing} FROM deliveries
            WHERE channel = @channel AND recipient = @recipient AND {DeliveryRow.Open} AND (@subscriptionId IS NULL OR subscription_id = @subscriptionId)
            """,
            new { channel, recipient, subscriptionId }).AsList();
        foreach (var delivery in waiting.Select(row => row.ToStanding()))
            Update(connection, DeliveryAttempt.GiveUp(delivery, reason));

        return waiting.Count;
    }

    private Task<IReadOnlyList<Delivery.Delivery>> Rows(string where, object parameters, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Delivery.Delivery>>(
            connection => [.. connection.Query<DeliveryRow>($"SELECT {DeliveryRow.Whole} FROM deliveries {where}", parameters).Select(row => row.ToDelivery())],
            cancellation);

    internal static int Insert(SqliteConnection connection, IReadOnlyList<Delivery.Delivery> deliveries) =>
        connection.Execute(
            """
            INSERT INTO deliveries (
                id, subject_kind, subject_id, subscription_id, channel, recipient, state, attempts, possible_repeats, attempt_id,
                next_at, first_attempt_at, last_attempt_at, last_error, message, sequence)
            VALUES (
                @Id, @SubjectKind, @SubjectId, @SubscriptionId, @Channel, @Recipient, @State, @Attempts, @PossibleRepeats, @AttemptId,
                @NextAt, @FirstAttemptAt, @LastAttemptAt, @LastError, @Message, (SELECT coalesce(max(sequence), 0) + 1 FROM deliveries))
            ON CONFLICT DO NOTHING
            """,
            deliveries.Select(DeliveryRow.Of));

    private static DeliveryStanding? Standing(SqliteConnection connection, string id) => connection.QueryFirstOrDefault<DeliveryRow>(
        $"SELECT {DeliveryRow.Standing} FROM deliveries WHERE id = @id", new { id })?.ToStanding();

    private static Delivery.Delivery? Whole(SqliteConnection connection, string id) => connection.QueryFirstOrDefault<DeliveryRow>(
        $"SELECT {DeliveryRow.Whole} FROM deliveries WHERE id = @id", new { id })?.ToDelivery();

    private static void Update(SqliteConnection connection, DeliveryStanding delivery) =>
        connection.Execute(
            """
            UPDATE deliveries SET
                state = @State, attempts = @Attempts, possible_repeats = @PossibleRepeats, attempt_id = @AttemptId, next_at = @NextAt,
                first_attempt_at = @FirstAttemptAt, last_attempt_at = @LastAttemptAt, last_error = @LastError
            WHERE id = @Id
            """,
            DeliveryRow.Of(delivery));
}
