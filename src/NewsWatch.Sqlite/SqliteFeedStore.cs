using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Sqlite;

/// <summary>Feeds, their schedules and their entries.</summary>
public sealed class SqliteFeedStore(SqliteDatabase database, PollOptions options) : IFeedStore
{
    /// <summary>So many feeds are added in one transaction: a list of a hundred thousand holds nobody up for long.</summary>
    private const int ListChunk = 2_000;

    private const string SelectFeed =
        "SELECT id, address, title, folder, topical, added_at AS AddedAt, paused_at AS PausedAt, others, state FROM feeds";

    public async Task<IReadOnlySet<string>> Add(IReadOnlyList<Feed> feeds, bool restore, CancellationToken cancellation)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in feeds.Chunk(ListChunk))
            added.UnionWith(await database.Write(connection => Add(connection, chunk, restore), cancellation));

        return added;
    }

    public Task<IReadOnlyList<Feed>> All(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Feed>>(
            connection => [.. connection.Query<FeedRow>($"{SelectFeed} WHERE removed_at IS NULL ORDER BY listed, id").Select(ToFeed)],
            cancellation);

    public Task<IReadOnlyList<Feed>> Page(int skip, int take, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Feed>>(
            connection =>
            [
                .. connection.Query<FeedRow>(
                    $"{SelectFeed} WHERE removed_at IS NULL ORDER BY condition, listed LIMIT @take OFFSET @skip", new { skip, take }).Select(ToFeed),
            ],
            cancellation);

    public Task<HealthCounts> Counts(CancellationToken cancellation) =>
        database.Read(
            connection => new HealthCounts(connection.Query<(long Condition, int Count)>(
                "SELECT condition, count(*) FROM feeds WHERE removed_at IS NULL GROUP BY condition")
                .ToDictionary(row => (FeedCondition)row.Condition, row => row.Count)),
            cancellation);

    public Task<Feed?> Find(string idOrAddress, CancellationToken cancellation) =>
        database.Read(
            connection => connection.QueryFirstOrDefault<FeedRow>(
                $"{SelectFeed} WHERE (id = @idOrAddress OR address = @idOrAddress) AND removed_at IS NULL", new { idOrAddress }) is { } row
                    ? ToFeed(row)
                    : null,
            cancellation);

    public Task<bool> Pause(string feedId, DateTimeOffset now, CancellationToken cancellation) =>
        Change(
            $"UPDATE feeds SET paused = 1, paused_at = @now, claimed_until = NULL, condition = {(int)FeedCondition.Paused} WHERE id = @feedId AND paused_at IS NULL AND removed_at IS NULL",
            feedId, now, cancellation);

    public Task<bool> Remove(string feedId, DateTimeOffset now, CancellationToken cancellation) =>
        Change(
            "UPDATE feeds SET paused = 1, removed_at = @now, claimed_until = NULL WHERE id = @feedId AND removed_at IS NULL",
            feedId, now, cancellation);

    public Task<bool> Resume(string feedId, CancellationToken cancellation) =>
        database.Write(connection => Resume(connection, feedId), cancellation);

    public Task<IReadOnlyList<FeedDue>> Claim(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<FeedDue>>(
            connection =>
            [
                .. FeedClaims.Take(connection, now.ToUnixTimeMilliseconds(), (long)lease.TotalMilliseconds, limit, options)
                    .Select(row => new FeedDue(row.Id, row.Poll)),
            ],
            cancellation);

    public Task FreeClaims(CancellationToken cancellation) =>
        database.Write(connection => connection.Execute("UPDATE feeds SET claimed_until = NULL WHERE claimed_until IS NOT NULL"), cancellation);

    public Task<DateTimeOffset?> NextDue(CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalar<long?>(
                """
                SELECT min(next) FROM (
                    SELECT min(next_poll_at) AS next FROM feeds WHERE paused = 0 AND claimed_until IS NULL
                    UNION ALL
                    SELECT min(claimed_until) FROM feeds WHERE claimed_until IS NOT NULL)
                """) is { } next
                    ? DateTimeOffset.FromUnixTimeMilliseconds(next)
                    : (DateTimeOffset?)null,
            cancellation);

    public Task<Feed?> OpenPoll(FeedDue fact, CancellationToken cancellation) =>
        database.Read(
            connection => connection.QueryFirstOrDefault<FeedRow>(
                $"{SelectFeed} WHERE id = @Id AND poll = @Revision AND claimed_until IS NOT NULL", fact) is { } row ? ToFeed(row) : null,
            cancellation);

    public Task<IReadOnlyList<KnownEntry>> Known(string feedId, CancellationToken cancellation) =>
        database.Read(connection => EntryRows.Known(connection, feedId), cancellation);

    public Task<IReadOnlyList<EntryFound>> Save(
        FeedDue done, PollOutcome outcome, string? title, IReadOnlyList<Entry> entries, CancellationToken cancellation)
    {
        // Made before the one writer's turn, which everybody waits for.
        var (state, host) = (Json.Write(outcome.State), RegistrableDomain.Of(outcome.State.Url));
        return database.Write(
            connection =>
            {
                var open = connection.Execute(
                    """
                    UPDATE feeds SET state = @state, next_poll_at = @next, paused = @Paused, host = @host,
                                     title = coalesce(title, @title), claimed_until = NULL,
                                     condition = CASE WHEN paused_at IS NULL THEN @condition ELSE condition END
                    WHERE id = @Id AND poll = @Revision AND claimed_until IS NOT NULL
                    """,
                    new
                    {
                        done.Id,
                        done.Revision,
                        title,
                        state,
                        next = NotBefore(outcome.State.NextPollAt),
                        outcome.State.Paused,
                        host,
                        condition = (int)(outcome.Worst?.Condition ?? FeedCondition.Well),
                    });
                if (open == 0)
                    return [];

                if (outcome.Hold is { } hold)
                    connection.Execute(
                        """
                        INSERT INTO hosts (host, hold_until) VALUES (@Domain, @until)
                        ON CONFLICT (host) DO UPDATE SET hold_until = max(hold_until, excluded.hold_until)
                        """,
                        new { hold.Domain, until = NotBefore(hold.Until) });

                IncidentRows.Follow(connection, done.Id, outcome.Worst, database.Now);
                return EntryRows.Save(connection, entries, database.Now);
            },
            cancellation);
    }

    public Task<IReadOnlyList<EntryFound>> SavePushed(IReadOnlyList<Entry> entries, CancellationToken cancellation) =>
        database.Write(connection => EntryRows.Save(connection, entries, database.Now), cancellation);

    /// <summary>The first millisecond that is not before this moment: cut off, it would be early.</summary>
    private static long NotBefore(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    private Task<bool> Change(string sql, string feedId, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                var changed = connection.Execute(sql, new { feedId, now = now.ToUnixTimeMilliseconds() }) > 0;
                if (changed)
                    IncidentRows.Close(connection, feedId, database.Now);

                return changed;
            },
            cancellation);

    private bool Resume(SqliteConnection connection, string feedId)
    {
        if (connection.QueryFirstOrDefault<FeedRow>($"{SelectFeed} WHERE id = @feedId AND paused = 1 AND removed_at IS NULL", new { feedId }) is not { } row)
            return false;

        var feed = ToFeed(row) with { PausedAt = null, State = PollSchedule.Resumed(ToFeed(row).State) };
        var worst = FeedHealth.Of(feed, DateTimeOffset.FromUnixTimeMilliseconds(database.Now), options) is [var finding, ..] ? finding : null;
        connection.Execute(
            "UPDATE feeds SET paused = 0, paused_at = NULL, state = @state, condition = @condition WHERE id = @feedId",
            new { feedId, state = Json.Write(feed.State), condition = (int)(worst?.Condition ?? FeedCondition.Well) });
        IncidentRows.Close(connection, feedId, database.Now);
        return true;
    }

    private HashSet<string> Add(SqliteConnection connection, IReadOnlyList<Feed> feeds, bool restore)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        var place = connection.ExecuteScalar<long>("SELECT coalesce(max(listed), 0) FROM feeds");
        foreach (var feed in feeds)
        {
            var state = connection.QueryFirstOrDefault<(long Known, long Removed)>(
                "SELECT 1, removed_at IS NOT NULL FROM feeds WHERE id = @Id", feed);
            if (state.Known == 0 || (state.Removed != 0 && restore))
                added.Add(feed.Id);

            connection.Execute(UpsertFeed, new
            {
                feed.Id,
                address = feed.Address.AbsoluteUri,
                feed.Title,
                feed.Group,
                feed.Topical,
                host = RegistrableDomain.Of(feed.State.Url),
                added = feed.AddedAt.ToUnixTimeMilliseconds(),
                next = NotBefore(feed.State.NextPollAt),
                state = Json.Write(feed.State),
                others = feed.Others.Count == 0 ? null : Json.Write(feed.Others),
                listed = ++place,
                back = restore && state.Removed != 0,
            });
            if (restore && state.Removed != 0)
                Resume(connection, feed.Id);
        }

        return added;
    }

    // A feed that comes back keeps its schedule: removing and adding it must not make it polled early.
    private const string UpsertFeed =
        """
        INSERT INTO feeds (id, address, title, folder, topical, host, added_at, next_poll_at, state, others, listed)
        VALUES (@Id, @address, @Title, @Group, @Topical, @host, @added, @next, @state, @others, @listed)
        ON CONFLICT (id) DO UPDATE SET
            title = coalesce(excluded.title, title), folder = excluded.folder, topical = excluded.topical, others = excluded.others,
            removed_at = CASE WHEN @back THEN NULL ELSE removed_at END
        """;

    private static Feed ToFeed(FeedRow row) => new()
    {
        Id = row.Id,
        Address = new Uri(row.Address),
        Title = row.Title,
        Group = row.Folder,
        Topical = row.Topical != 0,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.AddedAt),
        PausedAt = row.PausedAt is { } paused ? DateTimeOffset.FromUnixTimeMilliseconds(paused) : null,
        Others = Json.Read<List<KeyValuePair<string, string>>>(row.Others) ?? [],
        State = Json.Read<FeedState>(row.State)!,
    };

    private sealed record FeedRow(
        string Id, string Address, string? Title, string? Folder, long Topical, long AddedAt, long? PausedAt, string? Others, string State);
}
