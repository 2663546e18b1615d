using Dapper;
using NewsWatch.Delivery;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Deliveries and their attempts.</summary>
public sealed class PostgresDeliveryStore(PostgresDatabase database) : IDeliveryStore
{
    public Task Add(IReadOnlyList<Delivery.Delivery> deliveries, CancellationToken cancellation) =>
        deliveries.Count == 0 ? Task.CompletedTask : database.Write(connection => Insert(connection, deliveries), cancellation);

    public Task<IReadOnlyList<DeliveryStanding>> Of(SubjectKind kind, string subjectId, CancellationToken cancellation) =>
        Of(kind, [subjectId], cancellation);

    public async Task<IReadOnlyList<DeliveryStanding>> Of(SubjectKind kind, IReadOnlyCollection<string> subjectIds, CancellationToken cancellation) =>
        subjectIds.Count == 0
            ? []
            : await database.Read(
                connection => Standings(
                    connection,
                    "WHERE subject_kind = @kind AND subject_id = ANY (@subjects) ORDER BY sequence",
                    new { kind = kind.ToString(), subjects = subjectIds.ToArray() }),
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
            async connection =>
            {
                if (await Claim(connection, deliveryId) is not { } delivery || DeliveryAttempt.Extend(delivery, attemptId, until) is var held && held == delivery)
                    return false;

                await Update(connection, held);
                return true;
            },
            cancellation);

    public Task End(string deliveryId, string attemptId, DeliveryResult result, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(connection => End(connection, deliveryId, attemptId, result, now), cancellation);

    public Task<Delivery.Delivery?> EndAndBegin(EndedAttempt ended, string attemptId, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                var (channel, recipient) = (ended.Delivery.Channel, ended.Delivery.Recipient);
                if (await TurnOver(connection, ended, attemptId, now, lease) is (true, var begun))
                    return begun;

                await End(connection, ended.Delivery.Id, ended.AttemptId, ended.Result, now);
                var (next, gone) = await Next(connection, channel, recipient, now);
                if (gone is not null)
                    await GiveUp(connection, channel, recipient, null, gone);

                return next is null ? null : await Begin(connection, next, attemptId, now, lease);
            },
            cancellation);

    public Task FreeClaims(DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                var claimed = await Standings(connection, "WHERE state = @state FOR UPDATE", new { state = nameof(DeliveryState.Claimed) });
                await Update(connection, [.. claimed.Select(delivery => DeliveryAttempt.Abandon(delivery with { LeaseUntil = now }, now))]);
                return true;
            },
            cancellation);

    public Task<DeliveryCounts> Counts(CancellationToken cancellation) =>
        database.Read(
            async connection => new DeliveryCounts(
                (await connection.QueryAsync<(string State, int Count)>("SELECT state, count(*)::integer FROM deliveries GROUP BY state"))
                    .ToDictionary(row => Enum.Parse<DeliveryState>(row.State), row => row.Count),
                await connection.ExecuteScalarAsync<int>("SELECT coalesce(sum(possible_repeats), 0)::integer FROM deliveries")),
            cancellation);

    public Task<IReadOnlyList<Delivery.Delivery>> List(IReadOnlyCollection<DeliveryState> states, int limit, CancellationToken cancellation) =>
        Rows("WHERE state = ANY (@states) ORDER BY sequence DESC LIMIT @limit", new { states = states.Select(state => state.ToString()).ToArray(), limit }, cancellation);

    public Task<IReadOnlyList<Delivery.Delivery>> Find(string idBegins, CancellationToken cancellation) =>
        Rows("WHERE left(id, length(@idBegins)) = @idBegins LIMIT 2", new { idBegins = Plain.Text(idBegins) }, cancellation);

    public Task<IReadOnlyList<Delivery.Delivery>> InFeed(string subscriptionId, int limit, CancellationToken cancellation) =>
        Rows(
            "WHERE subscription_id = @subscriptionId AND channel = 'feed' AND state = 'Sent' ORDER BY sequence DESC LIMIT @limit",
            new { subscriptionId, limit },
            cancellation);

    public Task<bool> Revive(string deliveryId, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                if (await Claim(connection, deliveryId) is not { State: DeliveryState.Dead } dead)
                    return false;

                await Update(connection, DeliveryAttempt.Revive(dead, now));
                return true;
            },
            cancellation);

    public Task<IReadOnlyList<GoneRecipient>> Gone(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<GoneRecipient>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(string Channel, string Recipient, string Reason, long At)>(
                    "SELECT channel, recipient, reason, gone_at FROM gone_recipients ORDER BY gone_at DESC"))
                    .Select(row => new GoneRecipient(row.Channel, row.Recipient, row.Reason, DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
            ],
            cancellation);

    public Task<bool> Readmit(string channel, string recipient, CancellationToken cancellation) =>
        database.Write(
            async connection => await connection.ExecuteAsync(
                "DELETE FROM gone_recipients WHERE channel = @channel AND recipient = @recipient", new { channel, recipient }) > 0,
            cancellation);

    /// <summary>Gives up what waits for a recipient, of one subscription or of all.</summary>
    internal static async Task<int> GiveUp(NpgsqlConnection connection, string channel, string recipient, string? subscriptionId, string reason)
    {
        var waiting = await Standings(
            connection,
            $"""
            WHERE channel = @channel AND recipient = @recipient AND {DeliveryRow.Open} AND (@subscriptionId IS NULL OR subscription_id = @subscriptionId)
            ORDER BY sequence FOR UPDATE
            """,
            new { channel, recipient, subscriptionId });
        await Update(connection, [.. waiting.Select(delivery => DeliveryAttempt.GiveUp(delivery, reason))]);
        return waiting.Count;
    }

    internal static async Task<int> Insert(NpgsqlConnection connection, IReadOnlyList<Delivery.Delivery> deliveries)
    {
        if (deliveries.Count == 0)
            return 0;

        return await connection.ExecuteAsync(
            """
            INSERT INTO deliveries (
                id, subject_kind, subject_id, subscription_id, channel, recipient, message, state, attempts, possible_repeats, attempt_id,
                next_at, first_attempt_at, last_attempt_at, last_error)
            SELECT id, kind, subject, subscription, channel, recipient, message, state, attempts, repeats, attempt, next, first, last, error
            FROM unnest(
                @ids, @kinds, @subjects, @subscriptions, @channels, @recipients, @messages, @states, @attempts, @repeats, @attemptIds,
                @next, @first, @last, @errors)
                WITH ORDINALITY AS d (
                    id, kind, subject, subscription, channel, recipient, message, state, attempts, repeats, attempt, next, first, last, error, place)
            ORDER BY place
            ON CONFLICT DO NOTHING
            """,
            Columns(deliveries.Select(DeliveryRow.Of)));
    }

    /// <summary>
    /// What ends as sent, and the next one after it, as they mostly do: both read at once and both written at once. Not done where anything
    /// is in the way; then nothing is changed.
    /// </summary>
    private static async Task<(bool Done, Delivery.Delivery? Begun)> TurnOver(
        NpgsqlConnection connection, EndedAttempt ended, string attemptId, DateTimeOffset now, TimeSpan lease)
    {
        if (ended.Result is not DeliveryResult.Sent)
            return default;

        // The first is the one that ends, whose message is known: nothing of this recipient was written before it that is still open.
        var firsts = (await connection.QueryAsync<DeliveryRow>(
            $"""
            SELECT {DeliveryRow.Standing}, CASE WHEN id <> @Id THEN message END AS Message FROM deliveries
            WHERE channel = @Channel AND recipient = @Recipient AND {DeliveryRow.Open} ORDER BY sequence LIMIT 2 FOR UPDATE
            """,
            new { ended.Delivery.Id, ended.Delivery.Channel, ended.Delivery.Recipient })).AsList();
        if (firsts.Count == 0 || firsts[0].Id != ended.Delivery.Id
            || DeliveryAttempt.End(firsts[0].ToStanding(), ended.AttemptId, ended.Result, now) is not { State: DeliveryState.Sent } sent
            || (firsts.Count > 1 && !DeliveryAttempt.MayBegin(firsts[1].ToStanding(), now)))
            return default;

        var begun = firsts.Count > 1 ? DeliveryAttempt.Begin(firsts[1].ToDelivery(), attemptId, now, lease) : null;
        await Update(connection, begun is null ? [sent] : [sent, begun]);
        return (true, begun);
    }

    /// <summary>Whose turn it is, and why what waits is to be given up; at most one of them. Mostly the first one's; many are looked at only where they are passed over.</summary>
    private static async Task<(string? Id, string? Gone)> Next(NpgsqlConnection connection, string channel, string recipient, DateTimeOffset now)
    {
        if (await connection.ExecuteScalarAsync<string?>(
            "SELECT reason FROM gone_recipients WHERE channel = @channel AND recipient = @recipient", new { channel, recipient }) is { } gone)
            return (null, gone);

        for (var looked = 4; ; looked = DeliveryOrder.Looked)
        {
            var waiting = await Standings(
                connection,
                $"WHERE channel = @channel AND recipient = @recipient AND {DeliveryRow.Open} ORDER BY sequence LIMIT @looked",
                new { channel, recipient, looked });
            var next = DeliveryOrder.Next(waiting, now);
            if (next is not null || waiting.Count < looked || looked == DeliveryOrder.Looked)
                return (next, null);
        }
    }

    private static async Task<Delivery.Delivery?> Begin(NpgsqlConnection connection, string deliveryId, string attemptId, DateTimeOffset now, TimeSpan lease)
    {
        var row = await connection.QueryFirstOrDefaultAsync<DeliveryRow>(
            $"SELECT {DeliveryRow.Whole} FROM deliveries WHERE id = @id FOR UPDATE", new { id = deliveryId });
        if (row?.ToDelivery() is not { } delivery)
            return null;

        var abandoned = DeliveryAttempt.IsAbandoned(delivery, now);
        if (abandoned)
            delivery = DeliveryAttempt.Abandon(delivery, now);

        var begins = DeliveryAttempt.MayBegin(delivery, now);
        if (begins)
            delivery = DeliveryAttempt.Begin(delivery, attemptId, now, lease);

        if (abandoned || begins)
            await Update(connection, delivery);

        return begins ? delivery : null;
    }

    private static async Task<bool> End(NpgsqlConnection connection, string deliveryId, string attemptId, DeliveryResult result, DateTimeOffset now)
    {
        if (await Claim(connection, deliveryId) is not { } delivery)
            return false;

        var ended = DeliveryAttempt.End(delivery, attemptId, result, now);
        await Update(connection, ended);
        if (result is DeliveryResult.Gone gone && ended.State is DeliveryState.Dead)
            await connection.ExecuteAsync(
                "INSERT INTO gone_recipients (channel, recipient, reason, gone_at) VALUES (@Channel, @Recipient, @reason, @now) ON CONFLICT DO NOTHING",
                new { ended.Channel, ended.Recipient, reason = Plain.Text(gone.Reason), now = now.ToUnixTimeMilliseconds() });

        return true;
    }

    /// <summary>Where a delivery stands, and nobody else changes it until the transaction ends.</summary>
    private static async Task<DeliveryStanding?> Claim(NpgsqlConnection connection, string id) =>
        await Standings(connection, "WHERE id = @id FOR UPDATE", new { id }) is [var delivery] ? delivery : null;

    private static async Task<IReadOnlyList<DeliveryStanding>> Standings(NpgsqlConnection connection, string where, object parameters) =>
        [.. (await connection.QueryAsync<DeliveryRow>($"SELECT {DeliveryRow.Standing} FROM deliveries {where}", parameters)).Select(row => row.ToStanding())];

    private static async Task Update(NpgsqlConnection connection, params IReadOnlyList<DeliveryStanding> deliveries)
    {
        if (deliveries.Count == 0)
            return;

        await connection.ExecuteAsync(
            """
            UPDATE deliveries d
            SET state = u.state, attempts = u.attempts, possible_repeats = u.repeats, attempt_id = u.attempt, next_at = u.next,
                first_attempt_at = u.first, last_attempt_at = u.last, last_error = u.error
            FROM unnest(@ids, @states, @attempts, @repeats, @attemptIds, @next, @first, @last, @errors)
                AS u (id, state, attempts, repeats, attempt, next, first, last, error)
            WHERE d.id = u.id
            """,
            Columns(deliveries.Select(DeliveryRow.Of)));
    }

    /// <summary>Parameters for <c>unnest</c>; of these a statement is sent those that it names.</summary>
    private static object Columns(IEnumerable<DeliveryRow> rows)
    {
        var all = rows.ToList();
        return new
        {
            ids = all.Select(row => row.Id).ToArray(),
            kinds = all.Select(row => row.SubjectKind).ToArray(),
            subjects = all.Select(row => row.SubjectId).ToArray(),
            subscriptions = all.Select(row => row.SubscriptionId).ToArray(),
            channels = all.Select(row => row.Channel).ToArray(),
            recipients = all.Select(row => row.Recipient).ToArray(),
            messages = all.Select(row => row.Message).ToArray(),
            states = all.Select(row => row.State).ToArray(),
            attempts = all.Select(row => row.Attempts).ToArray(),
            repeats = all.Select(row => row.PossibleRepeats).ToArray(),
            attemptIds = all.Select(row => row.AttemptId).ToArray(),
            next = all.Select(row => row.NextAt).ToArray(),
            first = all.Select(row => row.FirstAttemptAt).ToArray(),
            last = all.Select(row => row.LastAttemptAt).ToArray(),
            errors = all.Select(row => Plain.Text(row.LastError)).ToArray(),
        };
    }

    private Task<IReadOnlyList<Delivery.Delivery>> Rows(string where, object parameters, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Delivery.Delivery>>(
            async connection =>
                [.. (await connection.QueryAsync<DeliveryRow>($"SELECT {DeliveryRow.Whole} FROM deliveries {where}", parameters)).Select(row => row.ToDelivery())],
            cancellation);
}
