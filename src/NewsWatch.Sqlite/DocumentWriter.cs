using Microsoft.Data.Sqlite;

namespace NewsWatch.Sqlite;

/// <summary>
/// Writes documents and their FTS5 index with statements prepared once. Each statement changes one row: a statement that may
/// change several begins a savepoint, and FTS5 writes out all that it holds at every savepoint. It does so too where a rowid is
/// smaller than the one before: the words of one call are written in the order of their rowids.
/// </summary>
internal sealed class DocumentWriter : IDisposable
{
    private readonly NativeStatement _find;
    private readonly NativeStatement _forget;
    private readonly NativeStatement _delete;
    private readonly NativeStatement _lastOfMinute;
    private readonly NativeStatement _insert;
    private readonly NativeStatement _count;
    private readonly NativeStatement _learn;
    private readonly NativeStatement[] _all;
    private long _lastSequence;

    public DocumentWriter(SqliteConnection connection)
    {
        _find = new(connection, "SELECT number, sequence, time, sources, facets, keys, title, body FROM documents WHERE article_id = ?");
        _forget = new(connection, "INSERT INTO documents_fts (documents_fts, rowid, title, body, keys) VALUES ('delete', ?, ?, ?, ?)");
        _delete = new(connection, "DELETE FROM documents WHERE number = ?");
        _lastOfMinute = new(connection, "SELECT max(number) FROM documents WHERE number >= ? AND number < ?");
        _insert = new(
            connection,
            "INSERT INTO documents (number, article_id, sequence, time, sources, facets, keys, title, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        _count = new(connection, "UPDATE documents SET sources = ?, facets = ? WHERE number = ?");
        _learn = new(connection, "INSERT INTO documents_fts (rowid, title, body, keys) VALUES (?, ?, ?, ?)");
        _all = [_find, _forget, _delete, _lastOfMinute, _insert, _count, _learn];
        using var last = new NativeStatement(connection, "SELECT coalesce(max(sequence), 0) FROM documents");
        last.Step();
        _lastSequence = last.Number(0);
    }

    public void Upsert(IReadOnlyList<DocumentRow> rows)
    {
        var words = new List<(NativeStatement Change, long Number, DocumentRow Row)>(rows.Count);
        foreach (var row in rows)
            Upsert(row, words);

        // Stable: what one rowid forgets and learns stays in its order.
        foreach (var (change, number, row) in words.OrderBy(change => change.Number))
        {
            change.Bind(1, number);
            change.Bind(2, row.Title);
            change.Bind(3, row.Body);
            change.Bind(4, row.Keys);
            change.Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in _all)
            statement.Dispose();
    }

    private void Upsert(DocumentRow row, List<(NativeStatement Change, long Number, DocumentRow Row)> words)
    {
        _find.Bind(1, row.ArticleId);
        if (!_find.Step())
        {
            _find.Reset();
            Insert(row, Number(row.Time), ++_lastSequence, words);
            return;
        }

        var (number, sequence, sameTime) = (_find.Number(0), _find.Number(1), _find.Number(2) == row.Time);
        var sameCounts = _find.Number(3) == row.Sources && _find.Bytes(4).SequenceEqual(row.Facets);
        var sameWords = _find.Bytes(5).SequenceEqual(row.Keys) && _find.Bytes(6).SequenceEqual(row.Title) && _find.Bytes(7).SequenceEqual(row.Body);
        var old = sameTime && sameWords ? null : DocumentRow.OfWords(row.ArticleId, _find.Bytes(5), _find.Bytes(6), _find.Bytes(7));
        _find.Reset();
        if (old is not null)
        {
            // FTS5 with outside content must be told which words leave.
            words.Add((_forget, number, old));
            _delete.Bind(1, number);
            _delete.Run();

            // Whoever edits an article keeps its place among those that came, so that a search in progress is not disturbed.
            Insert(row, sameTime ? number : Number(row.Time), sequence, words);
        }
        else if (!sameCounts)
        {
            // No word of it changed: FTS5 need not know.
            _count.Bind(1, row.Sources);
            _count.Bind(2, row.Facets);
            _count.Bind(3, number);
            _count.Run();
        }
    }

    private void Insert(DocumentRow row, long number, long sequence, List<(NativeStatement Change, long Number, DocumentRow Row)> words)
    {
        _insert.Bind(1, number);
        _insert.Bind(2, row.ArticleId);
        _insert.Bind(3, sequence);
        _insert.Bind(4, row.Time);
        _insert.Bind(5, row.Sources);
        _insert.Bind(6, row.Facets);
        _insert.Bind(7, row.Keys);
        _insert.Bind(8, row.Title);
        _insert.Bind(9, row.Body);
        _insert.Run();
        words.Add((_learn, number, row));
    }

    /// <summary>The next free number of a time's minute.</summary>
    private long Number(long time)
    {
        var from = DocumentNumber.First(time);
        _lastOfMinute.Bind(1, from);
        _lastOfMinute.Bind(2, DocumentNumber.Next(from));
        _lastOfMinute.Step();
        var next = _lastOfMinute.IsNull(0) ? from : _lastOfMinute.Number(0) + 1;
        _lastOfMinute.Reset();

        // A minute with 65,536 articles: the rest stands in the next.
        return next < DocumentNumber.Next(from) ? next : Number(Math.Max(0, time) + DocumentNumber.Minute);
    }
}
