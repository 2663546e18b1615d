using System.Text.Json.Nodes;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;

namespace NewsWatch.Elasticsearch;

/// <summary>
/// Search in Elasticsearch. What is written can be found about a second later. Writers that come at the same time share a
/// bulk; while Elasticsearch is away they wait a little and then say so, and the work stays open.
/// </summary>
public sealed class ElasticsearchIndex : ISearchIndex, IDisposable
{
    /// <summary>Before somebody who writes is told that it does not work now.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Matches in one answer.</summary>
    private const int Page = 1000;

    private readonly ElasticsearchClient _client;
    private readonly IndexNames _names;
    private readonly IndexSetup _setup;
    private readonly WriteQueue _queue;
    private readonly IndexRebuilder _rebuilder;

    /// <param name="options">Where it is.</param>
    /// <param name="clock">The real time: it paces attempts.</param>
    /// <exception cref="ConfigurationException">The options' authority cannot be read.</exception>
    public ElasticsearchIndex(ElasticsearchOptions options, TimeProvider clock)
    {
        _names = new IndexNames(options.Index);
        _client = new ElasticsearchClient(options, clock);
        _setup = new IndexSetup(_client, _names, clock);
        var writer = new DocumentWriter(_client, _names, _setup);
        _queue = new WriteQueue(writer, Patience);
        _rebuilder = new IndexRebuilder(_client, _names, _setup, writer, clock);
    }

    public async Task Upsert(IReadOnlyList<SearchDocument> documents, CancellationToken cancellation)
    {
        // One part is split into words while the one before is on its way.
        var writes = new List<Task>();
        foreach (var chunk in documents.Chunk(DocumentWriter.MostDocuments))
            writes.Add(_queue.Write(PreparedDocument.Of(chunk)));

        await Task.WhenAll(writes).WaitAsync(cancellation);
    }

    public async Task<IReadOnlyList<Found>> Newest(Query query, QueryClock clock, SearchWindow window, CancellationToken cancellation)
    {
        var found = new List<Found>();
        await foreach (var match in Matches(query, clock, window, cancellation))
        {
            found.Add(match);
            if (found.Count == window.Limit)
                break;
        }

        return found;
    }

    public async Task<int> Count(Query query, QueryClock clock, int most, CancellationToken cancellation)
    {
        var translated = ElasticsearchQuery.Of(query, clock);
        if (translated is { Exact: true, Expands: false })
        {
            using var answer = await Ask(new JsonObject { ["size"] = 0, ["track_total_hits"] = most, ["query"] = Filter(translated.Json, null) }, cancellation);
            return Math.Min(most, answer?.Total ?? 0);
        }

        var count = 0;
        await foreach (var _ in Matches(query, clock, new SearchWindow(most), cancellation))
            if (++count == most)
                break;

        return count;
    }

    public async Task<long> Last(CancellationToken cancellation)
    {
        try
        {
            return await _setup.LastNumber(cancellation);
        }
        catch (ElasticsearchException error) when (error.IsMissingIndex)
        {
            return 0;
        }
    }

    public async Task<string?> Trouble(CancellationToken cancellation)
    {
        try
        {
            if (await _setup.Current(cancellation) is not { } current)
                return $"there is no index '{_names.Articles}' yet: it is made with the first article, or of all that is stored by `newswatch index rebuild`";
            if (!current.IsOfThisProgram)
                return $"the index '{current.Index}' is of another version of NewsWatch; run `newswatch index rebuild`";
            if (!current.Whole)
                return $"the index '{current.Index}' holds only what came since it was made; a process with the role core rebuilds it, or `newswatch index rebuild`";

            return await _client.Colour(_names.Articles, cancellation) == "red"
                ? $"the index '{current.Index}' is red: a part of it is on no node; start the node that has it, or run `newswatch index rebuild`"
                : null;
        }
        catch (Exception error) when (error is UnavailableException or ElasticsearchException)
        {
            return error.Message;
        }
    }

    public async Task<bool> NeedsRebuild(CancellationToken cancellation)
    {
        try
        {
            return await _setup.Current(cancellation) is not { IsOfThisProgram: true, Whole: true };
        }
        catch (ElasticsearchException error)
        {
            throw new UnavailableException(error.Message, error);
        }
    }

    public async Task<RebuildReport> Rebuild(IAsyncEnumerable<SearchDocument> all, IProgress<int> progress, CancellationToken cancellation)
    {
        try
        {
            return await _rebuilder.Run(all, progress, cancellation);
        }
        catch (ElasticsearchException error)
        {
            throw new UnavailableException(error.Message, error);
        }
    }

    /// <summary>What was written so far is found from now on, without waiting the second.</summary>
    public Task Refresh(CancellationToken cancellation) => _client.Refresh(_names.Articles, cancellation);

    /// <summary>Deletes everything that this installation has there: for whoever leaves, and for tests.</summary>
    public async Task Delete(CancellationToken cancellation)
    {
        await _client.Delete([.. (await _client.Indexes(_names.Indexes, cancellation)).Keys, _names.State], cancellation);
        try
        {
            await _client.DeleteTemplate(_names.Indexes, cancellation);
        }
        catch (ElasticsearchException error) when (error.Status == 404)
        {
            // Nothing was ever written.
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Matches page by page, newest first; those that the index cannot tell exactly are asked again in memory.</summary>
    private async IAsyncEnumerable<Found> Matches(
        Query query, QueryClock clock, SearchWindow window, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var translated = ElasticsearchQuery.Of(query, clock);
        var before = window.Before;
        while (true)
        {
            var words = window.WithWords || !translated.Exact;
            var size = translated.Exact ? Math.Min(window.Limit, Page) : Page;
            SearchAnswer? answer;
            try
            {
                answer = await Ask(Body(translated, window.AsOf, before, size, words), cancellation);
            }
            catch (ElasticsearchException error) when (translated.Expands && error.Status is 400 or 500)
            {
                // More words begin so than it looks for in one phrase.
                translated = ElasticsearchQuery.Of(query, clock, expand: false);
                continue;
            }

            using (answer)
            {
                var matcher = translated.Exact ? null : new InMemoryMatcher(query);
                var seen = 0;
                foreach (var hit in answer?.Hits ?? default)
                {
                    var match = FoundHit.Read(hit, words);
                    (before, seen) = (match.Place, seen + 1);
                    if (matcher is null || matcher.Matches(FoundHit.Document(hit, match), clock))
                        yield return match;
                }

                if (seen < size)
                    yield break;
            }
        }
    }

    private static JsonObject Body(ElasticsearchQuery query, long? asOf, long? before, int size, bool words)
    {
        var body = new JsonObject
        {
            ["size"] = size,
            ["track_total_hits"] = false,
            ["query"] = Filter((JsonObject)query.Json.DeepClone(), asOf),
            ["sort"] = new JsonArray(new JsonObject { [IndexShape.Place] = "desc" }),
        };
        FoundHit.Want(body, words);
        if (before is { } place)
            body["search_after"] = new JsonArray(place);

        return body;
    }

    private static JsonObject Filter(JsonObject query, long? asOf)
    {
        var filters = new JsonArray(query);
        if (asOf is { } last)
            filters.Add(new JsonObject { ["range"] = new JsonObject { [IndexShape.Sequence] = new JsonObject { ["lte"] = last } } });

        return new JsonObject { ["bool"] = new JsonObject { ["filter"] = filters } };
    }

    /// <summary>Null where there is no index yet. The index may change under an alias while it is asked: then once more.</summary>
    private async Task<SearchAnswer?> Ask(JsonObject body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
            try
            {
                return await _client.Search(_names.Articles, body, cancellation);
            }
            catch (ElasticsearchException error) when (error.IsMissingIndex)
            {
                if (attempt == 2)
                    return null;
            }
            catch (ElasticsearchException error) when (error.Status is 401 or 403 or 429)
            {
                throw new UnavailableException(error.Message, error);
            }
    }
}
