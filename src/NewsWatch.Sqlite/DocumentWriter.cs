using Microsoft.Data.Sqlite;
using NewsWatch.Search;

namespace NewsWatch.Sqlite;

/// <summary>A document as its row holds it: words parted by spaces, keys as words of their own.</summary>
internal sealed record DocumentRow(string ArticleId, long Time, int Sources, string Facets, string Keys, string Title, string Body)
{
    public static DocumentRow Of(SearchDocument document) => new(
        document.ArticleId,
        document.Time.ToUnixTimeMilliseconds(),
        document.Sources,
        Json.Write(document.Facets),
        string.Join(' ', document.Keys.Select(SqliteQuery.Word)),
        Tokens.Joined(document.Title),
        Tokens.Joined(document.Text));
}

/// <summary>
/// Writes documents and their FTS5 index with statements prepared once. Each statement changes one row: a statement that may
/// change several begins a savepoint, and FTS5 writes out all that it holds at every savepoint. It does so too where a rowid is
/// smaller than the one before: the words of one call are written in the order of their rowids.
/// </summary>
internal sealed class DocumentWriter : IDisposable
{
    private readonly SqliteCommand _find;
    private readonly SqliteCommand _forget;
    private readonly SqliteCommand _delete;
    private readonly SqliteCommand _lastOfMinute;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _count;
    private readonly SqliteCommand _learn;
    private readonly SqliteCommand[] _all;
    private long _lastSequence;

    public DocumentWriter(SqliteConnection connection)
    {
        _find = Command("SELECT number, sequence, time, sources, facets, keys, title, body FROM documents WHERE article_id = @id", "@id");
        _forget = Command(
            "INSERT INTO documents_fts (documents_fts, rowid, title, body, keys) VALUES ('delete', @number, @title, @body, @keys)",
            "@number", "@title", "@body", "@keys");
        _delete = Command("DELETE FROM documents WHERE number = @number", "@number");
        _lastOfMinute = Command("SELECT max(number) FROM documents WHERE number >= @from AND number < @to", "@from", "@to");
        _insert = Command(
            """
            INSERT INTO documents (number, article_id, sequence, time, sources, facets, keys, title, body)
            VALUES (@number, @id, @sequence, @time, @sources, @facets, @keys, @title, @body)
            """,
            "@number", "@id", "@sequence", "@time", "@sources", "@facets", "@keys", "@title", "@body");
        _count = Command("UPDATE documents SET sources = @sources, facets = @facets WHERE number = @number", "@sources", "@facets", "@number");
        _learn = Command(
            "INSERT INTO documents_fts (rowid, title, body, keys) VALUES (@number, @title, @body, @keys)",
            "@number", "@title", "@body", "@keys");
        _all = [_find, _forget, _delete, _lastOfMinute, _insert, _count, _learn];
        using var last = connection.CreateCommand();
        last.CommandText = "SELECT coalesce(max(sequence), 0) FROM documents";
        _lastSequence = (long)last.ExecuteScalar()!;

        SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var parameter in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = parameter });

            return command;
        }
    }

    public void Upsert(IReadOnlyList<DocumentRow> rows)
    {
        var words = new List<(SqliteCommand Change, long Number, DocumentRow Row)>(rows.Count);
        foreach (var row in rows)
            Upsert(row, words);

        // Stable: what one rowid forgets and learns stays in its order.
        foreach (var (change, number, row) in words.OrderBy(change => change.Number))
            Run(change, number, row.Title, row.Body, row.Keys);
    }

    public void Dispose()
    {
        foreach (var command in _all)
            command.Dispose();
    }

    private void Upsert(DocumentRow row, List<(SqliteCommand Change, long Number, DocumentRow Row)> words)
    {
        var known = Find(row.ArticleId);
        if (known?.Row == row)
            return;

        if (known is { } same && same.Row with { Sources = row.Sources, Facets = row.Facets } == row)
        {
            // No word of it changed: FTS5 need not know.
            Run(_count, (long)row.Sources, row.Facets, same.Number);
            return;
        }

        if (known is { } old)
        {
            // FTS5 with outside content must be told which words leave.
            words.Add((_forget, old.Number, old.Row));
            Run(_delete, old.Number);
        }

        // Whoever edits an article keeps its place among those that came, so that a search in progress is not disturbed.
        var sequence = known?.Sequence ?? ++_lastSequence;
        var number = known is { } before && before.Row.Time == row.Time ? before.Number : Number(row.Time);
        Run(_insert, number, row.ArticleId, sequence, row.Time, (long)row.Sources, row.Facets, row.Keys, row.Title, row.Body);
        words.Add((_learn, number, row));
    }

    private (long Number, long Sequence, DocumentRow Row)? Find(string articleId)
    {
        _find.Parameters[0].Value = articleId;
        using var reader = _find.ExecuteReader();
        return reader.Read()
            ? (reader.GetInt64(0), reader.GetInt64(1), new DocumentRow(
                articleId, reader.GetInt64(2), reader.GetInt32(3), reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetString(7)))
            : null;
    }

    /// <summary>The next free number of a time's minute.</summary>
    private long Number(long time)
    {
        var from = DocumentNumber.First(time);
        _lastOfMinute.Parameters[0].Value = from;
        _lastOfMinute.Parameters[1].Value = DocumentNumber.Next(from);
        if (_lastOfMinute.ExecuteScalar() is not long last)
            return from;

        // A minute with 65,536 articles: the rest stands in the next.
        return last + 1 < DocumentNumber.Next(from) ? last + 1 : Number(Math.Max(0, time) + DocumentNumber.Minute);
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];

        command.ExecuteNonQuery();
    }
}
