using Dapper;
using NewsWatch.Alerts;

namespace NewsWatch.Sqlite;

/// <summary>Departures, lessons, and the key for links.</summary>
public sealed class SqliteReaderStore(SqliteDatabase database) : IReaderStore
{
    public Task<IReadOnlySet<(string Channel, string Recipient)>> LeftBy(string subscriptionId, CancellationToken cancellation) =>
        database.Read<IReadOnlySet<(string Channel, string Recipient)>>(
            connection => connection.Query<(string Channel, string Recipient)>(
                "SELECT channel, recipient FROM unsubscribed WHERE subscription_id = @subscriptionId", new { subscriptionId }).ToHashSet(),
            cancellation);

    public Task<IReadOnlyList<Departure>> Departures(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Departure>>(
            connection =>
            [
                .. connection.Query<(string Subscription, string Channel, string Recipient, long At)>(
                    "SELECT subscription_id, channel, recipient, left_at FROM unsubscribed ORDER BY left_at DESC")
                    .Select(row => new Departure(row.Subscription, row.Channel, row.Recipient, DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
            ],
            cancellation);

    public Task<bool> Leave(string subscriptionId, string channel, string recipient, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                var left = connection.Execute(
                    """
                    INSERT INTO unsubscribed (subscription_id, channel, recipient, left_at)
                    VALUES (@subscriptionId, @channel, @recipient, @now) ON CONFLICT DO NOTHING
                    """,
                    new { subscriptionId, channel, recipient, now = database.Now }) > 0;
                if (left)
                    SqliteDeliveryStore.GiveUp(connection, channel, recipient, subscriptionId, "the reader unsubscribed");

                return left;
            },
            cancellation);

    public Task<bool> Return(string subscriptionId, string channel, string recipient, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                "DELETE FROM unsubscribed WHERE subscription_id = @subscriptionId AND channel = @channel AND recipient = @recipient",
                new { subscriptionId, channel, recipient }) > 0,
            cancellation);

    public Task<IReadOnlySet<Lesson>> LessonsOf(string subscriptionId, CancellationToken cancellation) =>
        database.Read<IReadOnlySet<Lesson>>(
            connection => connection.Query<(string Outlet, string Reason)>(
                "SELECT outlet_id, reason FROM taught WHERE subscription_id = @subscriptionId", new { subscriptionId })
                .Select(row => new Lesson(row.Outlet, Enum.Parse<HeldBackReason>(row.Reason))).ToHashSet(),
            cancellation);

    public Task Teach(string subscriptionId, Lesson lesson, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                "INSERT INTO taught (subscription_id, outlet_id, reason, taught_at) VALUES (@subscriptionId, @OutletId, @reason, @now) ON CONFLICT DO NOTHING",
                new { subscriptionId, lesson.OutletId, reason = lesson.Reason.ToString(), now = database.Now }),
            cancellation);

    public Task<Secret> LinkKey(CancellationToken cancellation) =>
        database.Read(connection => new Secret(connection.ExecuteScalar<string>("SELECT key FROM own_keys WHERE name = 'links'")!), cancellation);
}
