using Dapper;
using NewsWatch.Feeds.WebSub;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Subscriptions at hubs, in the table <c>hub_subscriptions</c>.</summary>
public sealed class PostgresHubStore(PostgresDatabase database) : IHubStore
{
    public Task<HubSubscription?> Find(string feedId, CancellationToken cancellation) =>
        database.Read(connection => Find(connection, feedId), cancellation);

    public Task<HubSubscription?> FindByToken(string token, CancellationToken cancellation) =>
        database.Read(
            async connection => Json.Read<HubSubscription>(
                await connection.ExecuteScalarAsync<string?>("SELECT subscription FROM hub_subscriptions WHERE token = @token", new { token = Plain.Text(token) })),
            cancellation);

    public Task<IReadOnlyList<HubSubscription>> OfRemovedFeeds(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<HubSubscription>>(
            async connection =>
            [
                .. (await connection.QueryAsync<string>(
                    "SELECT h.subscription FROM feeds f JOIN hub_subscriptions h ON h.feed_id = f.id WHERE f.removed_at IS NOT NULL"))
                    .Select(json => Json.Read<HubSubscription>(json)!).Where(subscription => subscription.State != HubState.Left),
            ],
            cancellation);

    public async Task<HubSubscription?> Change(string feedId, Func<HubSubscription?, HubSubscription?> change, CancellationToken cancellation)
    {
        // Most polls change nothing here: they need no transaction.
        var known = await Find(feedId, cancellation);
        return change(known) is null ? known : await database.Write(connection => Change(connection, feedId, change), cancellation);
    }

    private static async Task<HubSubscription?> Find(NpgsqlConnection connection, string feedId) =>
        Json.Read<HubSubscription>(
            await connection.ExecuteScalarAsync<string?>("SELECT subscription FROM hub_subscriptions WHERE feed_id = @feedId", new { feedId }));

    private static async Task<HubSubscription?> Change(NpgsqlConnection connection, string feedId, Func<HubSubscription?, HubSubscription?> change)
    {
        // The feed's row stands for its subscription, which may not be there yet.
        await connection.ExecuteAsync("SELECT 1 FROM feeds WHERE id = @feedId FOR NO KEY UPDATE", new { feedId });
        var known = await Find(connection, feedId);
        if (change(known) is not { } changed)
            return known;

        await connection.ExecuteAsync(
            """
            INSERT INTO hub_subscriptions (feed_id, token, subscription) VALUES (@feedId, @Token, @json)
            ON CONFLICT (feed_id) DO UPDATE SET token = excluded.token, subscription = excluded.subscription
            """,
            new { feedId, changed.Token, json = Json.Write(changed) });
        return changed;
    }
}
