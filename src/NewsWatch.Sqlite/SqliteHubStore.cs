using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Feeds.WebSub;

namespace NewsWatch.Sqlite;

/// <summary>Subscriptions at hubs, in the table <c>hub_subscriptions</c>.</summary>
public sealed class SqliteHubStore(SqliteDatabase database) : IHubStore
{
    public Task<HubSubscription?> Find(string feedId, CancellationToken cancellation) =>
        database.Read(connection => Find(connection, feedId), cancellation);

    public Task<HubSubscription?> FindByToken(string token, CancellationToken cancellation) =>
        database.Read(
            connection => Json.Read<HubSubscription>(
                connection.ExecuteScalar<string?>("SELECT subscription FROM hub_subscriptions WHERE token = @token", new { token })),
            cancellation);

    public Task<IReadOnlyList<HubSubscription>> OfRemovedFeeds(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<HubSubscription>>(
            connection =>
            [
                .. connection.Query<string>(
                    """
                    SELECT h.subscription FROM feeds f JOIN hub_subscriptions h ON h.feed_id = f.id
                    WHERE f.removed_at IS NOT NULL AND json_extract(h.subscription, '$.state') <> 'left'
                    """).Select(json => Json.Read<HubSubscription>(json)!),
            ],
            cancellation);

    public async Task<HubSubscription?> Change(string feedId, Func<HubSubscription?, HubSubscription?> change, CancellationToken cancellation)
    {
        // Most polls change nothing here: they need not wait for the writer.
        var known = await Find(feedId, cancellation);
        return change(known) is null ? known : await database.Write(connection => Change(connection, feedId, change), cancellation);
    }

    private static HubSubscription? Find(SqliteConnection connection, string feedId) =>
        Json.Read<HubSubscription>(
            connection.ExecuteScalar<string?>("SELECT subscription FROM hub_subscriptions WHERE feed_id = @feedId", new { feedId }));

    private static HubSubscription? Change(SqliteConnection connection, string feedId, Func<HubSubscription?, HubSubscription?> change)
    {
        var known = Find(connection, feedId);
        if (change(known) is not { } changed)
            return known;

        connection.Execute(
            """
            INSERT INTO hub_subscriptions (feed_id, token, subscription) VALUES (@feedId, @Token, @json)
            ON CONFLICT (feed_id) DO UPDATE SET token = excluded.token, subscription = excluded.subscription
            """,
            new { feedId, changed.Token, json = Json.Write(changed) });
        return changed;
    }
}
