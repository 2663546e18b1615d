namespace NewsWatch.Elasticsearch;

/// <summary>
/// Writers that come at the same time share a bulk. While one bulk is on its way the next ones gather; where enough have, they
/// go at once beside it. No two bulks on their way hold the same article, so that of two writes alike the later stays.
/// </summary>
internal sealed class WriteQueue(DocumentWriter writer, TimeSpan patience)
{
    /// <summary>On their way at once: a node indexes one bulk on one core.</summary>
    private const int MostBulks = 2;

    /// <summary>Documents that are worth another bulk while one is on its way: each bulk is made safe on disk.</summary>
    private const int WorthAnother = DocumentWriter.MostDocuments / 2;

    private readonly Lock _lock = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly HashSet<string> _onTheirWay = new(StringComparer.Ordinal);
    private int _gathered;
    private int _bulks;

    /// <summary>Ends when the documents are written.</summary>
    /// <param name="documents">At most <see cref="DocumentWriter.MostDocuments"/>.</param>
    /// <exception cref="UnprocessableException">Some of them can never be written.</exception>
    /// <exception cref="UnavailableException">They cannot be written now.</exception>
    public Task Write(IReadOnlyList<PreparedDocument> documents)
    {
        var waiting = new Waiting(documents);
        lock (_lock)
        {
            _waiting.Enqueue(waiting);
            _gathered += documents.Count;
            SendWhatMay();
        }

        return waiting.Done.Task;
    }

    private void SendWhatMay()
    {
        while (_bulks == 0 || (_bulks < MostBulks && _gathered >= WorthAnother))
        {
            var (batch, count) = (new List<Waiting>(), 0);
            while (_waiting.TryPeek(out var next) && (count == 0 || count + next.Documents.Count <= DocumentWriter.MostDocuments)
                && !next.Documents.Any(document => _onTheirWay.Contains(document.ArticleId)))
            {
                batch.Add(_waiting.Dequeue());
                count += next.Documents.Count;
            }

            if (count == 0)
                return;

            (_gathered, _bulks) = (_gathered - count, _bulks + 1);
            _onTheirWay.UnionWith(batch.SelectMany(waiting => waiting.Ids));
            _ = Send(batch);
        }
    }

    private async Task Send(List<Waiting> batch)
    {
        try
        {
            // Others' documents are among them: nobody's cancelling stops the bulk.
            var refused = await writer.Write([.. batch.SelectMany(waiting => waiting.Documents)], WriteTarget.Articles, patience, CancellationToken.None);
            var reasons = refused.ToDictionary(row => row.ArticleId, row => row.Reason, StringComparer.Ordinal);
            foreach (var waiting in batch)
                waiting.End(reasons);
        }
        catch (Exception error)
        {
            foreach (var waiting in batch)
                waiting.Done.TrySetException(error);
        }

        lock (_lock)
        {
            _bulks--;
            _onTheirWay.ExceptWith(batch.SelectMany(waiting => waiting.Ids));
            SendWhatMay();
        }
    }

    /// <summary>Documents that somebody waits to have written.</summary>
    private sealed record Waiting(IReadOnlyList<PreparedDocument> Documents)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IEnumerable<string> Ids => Documents.Select(document => document.ArticleId);

        public void End(Dictionary<string, string> refused)
        {
            var own = Documents.Where(document => refused.ContainsKey(document.ArticleId)).Select(document => $"{document.ArticleId}: {refused[document.ArticleId]}").ToList();
            if (own.Count == 0)
                Done.TrySetResult();
            else
                Done.TrySetException(new UnprocessableException(string.Join("; ", own.Take(3)) + (own.Count > 3 ? $"; and {own.Count - 3} more" : "")));
        }
    }
}
