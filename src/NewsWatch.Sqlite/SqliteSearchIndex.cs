using Dapper;
using Microsoft.Data.Sqlite;
using NewsWatch.Search;

namespace NewsWatch.Sqlite;

/// <summary>Search in the same file as the store: FTS5 over the words as the product splits them.</summary>
public sealed class SqliteSearchIndex(SqliteDatabase database) : ISearchIndex
{
    public Task Upsert(IReadOnlyList<SearchDocument> documents, CancellationToken cancellation) =>
        database.Write(
            connection =>
            {
                foreach (var document in documents)
                    Upsert(connection, document);

                return true;
            },
            cancellation);

    public Task<IReadOnlyList<string>> Search(Query query, DateTimeOffset now, int limit, CancellationToken cancellation)
    {
        var sql = SqliteQuery.Of(query, new QueryClock(now, TimeZoneInfo.Utc));
        sql.Parameters.Add("limit", limit);
        return database.Read<IReadOnlyList<string>>(
            connection => connection.Query<string>(
                $"SELECT d.article_id FROM documents d WHERE {sql.Condition} ORDER BY d.time DESC, d.article_id LIMIT @limit", sql.Parameters)
                .AsList(),
            cancellation);
    }

    private static void Upsert(SqliteConnection connection, SearchDocument document)
    {
        var row = new
        {
            document.ArticleId,
            time = document.Time.ToUnixTimeMilliseconds(),
            document.Sources,
            title = Tokens.Joined(document.Title),
            body = Tokens.Joined(document.Text),
        };

        // FTS5 with outside content must be told the words that leave before they are gone.
        connection.Execute(
            """
            INSERT INTO documents_fts (documents_fts, rowid, title, body)
            SELECT 'delete', number, title, body FROM documents WHERE article_id = @ArticleId
            """,
            row);
        var number = connection.ExecuteScalar<long>(
            """
            INSERT INTO documents (article_id, time, sources, title, body) VALUES (@ArticleId, @time, @Sources, @title, @body)
            ON CONFLICT (article_id) DO UPDATE
            SET time = excluded.time, sources = excluded.sources, title = excluded.title, body = excluded.body
            RETURNING number
            """,
            row);
        connection.Execute(
            """
            INSERT INTO documents_fts (rowid, title, body) SELECT number, title, body FROM documents WHERE number = @number;
            DELETE FROM document_keys WHERE number = @number;
            """,
            new { number });
        connection.Execute(
            "INSERT INTO document_keys (key, number) VALUES (@key, @number)", document.Keys.Select(key => new { key, number }));
    }
}
