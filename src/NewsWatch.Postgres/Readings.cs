using Dapper;
using NewsWatch.Stories;
using Npgsql;

namespace NewsWatch.Postgres;

/// <summary>What the resolver read of each article, in the table <c>readings</c>.</summary>
internal static class Readings
{
    public const int PageSize = 500;

    /// <summary>Which of the past is asked for: what was decided or whose story moved since then, and the text from this place on.</summary>
    public sealed record Question(long Since, string Form, long TextsFrom);

    /// <summary>Deletes the reading of the version that an edit replaces.</summary>
    public static async Task Forget(NpgsqlConnection connection, Decision decision)
    {
        if (decision.Version > 1)
            await connection.ExecuteAsync(
                "DELETE FROM readings WHERE arrived = (SELECT arrived FROM story_articles WHERE article_id = @ArticleId)", new { decision.ArticleId });
    }

    /// <summary>Stores the readings of articles just decided, and deletes up to two for each that left the window: their number stays what it is.</summary>
    public static Task<int> Keep(NpgsqlConnection connection, IReadOnlyList<(string ArticleId, StoredReading Reading)> readings, long now) =>
        readings.Count == 0
            ? Task.FromResult(0)
            : connection.ExecuteAsync(
                """
                WITH old AS (
                    DELETE FROM readings WHERE arrived IN (SELECT arrived FROM readings ORDER BY arrived LIMIT @most)
                      AND (SELECT decided_at FROM decisions WHERE number = readings.arrived) < @since)
                INSERT INTO readings (arrived, form, reading)
                SELECT s.arrived, r.form, r.packed
                FROM unnest(@ids, @forms, @packed) AS r (id, form, packed) JOIN story_articles s ON s.article_id = r.id
                ON CONFLICT (arrived) DO UPDATE SET form = excluded.form, reading = excluded.reading
                """,
                new
                {
                    ids = readings.Select(one => one.ArticleId).ToArray(),
                    forms = readings.Select(one => one.Reading.Form).ToArray(),
                    packed = readings.Select(one => one.Reading.Packed).ToArray(),
                    most = 2 * readings.Count,
                    since = now - (long)StoryResolver.Window.TotalMilliseconds,
                });

    public static Task<int> Replace(NpgsqlConnection connection, IReadOnlyList<(long Arrived, StoredReading Reading)> readings) =>
        connection.ExecuteAsync(
            """
            INSERT INTO readings (arrived, form, reading) SELECT * FROM unnest(@arrived, @forms, @packed)
            ON CONFLICT (arrived) DO UPDATE SET form = excluded.form, reading = excluded.reading
            """,
            new
            {
                arrived = readings.Select(row => row.Arrived).ToArray(),
                forms = readings.Select(row => row.Reading.Form).ToArray(),
                packed = readings.Select(row => row.Reading.Packed).ToArray(),
            });

    public static async Task<Question> Ask(NpgsqlConnection connection, TimeSpan window, string form, int texts)
    {
        var since = (await connection.ExecuteScalarAsync<long?>("SELECT max(decided_at) FROM decisions") ?? 0) - (long)window.TotalMilliseconds;
        var textsFrom = await connection.ExecuteScalarAsync<long?>(
            """
            SELECT s.arrived
            FROM story_articles s JOIN decisions d ON d.number = s.decision LEFT JOIN stories t ON t.id = s.story_id
            WHERE d.decided_at >= @since OR t.changed_at >= @since ORDER BY s.arrived DESC LIMIT 1 OFFSET @skipped
            """,
            new { since, skipped = Math.Max(0, texts - 1) });
        return new Question(since, form, texts == 0 ? long.MaxValue : textsFrom ?? 0);
    }

    public static async Task<List<PastArticle>> Page(NpgsqlConnection connection, Question asked, long after)
    {
        var rows = (await connection.QueryAsync<(long Arrived, string ArticleId, int Version, byte[] Decision, byte[]? Reading)>(
            """
            SELECT s.arrived, s.article_id, d.version, convert_to(d.decision, 'UTF8'), CASE WHEN r.form = @Form THEN r.reading END
            FROM story_articles s
            JOIN decisions d ON d.number = s.decision
            LEFT JOIN stories t ON t.id = s.story_id
            LEFT JOIN readings r ON r.arrived = s.arrived
            WHERE s.arrived > @after AND (d.decided_at >= @Since OR t.changed_at >= @Since) ORDER BY s.arrived LIMIT @PageSize
            """,
            new { after, asked.Since, asked.Form, PageSize })).AsList();
        var texts = await Texts(connection, rows.FindAll(row => row.Reading is null || row.Arrived >= asked.TextsFrom).ConvertAll(row => (row.ArticleId, row.Version)));
        return rows.ConvertAll(row => new PastArticle(row.Arrived, row.ArticleId, row.Decision, row.Reading, texts.GetValueOrDefault(row.ArticleId) is { } text ? new KeptText(text) : null));
    }

    private static async Task<Dictionary<string, Candidate>> Texts(NpgsqlConnection connection, List<(string ArticleId, int Version)> asked) =>
        asked.Count == 0
            ? []
            : (await connection.QueryAsync<(string ArticleId, string Article, string Tags)>(
                """
                SELECT v.article_id, v.article, v.tags
                FROM unnest(@ids, @versions) AS asked (id, version)
                JOIN article_versions v ON v.article_id = asked.id AND v.version = asked.version
                """,
                new { ids = asked.Select(key => key.ArticleId).ToArray(), versions = asked.Select(key => key.Version).ToArray() }))
            .ToDictionary(row => row.ArticleId, row => StoryRows.ToCandidate(row.Article, row.Tags), StringComparer.Ordinal);
}
