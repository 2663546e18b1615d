using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Sqlite;

/// <summary>What the resolver read of each article, in the table <c>readings</c>.</summary>
internal static class Readings
{
    /// <summary>Few: a page waits in memory while it is taken in.</summary>
    public const int PageSize = 128;

    /// <summary>Which of the past is asked for: what was decided or whose story moved since then, and the text from this place on.</summary>
    public sealed record Question(long Since, string Form, long TextsFrom);

    /// <summary>Deletes the reading of the version that an edit replaces.</summary>
    public static void Forget(SqliteConnection connection, Decision decision)
    {
        if (decision.Version > 1)
            connection.Execute("DELETE FROM readings WHERE arrived = (SELECT arrived FROM story_articles WHERE article_id = @ArticleId)", new { decision.ArticleId });
    }

    /// <summary>Stores the reading of an article just decided, and deletes up to two that left the window: their number stays what it is.</summary>
    public static void Keep(SqliteConnection connection, string articleId, StoredReading reading, long now)
    {
        connection.Execute(
            "INSERT OR REPLACE INTO readings (arrived, form, reading) SELECT arrived, @Form, @Packed FROM story_articles WHERE article_id = @articleId",
            new { articleId, reading.Form, reading.Packed });
        connection.Execute(
            """
            DELETE FROM readings WHERE arrived IN (SELECT arrived FROM readings ORDER BY arrived LIMIT 2)
              AND (SELECT decided_at FROM decisions WHERE number = readings.arrived) < @since
            """,
            new { since = now - (long)StoryResolver.Window.TotalMilliseconds });
    }

    public static int Replace(SqliteConnection connection, IEnumerable<(long Arrived, StoredReading Reading)> readings) =>
        connection.Execute(
            "INSERT OR REPLACE INTO readings (arrived, form, reading) VALUES (@Arrived, @Form, @Packed)",
            readings.Select(row => new { row.Arrived, row.Reading.Form, row.Reading.Packed }));

    public static Question Ask(SqliteConnection connection, TimeSpan window, string form, int texts)
    {
        var since = (connection.ExecuteScalar<long?>("SELECT max(decided_at) FROM decisions") ?? 0) - (long)window.TotalMilliseconds;
        var textsFrom = connection.ExecuteScalar<long?>(
            """
            SELECT s.arrived
            FROM story_articles s JOIN decisions d ON d.number = s.decision LEFT JOIN stories t ON t.id = s.story_id
            WHERE d.decided_at >= @since OR t.changed_at >= @since ORDER BY s.arrived DESC LIMIT 1 OFFSET @skipped
            """,
            new { since, skipped = Math.Max(0, texts - 1) });
        return new Question(since, form, texts == 0 ? long.MaxValue : textsFrom ?? 0);
    }

    public static List<PastArticle> Page(SqliteConnection connection, Question asked, long after) =>
        connection.Query<(long Arrived, string ArticleId, byte[] Decision, byte[]? Reading, byte[]? Article, byte[]? Tags)>(
            """
            SELECT s.arrived, s.article_id, CAST(d.decision AS BLOB), CASE WHEN r.form = @Form THEN r.reading END,
                CASE WHEN r.form IS NOT @Form OR s.arrived >= @TextsFrom THEN
                    (SELECT CAST(article AS BLOB) FROM article_versions v WHERE v.article_id = s.article_id AND v.version = d.version) END,
                CASE WHEN r.form IS NOT @Form OR s.arrived >= @TextsFrom THEN
                    (SELECT CAST(tags AS BLOB) FROM article_versions v WHERE v.article_id = s.article_id AND v.version = d.version) END
            FROM story_articles s
            JOIN decisions d ON d.number = s.decision
            LEFT JOIN readings r ON r.arrived = s.arrived
            WHERE s.arrived > @after AND (d.decided_at >= @Since OR (SELECT changed_at FROM stories WHERE id = s.story_id) >= @Since)
            ORDER BY s.arrived LIMIT @PageSize
            """,
            new { after, asked.Since, asked.Form, asked.TextsFrom, PageSize }).AsList()
            .ConvertAll(row => new PastArticle(
                row.Arrived, row.ArticleId, row.Decision, row.Reading, row.Article is null ? null : new KeptText(row.Article, row.Tags!)));
}
