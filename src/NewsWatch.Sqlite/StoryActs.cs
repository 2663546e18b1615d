using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Stories;

namespace NewsWatch.Sqlite;

/// <summary>What people did to stories, in the tables <c>story_acts</c>, <c>story_moves</c> and <c>story_pairs</c>.</summary>
internal static class StoryActs
{
    public static IReadOnlyList<StoryPair> Pairs(SqliteConnection connection) =>
    [
        .. connection.Query<(string ArticleId, string OtherId, bool Together)>(
            """
            SELECT p.article_id, p.other_id, p.together FROM story_pairs p JOIN story_acts a ON a.number = p.act
            WHERE a.undone_at IS NULL ORDER BY p.act
            """).Select(row => new StoryPair(row.ArticleId, row.OtherId, row.Together)),
    ];

    public static IReadOnlyList<SavedAct> Latest(SqliteConnection connection, int limit) =>
    [
        .. connection.Query<(long Number, long At, long? UndoneAt, string Act)>(
            "SELECT number, at, undone_at, act FROM story_acts ORDER BY number DESC LIMIT @limit", new { limit }).Select(ToAct),
    ];

    public static SavedAct Save(SqliteConnection connection, StoryAct act, long now)
    {
        // The moved decisions stand in their own table; a second copy in the act would only grow old.
        var number = connection.ExecuteScalar<long>(
            "INSERT INTO story_acts (at, act) VALUES (@now, @json) RETURNING number", new { now, json = Json.Write(act with { Moved = [], Pairs = [] }) });
        var changes = new List<StoryChanged>(act.Moved.Count);
        foreach (var decision in act.Moved)
        {
            var before = connection.ExecuteScalar<long>("SELECT decision FROM story_articles WHERE article_id = @ArticleId", decision);
            var change = SqliteStoryStore.Insert(connection, decision, revises: true, now);
            connection.Execute(
                "INSERT INTO story_moves (act, article_id, before, after) VALUES (@number, @ArticleId, @before, @Revision)",
                new { number, decision.ArticleId, before, change.Revision });
            changes.Add(change);
        }

        connection.Execute(
            "INSERT INTO story_pairs (act, article_id, other_id, together) VALUES (@number, @ArticleId, @OtherId, @Together)",
            act.Pairs.Select(pair => new { number, pair.ArticleId, pair.OtherId, pair.Together }));
        return Announced(connection, new SavedAct(number, DateTimeOffset.FromUnixTimeMilliseconds(now), null, act, changes), now);
    }

    public static SavedAct? Undo(SqliteConnection connection, long number, long now)
    {
        var row = connection.QueryFirstOrDefault<(long Number, long At, long? UndoneAt, string Act)?>(
            "UPDATE story_acts SET undone_at = @now WHERE number = @number AND undone_at IS NULL RETURNING number, at, undone_at, act", new { number, now });
        if (row is not { } undone)
            return null;

        var laterAct = connection.ExecuteScalar<long?>(
            """
            SELECT min(later.number)
            FROM story_moves m
            JOIN decisions b ON b.number = m.before
            JOIN story_acts later ON later.number > m.act AND later.undone_at IS NULL
            WHERE m.act = @number
              AND (json_extract(later.act, '$.otherId') = b.story_id OR EXISTS (SELECT 1 FROM story_moves again WHERE again.act = later.number AND again.article_id = m.article_id))
            """,
            new { number });
        if (laterAct is { } standing)
            throw new InvalidStoryActException($"act {standing}, which stands, moved the same articles or the story that they would go back to; undo it first");

        var moves = connection.Query<(string Before, string After, string Stands)>(
            """
            SELECT b.decision, a.decision, d.decision
            FROM story_moves m
            JOIN decisions b ON b.number = m.before
            JOIN decisions a ON a.number = m.after
            JOIN story_articles s ON s.article_id = m.article_id
            JOIN decisions d ON d.number = s.decision
            WHERE m.act = @number ORDER BY m.after
            """,
            new { number }).AsList();
        var changes = moves.ConvertAll(move => SqliteStoryStore.Insert(
            connection, Restored(Json.Read<Decision>(move.Before)!, move.Stands == move.After ? null : Json.Read<Decision>(move.Stands)), revises: true, now));
        return Announced(connection, ToAct(undone) with { Changes = changes }, now);
    }

    // By what they say: a later act that was undone too has written the same decision again.
    private static Decision Restored(Decision before, Decision? foundSince) =>
        foundSince is null ? before : foundSince with { StoryId = before.StoryId, Role = before.Role };

    private static SavedAct Announced(SqliteConnection connection, SavedAct act, long now)
    {
        foreach (var change in act.Changes)
            SqliteWorkStore.Add(connection, change, now);

        return act;
    }

    private static SavedAct ToAct((long Number, long At, long? UndoneAt, string Act) row) => new(
        row.Number,
        DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        row.UndoneAt is { } undone ? DateTimeOffset.FromUnixTimeMilliseconds(undone) : null,
        Json.Read<StoryAct>(row.Act)!,
        []);
}
