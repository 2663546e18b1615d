using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Delivery;

namespace NewsWatch.Sqlite;

/// <summary>Deliveries and their attempts.</summary>
public sealed class SqliteDeliveryStore(SqliteDatabase database) : IDeliveryStore
{
    public Task Add(IReadOnlyList<Delivery.Delivery> deliveries, CancellationToken cancellation) =>
        database.Write(connection => Insert(connection, deliveries), cancellation);

    public Task<IReadOnlyList<Delivery.Delivery>> Of(SubjectKind kind, string subjectId, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Delivery.Delivery>>(
            connection =>
            [
                .. connection.Query<string>(
                    "SELECT delivery FROM deliveries WHERE subject_kind = @kind AND subject_id = @subjectId ORDER BY channel, recipient",
                    new { kind = kind.ToString(), subjectId }).Select(json => Json.Read<Delivery.Delivery>(json)!),
            ],
            cancellation);

    public Task<Delivery.Delivery?> Begin(
        string deliveryId, string attemptId, DateTimeOffset now, TimeSpan lease, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (Find(connection, deliveryId) is not { } delivery)
                    return null;

                if (DeliveryAttempt.IsAbandoned(delivery, now))
                    Update(connection, delivery = DeliveryAttempt.Abandon(delivery, now));

                if (!DeliveryAttempt.MayBegin(delivery, now))
                    return null;

                delivery = DeliveryAttempt.Begin(delivery, attemptId, now, lease);
                Update(connection, delivery);
                return delivery;
            },
            cancellation);

    public Task End(string deliveryId, string attemptId, DeliveryResult result, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                if (Find(connection, deliveryId) is { } delivery)
                    Update(connection, DeliveryAttempt.End(delivery, attemptId, result, now));

                return true;
            },
            cancellation);

    public Task FreeClaims(DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                var claimed = connection.Query<string>(
                    "SELECT delivery FROM deliveries WHERE state = @state", new { state = nameof(DeliveryState.Claimed) }).AsList();
                foreach (var delivery in claimed.Select(json => Json.Read<Delivery.Delivery>(json)!))
                    Update(connection, DeliveryAttempt.Abandon(delivery with { LeaseUntil = now }, now));

                return true;
            },
            cancellation);

    public Task<DeliveryCounts> Counts(CancellationToken cancellation) =>
        database.Read(
            connection => new DeliveryCounts(
                connection.Query<(string State, int Count)>("SELECT state, count(*) FROM deliveries GROUP BY state")
                    .ToDictionary(row => Enum.Parse<DeliveryState>(row.State), row => row.Count),
                connection.ExecuteScalar<int>("SELECT coalesce(sum(json_extract(delivery, '$.possibleRepeats')), 0) FROM deliveries")),
            cancellation);

    internal static int Insert(SqliteConnection connection, IReadOnlyList<Delivery.Delivery> deliveries) =>
        connection.Execute(
            """
            INSERT INTO deliveries (id, subject_kind, subject_id, channel, recipient, state, next_at, delivery)
            VALUES (@Id, @kind, @SubjectId, @Channel, @Recipient, @state, @next, @json) ON CONFLICT DO NOTHING
            """,
            deliveries.Select(Row));

    private static Delivery.Delivery? Find(SqliteConnection connection, string id) =>
        Json.Read<Delivery.Delivery>(connection.ExecuteScalar<string?>("SELECT delivery FROM deliveries WHERE id = @id", new { id }));

    private static void Update(SqliteConnection connection, Delivery.Delivery delivery) =>
        connection.Execute("UPDATE deliveries SET state = @state, next_at = @next, delivery = @json WHERE id = @Id", Row(delivery));

    private static object Row(Delivery.Delivery delivery) => new
    {
        delivery.Id,
        kind = delivery.SubjectKind.ToString(),
        delivery.SubjectId,
        delivery.Channel,
        delivery.Recipient,
        state = delivery.State.ToString(),
        next = (delivery.NextAttemptAt ?? delivery.LeaseUntil ?? DateTimeOffset.UnixEpoch).ToUnixTimeMilliseconds(),
        json = Json.Write(delivery),
    };
}
