using Dapper;
using NewsWatch.Alerts;

namespace NewsWatch.Postgres;

/// <summary>Departures, lessons, and the key for links.</summary>
public sealed class PostgresReaderStore(PostgresDatabase database) : IReaderStore
{
    public Task<IReadOnlySet<(string Channel, string Recipient)>> LeftBy(string subscriptionId, CancellationToken cancellation) =>
        database.Read<IReadOnlySet<(string Channel, string Recipient)>>(
            async connection => (await connection.QueryAsync<(string Channel, string Recipient)>(
                "SELECT channel, recipient FROM unsubscribed WHERE subscription_id = @subscriptionId", new { subscriptionId })).ToHashSet(),
            cancellation);

    public Task<IReadOnlyList<Departure>> Departures(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Departure>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(string Subscription, string Channel, string Recipient, long At)>(
                    "SELECT subscription_id, channel, recipient, left_at FROM unsubscribed ORDER BY left_at DESC"))
                    .Select(row => new Departure(row.Subscription, row.Channel, row.Recipient, DateTimeOffset.FromUnixTimeMilliseconds(row.At))),
            ],
            cancellation);

    public Task<bool> Leave(string subscriptionId, string channel, string recipient, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                var left = await connection.ExecuteAsync(
                    """
                    INSERT INTO unsubscribed (subscription_id, channel, recipient, left_at)
                    VALUES (@subscriptionId, @channel, @recipient, @now) ON CONFLICT DO NOTHING
                    """,
                    new { subscriptionId, channel, recipient, now = database.Now }) > 0;
                if (left)
                    await PostgresDeliveryStore.GiveUp(connection, channel, recipient, subscriptionId, "the reader unsubscribed");

                return left;
            },
            cancellation);

    public Task<bool> Return(string subscriptionId, string channel, string recipient, CancellationToken cancellation) =>
        database.Write(
            async connection => await connection.ExecuteAsync(
                "DELETE FROM unsubscribed WHERE subscription_id = @subscriptionId AND channel = @channel AND recipient = @recipient",
                new { subscriptionId, channel, recipient }) > 0,
            cancellation);

    public Task<IReadOnlySet<Lesson>> LessonsOf(string subscriptionId, CancellationToken cancellation) =>
        database.Read<IReadOnlySet<Lesson>>(
            async connection => (await connection.QueryAsync<(string Outlet, string Reason)>(
                "SELECT outlet_id, reason FROM taught WHERE subscription_id = @subscriptionId", new { subscriptionId }))
                .Select(row => new Lesson(row.Outlet, Enum.Parse<HeldBackReason>(row.Reason))).ToHashSet(),
            cancellation);

    public Task Teach(string subscriptionId, Lesson lesson, CancellationToken cancellation) =>
        database.Write(
            connection => connection.ExecuteAsync(
                "INSERT INTO taught (subscription_id, outlet_id, reason, taught_at) VALUES (@subscriptionId, @OutletId, @reason, @now) ON CONFLICT DO NOTHING",
                new { subscriptionId, lesson.OutletId, reason = lesson.Reason.ToString(), now = database.Now }),
            cancellation);

    public Task<Secret> LinkKey(CancellationToken cancellation) =>
        database.Read(
            async connection => new Secret((await connection.ExecuteScalarAsync<string>("SELECT key FROM own_keys WHERE name = 'links'"))!), cancellation);
}
