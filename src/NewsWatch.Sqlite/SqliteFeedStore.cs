using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;

namespace NewsWatch.Sqlite;

/// <summary>Feeds, their schedules and their entries.</summary>
public sealed class SqliteFeedStore(SqliteDatabase database, PollOptions options) : IFeedStore
{
    /// <summary>A document holds at most 2,000 entries: older ones cannot come back.</summary>
    private const int KnownEntries = 2_000;

    public Task Add(IReadOnlyList<Feed> feeds, CancellationToken cancellation) =>
        database.Write(
            connection => connection.Execute(
                """
                INSERT INTO feeds (id, address, title, folder, topical, host, added_at, next_poll_at, state)
                VALUES (@Id, @address, @Title, @Group, @Topical, @host, @added, @next, @state)
                ON CONFLICT (id) DO UPDATE SET title = coalesce(excluded.title, title), folder = excluded.folder, topical = excluded.topical
                """,
                feeds.Select(feed => new
                {
                    feed.Id,
                    address = feed.Address.AbsoluteUri,
                    feed.Title,
                    feed.Group,
                    feed.Topical,
                    host = RegistrableDomain.Of(feed.State.Url),
                    added = feed.AddedAt.ToUnixTimeMilliseconds(),
                    next = feed.State.NextPollAt.ToUnixTimeMilliseconds(),
                    state = Json.Write(feed.State),
                })),
            cancellation);

    public Task<IReadOnlyList<Feed>> All(CancellationToken cancellation) =>
        database.Read<IReadOnlyList<Feed>>(
            connection => [.. connection.Query<FeedRow>($"{SelectFeed} ORDER BY folder, title, address").Select(ToFeed)],
            cancellation);

    public Task<IReadOnlyList<FeedDue>> Claim(DateTimeOffset now, TimeSpan lease, int limit, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<FeedDue>>(
            connection =>
            [
                .. connection.Query<(string Id, long Poll)>(
                    """
                    WITH busy AS (
                        SELECT host, count(*) FILTER (WHERE claimed_until > @now) AS polls, max(started_at) AS started
                        FROM feeds WHERE claimed_until > @now OR started_at > @now - @spacing GROUP BY host),
                    due AS (
                        SELECT f.id, f.host, row_number() OVER (PARTITION BY f.host ORDER BY f.next_poll_at, f.id) AS place
                        FROM feeds f
                        LEFT JOIN hosts h ON h.host = f.host
                        WHERE f.paused = 0 AND f.next_poll_at <= @now
                          AND (f.claimed_until IS NULL OR f.claimed_until <= @now)
                          AND (h.hold_until IS NULL OR h.hold_until <= @now))
                    UPDATE feeds SET claimed_until = @now + @lease, started_at = @now, poll = poll + 1
                    WHERE id IN (
                        SELECT d.id FROM due d LEFT JOIN busy b ON b.host = d.host
                        WHERE d.place = 1 AND coalesce(b.polls, 0) < @slots AND coalesce(b.started, 0) <= @now - @spacing
                        LIMIT @limit)
                    RETURNING id, poll
                    """,
                    new
                    {
                        now = now.ToUnixTimeMilliseconds(),
                        lease = (long)lease.TotalMilliseconds,
                        spacing = (long)options.SpacingPerDomain.TotalMilliseconds,
                        slots = options.InFlightPerDomain,
                        limit,
                    }).Select(row => new FeedDue(row.Id, row.Poll)),
            ],
            cancellation);

    public Task FreeClaims(CancellationToken cancellation) =>
        database.Write(connection => connection.Execute("UPDATE feeds SET claimed_until = NULL WHERE claimed_until IS NOT NULL"), cancellation);

    public Task<DateTimeOffset?> NextDue(CancellationToken cancellation) =>
        database.Read(
            connection => connection.ExecuteScalar<long?>(
                "SELECT min(next_poll_at) FROM feeds WHERE paused = 0 AND claimed_until IS NULL") is { } next
                    ? DateTimeOffset.FromUnixTimeMilliseconds(next)
                    : (DateTimeOffset?)null,
            cancellation);

    public Task<Feed?> OpenPoll(FeedDue fact, CancellationToken cancellation) =>
        database.Read(
            connection => connection.QueryFirstOrDefault<FeedRow>(
                $"{SelectFeed} WHERE id = @Id AND poll = @Revision AND claimed_until IS NOT NULL", fact) is { } row ? ToFeed(row) : null,
            cancellation);

    public Task<IReadOnlyList<KnownEntry>> Known(string feedId, CancellationToken cancellation) =>
        database.Read<IReadOnlyList<KnownEntry>>(
            connection =>
            [
                .. connection.Query<KnownRow>(
                    """
                    SELECT id, guid, address, has_page AS HasPage, title, hash, revision, found_at AS FoundAt, backfill FROM entries
                    WHERE feed_id = @feedId ORDER BY found_at DESC LIMIT @KnownEntries
                    """,
                    new { feedId, KnownEntries }).Select(row => new KnownEntry(
                        row.Id, row.Guid, row.Address, row.HasPage != 0, row.Title, row.Hash, row.Revision,
                        DateTimeOffset.FromUnixTimeMilliseconds(row.FoundAt), row.Backfill != 0)),
            ],
            cancellation);

    public Task<IReadOnlyList<EntryFound>> Save(
        FeedDue done, PollOutcome outcome, string? title, IReadOnlyList<Entry> entries, CancellationToken cancellation) =>
        database.Write<IReadOnlyList<EntryFound>>(
            connection =>
            {
                var open = connection.Execute(
                    """
                    UPDATE feeds SET state = @state, next_poll_at = @next, paused = @paused, host = @host,
                                     title = coalesce(title, @title), claimed_until = NULL
                    WHERE id = @Id AND poll = @Revision AND claimed_until IS NOT NULL
                    """,
                    new
                    {
                        done.Id,
                        done.Revision,
                        title,
                        state = Json.Write(outcome.State),
                        next = outcome.State.NextPollAt.ToUnixTimeMilliseconds(),
                        paused = outcome.State.Paused,
                        host = RegistrableDomain.Of(outcome.State.Url),
                    });
                if (open == 0)
                    return [];

                if (outcome.Hold is { } hold)
                    connection.Execute(
                        """
                        INSERT INTO hosts (host, hold_until) VALUES (@Domain, @until)
                        ON CONFLICT (host) DO UPDATE SET hold_until = max(hold_until, excluded.hold_until)
                        """,
                        new { hold.Domain, until = hold.Until.ToUnixTimeMilliseconds() });

                return [.. entries.Select(entry => Insert(connection, entry))];
            },
            cancellation);

    private EntryFound Insert(SqliteConnection connection, Entry entry)
    {
        connection.Execute(
            """
            INSERT INTO entries (id, feed_id, guid, address, has_page, title, hash, revision, found_at, backfill, content)
            VALUES (@Id, @FeedId, @Guid, @Address, @HasPage, @Title, @hash, @Revision, @found, @Backfill, @json)
            ON CONFLICT (id) DO UPDATE
            SET guid = excluded.guid, title = excluded.title, hash = excluded.hash, revision = excluded.revision, content = excluded.content
            """,
            new
            {
                entry.Id,
                entry.FeedId,
                entry.Guid,
                entry.Address,
                entry.HasPage,
                entry.Title,
                entry.Revision,
                entry.Backfill,
                hash = EntryReconciler.HashOf(entry),
                found = entry.FoundAt.ToUnixTimeMilliseconds(),
                json = Json.Write(entry),
            });
        var fact = new EntryFound(entry.Id, entry.Revision);
        SqliteWorkStore.Add(connection, fact, database.Now);
        return fact;
    }

    private const string SelectFeed = "SELECT id, address, title, folder, topical, added_at AS AddedAt, state FROM feeds";

    private static Feed ToFeed(FeedRow row) => new()
    {
        Id = row.Id,
        Address = new Uri(row.Address),
        Title = row.Title,
        Group = row.Folder,
        Topical = row.Topical != 0,
        AddedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.AddedAt),
        State = Json.Read<FeedState>(row.State)!,
    };

    private sealed record FeedRow(string Id, string Address, string? Title, string? Folder, long Topical, long AddedAt, string State);

    private sealed record KnownRow(
        string Id, string? Guid, string Address, long HasPage, string Title, string Hash, long Revision, long FoundAt, long Backfill);
}
