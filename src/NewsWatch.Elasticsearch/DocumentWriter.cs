using NewsWatch.Elasticsearch.Client;

namespace NewsWatch.Elasticsearch;

/// <summary>A document that Elasticsearch refuses whenever it is sent.</summary>
internal sealed record RefusedDocument(string ArticleId, string Reason);

/// <summary>
/// Writes batches: gives documents their numbers, sends one bulk, and sends again what was refused for want of time or room.
/// While a rebuild runs, everything goes to its index too. Several batches may be written at once.
/// </summary>
internal sealed class DocumentWriter(ElasticsearchClient client, IndexNames names, IndexSetup setup)
{
    /// <summary>Documents in one bulk: some two megabytes. Larger ones are no cheaper, and smaller ones share the two cores of a node better.</summary>
    public const int MostDocuments = 500;

    /// <summary>Bytes in one bulk, about; Elasticsearch takes a hundred million.</summary>
    public const int MostBytes = 8_000_000;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly DocumentNumbers _numbers = new(client, names, setup);

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

    private async Task<(IReadOnlyList<PreparedDocument> Left, string Problem)> Attempt(
        IReadOnlyList<PreparedDocument> documents, WriteTarget target, List<RefusedDocument> refused, CancellationToken cancellation)
    {
        var (numbers, building) = await _numbers.Of([.. documents.Select(document => document.ArticleId).Distinct()], target, cancellation);
        var bulk = new BulkRequest();
        var rows = new List<(PreparedDocument Document, bool Next)>(documents.Count);
        var (left, problem) = (new HashSet<PreparedDocument>(ReferenceEqualityComparer.Instance), "");
        foreach (var document in documents)
        {
            var end = document.End(numbers[document.ArticleId]);
            if (bulk.Bytes + document.Start.Length > MostBytes && bulk.Count > 0)
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
                bulk.Add(index, document.ArticleId, document.Revision, orEqual, document.Start.Span, end);
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
}

/// <summary>Where writes go.</summary>
internal enum WriteTarget
{
    /// <summary>To the index that searches ask, and to the one that a rebuild is filling: the later of two alike wins.</summary>
    Articles,

    /// <summary>Only to the one that a rebuild is filling, and never over what was written there meanwhile.</summary>
    Next,
}
