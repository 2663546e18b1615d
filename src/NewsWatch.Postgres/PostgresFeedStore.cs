using Dapper;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>Feeds, their schedules and their entries.</summary>
public sealed class PostgresFeedStore(PostgresDatabase database, PollOptions options) : IFeedStore
{
    /// <summary>So many feeds are added in one transaction: a list of a hundred thousand holds nobody up for long.</summary>
    private const int ListChunk = 2_000;

    private const string SelectFeed =
        "SELECT id, address, title, folder, topical, added_at AS AddedAt, paused_at AS PausedAt, others, state FROM feeds";

    // A feed that comes back keeps its schedule: removing and adding it must not make it polled early.
    private const string UpsertFeeds =
        """
        INSERT INTO feeds (id, address, title, folder, topical, host, added_at, next_poll_at, state, others, listed)
        SELECT * FROM unnest(@ids, @addresses, @titles, @groups, @topicals, @hosts, @added, @next, @states, @others, @listed)
        ON CONFLICT (id) DO UPDATE SET
            title = coalesce(excluded.title, feeds.title), folder = excluded.folder, topical = excluded.topical, others = excluded.others,
            removed_at = CASE WHEN @restore THEN NULL ELSE feeds.removed_at END
        """;

    public async Task<IReadOnlySet<string>> Add(IReadOnlyList<Feed> feeds, bool restore, CancellationToken cancellation)
    {
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var chunk in feeds.Chunk(ListChunk))
            added.UnionWith(await database.Write(connection => Add(connection, chunk, restore), cancellation));

        return added;
    }

    public Task<IReadOnlyList<Feed>> All(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Feed>>(
            async connection => [.. (await connection.QueryAsync<FeedRow>($"{SelectFeed} WHERE removed_at IS NULL ORDER BY listed, id")).Select(ToFeed)],
            cancellation);

    public Task<IReadOnlyList<Feed>> Page(int skip, int take, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Feed>>(
            async connection =>
            [
                .. (await connection.QueryAsync<FeedRow>(
                    $"{SelectFeed} WHERE removed_at IS NULL ORDER BY condition, listed LIMIT @take OFFSET @skip", new { skip, take })).Select(ToFeed),
            ],
            cancellation);

    public Task<HealthCounts> Counts(CancellationToken cancellation) =>
        database.Read(
            async connection => new HealthCounts((await connection.QueryAsync<(int Condition, int Count)>(
                "SELECT condition, count(*)::int FROM feeds WHERE removed_at IS NULL GROUP BY condition"))
                .ToDictionary(row => (FeedCondition)row.Condition, row => row.Count)),
            cancellation);

    public Task<Feed?> Find(string idOrAddress, CancellationToken cancellation) =>
        One("(id = @idOrAddress OR address = @idOrAddress) AND removed_at IS NULL", new { idOrAddress }, cancellation);

    public Task<bool> Pause(string feedId, DateTimeOffset now, CancellationToken cancellation) =>
        Change(
            $"UPDATE feeds SET paused = true, paused_at = @now, claimed_until = NULL, condition = {(int)FeedCondition.Paused} WHERE id = @feedId AND paused_at IS NULL AND removed_at IS NULL",
            feedId, now, cancellation);

    public Task<bool> Remove(string feedId, DateTimeOffset now, CancellationToken cancellation) =>
        Change(
            "UPDATE feeds SET paused = true, removed_at = @now, claimed_until = NULL WHERE id = @feedId AND removed_at IS NULL",
            feedId, now, cancellation);

    public Task<bool> Resume(string feedId, CancellationToken cancellation) =>
        database.Write(connection => Resume(connection, feedId), cancellation);

    public Task<IReadOnlyList<FeedDue>> Claim(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<FeedDue>>(
            async connection =>
            [
                .. (await FeedClaims.Take(connection, now.ToUnixTimeMilliseconds(), (long)lease.TotalMilliseconds, limit, options))
                    .Select(row => new FeedDue(row.Id, row.Poll)),
            ],
            cancellation);

    public Task FreeClaims(CancellationToken cancellation) =>
        database.Write(connection => connection.ExecuteAsync("UPDATE feeds SET claimed_until = NULL WHERE claimed_until IS NOT NULL"), cancellation);

    public async Task<DateTimeOffset?> NextDue(CancellationToken cancellation) =>
        await database.Read(
            connection => connection.ExecuteScalarAsync<long?>(
                """
                SELECT least(
                    (SELECT min(next_poll_at) FROM feeds WHERE NOT paused AND claimed_until IS NULL),
                    (SELECT min(claimed_until) FROM feeds WHERE claimed_until IS NOT NULL))
                """),
            cancellation) is { } next
                ? DateTimeOffset.FromUnixTimeMilliseconds(next)
                : null;

    public Task<Feed?> OpenPoll(FeedDue fact, CancellationToken cancellation) =>
        One("id = @Id AND poll = @Revision AND claimed_until IS NOT NULL", fact, cancellation);

    public Task<IReadOnlyList<KnownEntry>> Known(string feedId, CancellationToken cancellation) =>
        database.Read(connection => EntryRows.Known(connection, feedId), cancellation);

    public Task<IReadOnlyList<EntryFound>> Save(
        FeedDue done, PollOutcome outcome, string? title, IReadOnlyList<Entry> entries, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<EntryFound>>(
            async connection =>
            {
                var open = await connection.ExecuteAsync(
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
                        title = Plain.Text(title),
                        state = Json.Write(outcome.State),
                        next = NotBefore(outcome.State.NextPollAt),
                        outcome.State.Paused,
                        host = RegistrableDomain.Of(outcome.State.Url),
                        condition = (int)(outcome.Worst?.Condition ?? FeedCondition.Well),
                    });
                if (open == 0)
                    return [];

                if (outcome.Hold is { } hold)
                    await connection.ExecuteAsync(
                        """
                        INSERT INTO hosts (host, hold_until) VALUES (@Domain, @until)
                        ON CONFLICT (host) DO UPDATE SET hold_until = greatest(hosts.hold_until, excluded.hold_until)
                        """,
                        new { hold.Domain, until = NotBefore(hold.Until) });

                await IncidentRows.Follow(connection, done.Id, outcome.Worst, database.Now);
                return await EntryRows.Save(connection, entries, database.Now);
            },
            cancellation);

    public Task<IReadOnlyList<EntryFound>> SavePushed(IReadOnlyList<Entry> entries, CancellationToken cancellation) =>
        database.Write(connection => EntryRows.Save(connection, entries, database.Now), cancellation);

    /// <summary>The first millisecond that is not before this moment: cut off, it would be early.</summary>
    private static long NotBefore(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond;

    private Task<bool> Change(string sql, string feedId, DateTimeOffset now, CancellationToken cancellation) =>
        database.Write(
            async connection =>
            {
                var changed = await connection.ExecuteAsync(sql, new { feedId, now = now.ToUnixTimeMilliseconds() }) > 0;
                if (changed)
                    await IncidentRows.Close(connection, feedId, database.Now);

                return changed;
            },
            cancellation);

    private Task<Feed?> One(string where, object parameters, CancellationToken cancellation) =>
        database.Read(
            async connection => await connection.QueryFirstOrDefaultAsync<FeedRow>($"{SelectFeed} WHERE {where}", parameters) is { } row ? ToFeed(row) : null,
            cancellation);

    private async Task<bool> Resume(NpgsqlConnection connection, string feedId)
    {
        if (await connection.QueryFirstOrDefaultAsync<FeedRow>(
            $"{SelectFeed} WHERE id = @feedId AND paused AND removed_at IS NULL FOR UPDATE", new { feedId }) is not { } row)
            return false;

        var feed = ToFeed(row) with { PausedAt = null, State = PollSchedule.Resumed(ToFeed(row).State) };
        var worst = FeedHealth.Of(feed, DateTimeOffset.FromUnixTimeMilliseconds(database.Now), options) is [var finding, ..] ? finding : null;
        await connection.ExecuteAsync(
            "UPDATE feeds SET paused = false, paused_at = NULL, state = @state, condition = @condition WHERE id = @feedId",
            new { feedId, state = Json.Write(feed.State), condition = (int)(worst?.Condition ?? FeedCondition.Well) });
        await IncidentRows.Close(connection, feedId, database.Now);
        return true;
    }

    private async Task<HashSet<string>> Add(NpgsqlConnection connection, IReadOnlyList<Feed> listed, bool restore)
    {
        // Claims wait meanwhile, and so do others who list feeds: places in the list are given once.
        await connection.ExecuteAsync(Locks.Take, new { key = Locks.Feeds });
        var feeds = listed.GroupBy(feed => feed.Id).Select(group => group.Last()).ToList();
        var known = (await connection.QueryAsync<(string Id, bool Removed)>(
            "SELECT id, removed_at IS NOT NULL FROM feeds WHERE id = ANY (@ids)", new { ids = feeds.ConvertAll(feed => feed.Id).ToArray() }))
            .ToDictionary(row => row.Id, row => row.Removed);
        var place = await connection.ExecuteScalarAsync<long>("SELECT coalesce(max(listed), 0) FROM feeds");
        await connection.ExecuteAsync(UpsertFeeds, new
        {
            restore,
            ids = feeds.ConvertAll(feed => feed.Id).ToArray(),
            addresses = feeds.ConvertAll(feed => feed.Address.AbsoluteUri).ToArray(),
            titles = feeds.ConvertAll(feed => Plain.Text(feed.Title)).ToArray(),
            groups = feeds.ConvertAll(feed => Plain.Text(feed.Group)).ToArray(),
            topicals = feeds.ConvertAll(feed => feed.Topical).ToArray(),
            hosts = feeds.ConvertAll(feed => RegistrableDomain.Of(feed.State.Url)).ToArray(),
            added = feeds.ConvertAll(feed => feed.AddedAt.ToUnixTimeMilliseconds()).ToArray(),
            next = feeds.ConvertAll(feed => NotBefore(feed.State.NextPollAt)).ToArray(),
            states = feeds.ConvertAll(feed => Json.Write(feed.State)).ToArray(),
            others = feeds.ConvertAll(feed => feed.Others.Count == 0 ? null : Json.Write(feed.Others)).ToArray(),
            listed = feeds.ConvertAll(_ => ++place).ToArray(),
        });
        if (restore)
            foreach (var back in known.Where(row => row.Value))
                await Resume(connection, back.Key);

        return feeds.Where(feed => !known.TryGetValue(feed.Id, out var removed) || (removed && restore)).Select(feed => feed.Id).ToHashSet(StringComparer.Ordinal);
    }

    private static Feed ToFeed(FeedRow row) => new()
    {
        Id = row.Id,
        Address = new Uri(row.Address),
        Title = row.Title,
        Group = row.Folder,
        Topical = row.Topical,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.AddedAt),
        PausedAt = row.PausedAt is { } paused ? DateTimeOffset.FromUnixTimeMilliseconds(paused) : null,
        Others = Json.Read<List<KeyValuePair<string, string>>>(row.Others) ?? [],
        State = Json.Read<FeedState>(row.State)!,
    };

    private sealed record FeedRow(
        string Id, string Address, string? Title, string? Folder, bool Topical, long AddedAt, long? PausedAt, string? Others, string State);
}
