using NewsWatch.Elasticsearch.Client;

namespace NewsWatch.Elasticsearch;

/// <summary>A document that Elasticsearch refuses whenever it is sent.</summary>
internal sealed record RefusedDocument(string ArticleId, string Reason);

/// <summary>
/// Writes batches: looks up the numbers that known documents have, takes new ones for the others, sends one bulk, and sends
/// again what was refused for want of time or room. While a rebuild runs, everything goes to its index too.
/// </summary>
internal sealed class DocumentWriter(ElasticsearchClient client, IndexNames names, IndexSetup setup) : IDisposable
{
    /// <summary>Documents in one bulk.</summary>
    public const int MostDocuments = 1000;

    /// <summary>Bytes in one bulk, about; Elasticsearch takes a hundred million.</summary>
    public const int MostBytes = 8_000_000;

    /// <summary>
    /// Numbers are given in the order in which batches are handed over, also while several are on their way: articles of one minute
    /// stand in the order of their numbers.
    /// </summary>
    private readonly SemaphoreSlim _numbering = new(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <param name="documents">At most <see cref="MostDocuments"/>.</param>
    /// <param name="target">Where to.</param>
    /// <param name="patience">How long to try what fails for want of time or room.</param>
    /// <param name="cancellation">Stops between two attempts.</param>
    /// <returns>The documents that can never be written.</returns>
    /// <exception cref="UnavailableException">Something could not be written in that time; writing all of it again does no harm.</exception>
    public async Task<IReadOnlyList<RefusedDocument>> Write(
        IReadOnlyList<PreparedDocument> documents, WriteTarget target, TimeSpan patience, CancellationToken cancellation)
    {
        var (refused, waited, pause) = (new List<RefusedDocument>(), TimeSpan.Zero, ShortestPause);
        while (true)
        {
            string problem;
            try
            {
                // A rebuild may be what an index of another version waits for.
                if (target is WriteTarget.Articles)
                    await setup.Ensure(cancellation);

                (documents, problem) = await Attempt(documents, target, refused, cancellation);
                if (documents.Count == 0)
                    return refused;
            }
            catch (ElasticsearchException error) when (error.IsTemporary || error.IsMissingIndex)
            {
                problem = error.Message;
            }
            catch (ElasticsearchException error)
            {
                throw new UnavailableException(error.Message, error);
            }
            catch (UnavailableException) when (waited < patience)
            {
                problem = "";
            }

            setup.Doubt();
            if (waited >= patience)
                throw new UnavailableException($"Elasticsearch takes nothing for {patience.TotalSeconds:0} seconds: {problem}. What is to be indexed waits");

            await client.Pause(pause, cancellation);
            waited += pause;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    public void Dispose() => _numbering.Dispose();

    private async Task<(IReadOnlyList<PreparedDocument> Left, string Problem)> Attempt(
        IReadOnlyList<PreparedDocument> documents, WriteTarget target, List<RefusedDocument> refused, CancellationToken cancellation)
    {
        var (numbers, building) = await Numbers(documents, cancellation);
        var bulk = new BulkRequest();
        var rows = new List<(PreparedDocument Document, bool Next)>(documents.Count);
        var (left, problem) = (new HashSet<PreparedDocument>(ReferenceEqualityComparer.Instance), "");
        foreach (var document in documents)
        {
            var source = document.With(numbers[document.ArticleId]);
            if (bulk.Bytes + source.Length > MostBytes && bulk.Count > 0)
            {
                await Send();
                bulk = new BulkRequest();
                rows.Clear();
            }

            if (target is WriteTarget.Articles)
                Add(names.Articles, orEqual: true, next: false);
            if (target is WriteTarget.Next || building)
                Add(names.Next, orEqual: target is WriteTarget.Articles, next: true);

            void Add(string index, bool orEqual, bool next)
            {
                bulk.Add(index, document.ArticleId, document.Revision, orEqual, source);
                rows.Add((document, next));
            }
        }

        await Send();
        return ([.. documents.Where(left.Contains)], problem);

        async Task Send()
        {
            var outcomes = await client.Bulk(bulk, cancellation);
            foreach (var (outcome, (document, next)) in outcomes.Zip(rows))
            {
                // The rebuild has ended since: its index is the one that the other write went to.
                if (outcome.IsDone || (next && outcome.Status == 404 && target is WriteTarget.Articles))
                    continue;

                problem = $"{outcome.Status} {outcome.Type}: {outcome.Reason}";
                if (outcome.IsTemporary)
                    left.Add(document);
                else if (!refused.Exists(row => row.ArticleId == document.ArticleId))
                    refused.Add(new RefusedDocument(document.ArticleId, $"Elasticsearch refuses it: {problem}"));
            }
        }
    }

    /// <summary>
    /// The number of each document: what it has already, so that whoever turns pages is not disturbed, or a new one. Also
    /// whether a rebuild runs; one that begins after this reads from the store what is written here.
    /// </summary>
    private async Task<(Dictionary<string, long> Numbers, bool Building)> Numbers(IReadOnlyList<PreparedDocument> documents, CancellationToken cancellation)
    {
        List<string> ids = [.. documents.Select(document => document.ArticleId).Distinct()];
        await _numbering.WaitAsync(cancellation);
        try
        {
            return await Take(ids, cancellation);
        }
        finally
        {
            _numbering.Release();
        }
    }

    private async Task<(Dictionary<string, long> Numbers, bool Building)> Take(List<string> ids, CancellationToken cancellation)
    {
        while (true)
        {
            var got = await client.Get(
                [(names.State, IndexState.Id, IndexState.Fields), .. ids.Select(id => (names.Articles, id, new[] { IndexShape.Sequence }))], cancellation);
            var state = IndexState.Of(got[0]) ?? throw new UnavailableException($"the index '{names.State}' has lost its document; it is made again");
            var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var (id, known) in ids.Zip(got.Skip(1)))
                if (known is not null)
                    numbers[id] = known.Source.GetProperty(IndexShape.Sequence).GetInt64();

            var last = state.Last;
            foreach (var id in ids.Where(id => !numbers.ContainsKey(id)))
                numbers[id] = ++last;

            // Another process took numbers at the same time: look again.
            if (last == state.Last || await client.Replace(names.State, IndexState.Id, state.Stored, (state with { Last = last }).Json(), cancellation))
                return (numbers, state.Building is not null);
        }
    }
}

/// <summary>Where writes go.</summary>
internal enum WriteTarget
{
    /// <summary>To the index that searches ask, and to the one that a rebuild is filling: the later of two alike wins.</summary>
    Articles,

    /// <summary>Only to the one that a rebuild is filling, and never over what was written there meanwhile.</summary>
    Next,
}
