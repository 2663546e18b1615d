using System.Text.Json.Nodes;
using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;

namespace NewsWatch.Tests.Adapters;

/// <summary>What only an index on servers has to do: old writes that come late, rebuilds beside writers and readers, an index that is lost.</summary>
public sealed class ElasticsearchWritingTests : IAsyncDisposable
{
    private static readonly QueryClock Clock = new(new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc);

    private readonly ElasticsearchServer _server = ElasticsearchServer.Needed();
    private readonly ElasticsearchIndex _index;

    public ElasticsearchWritingTests() => _index = new ElasticsearchIndex(_server.Options, TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _index.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Two_processes_that_write_at_once_give_no_two_documents_one_place()
    {
        using var other = new ElasticsearchIndex(_server.Options, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 80).Select(i => (i % 2 == 0 ? _index : other).Upsert([Document(i, "word")], Cancellation)));
        await _index.Refresh(Cancellation);

        var found = await _index.Newest(new Everything(), Clock, new SearchWindow(1000), Cancellation);
        found.Count.ShouldBe(80);
        found.Select(match => match.Place).Distinct().Count().ShouldBe(80);
    }

    [Fact]
    public async Task Of_many_writes_of_one_article_at_once_the_one_that_came_last_stays_though_bulks_travel_side_by_side()
    {
        await Task.WhenAll(Enumerable.Range(0, 12).Select(round => _index.Upsert(
            [.. Enumerable.Range(0, 300).Select(i => Document((round * 1000) + i, "filler")), Document(-1, $"round{round}"), Document(-2 - round, "filler")], Cancellation)));

        (await Found("round11")).ShouldBe(["a-1"]);
        (await _index.Count(QueryParser.Parse("filler"), Clock, 10_000, Cancellation)).ShouldBe(12 * 301);
        var places = (await _index.Newest(QueryParser.Parse("filler"), Clock, new SearchWindow(10_000), Cancellation)).Select(match => match.Place).ToList();
        places.Distinct().Count().ShouldBe(12 * 301);
    }

    [Fact]
    public async Task Documents_of_one_minute_get_their_numbers_in_the_order_in_which_they_were_given_however_many_bulks_they_take()
    {
        List<SearchDocument> all = [.. Enumerable.Range(0, 2500).Select(i => Document(i, "word") with { Time = Clock.Now })];
        await _index.Upsert(all, Cancellation);
        await _index.Refresh(Cancellation);
        await Ordered();
        await _index.Delete(Cancellation);
        await _index.Rebuild(all.ToAsyncEnumerable(), new Progress<int>(), Cancellation);
        await Ordered();

        async Task Ordered() => (await _index.Newest(new Everything(), Clock, new SearchWindow(3000), Cancellation)).Select(match => match.ArticleId)
            .ShouldBe(all.Select(document => document.ArticleId).Reverse());
    }

    [Fact]
    public async Task An_index_of_the_version_before_is_answered_by_a_rebuild_and_whoever_turns_its_pages_is_not_disturbed()
    {
        using var client = new ElasticsearchClient(_server.Options, TimeProvider.System);
        await MakeOfVersionOne(client);
        (await _index.NeedsRebuild(Cancellation)).ShouldBeTrue();
        (await _index.Trouble(Cancellation))!.ShouldContain("newswatch index rebuild");
        foreach (var words in new[] { false, true })
            (await Should.ThrowAsync<UnavailableException>(() => _index.Newest(new Everything(), Clock, new SearchWindow(10, WithWords: words), Cancellation)))
                .Message.ShouldContain("newswatch index rebuild");

        await _index.Rebuild(new[] { Document(1, "word"), Document(2, "word") }.ToAsyncEnumerable(), new Progress<int>(), Cancellation);

        (await _index.NeedsRebuild(Cancellation)).ShouldBeFalse();
        var found = (await _index.Newest(QueryParser.Parse("word"), Clock, new SearchWindow(10), Cancellation)).ToDictionary(match => match.ArticleId, match => match.Place & ((1L << 36) - 1));
        (found["a1"], found["a2"]).ShouldBe((41, 43));
    }

    /// <summary>Two documents as the first version of the mapping had them: their ids stand in no field.</summary>
    private async Task MakeOfVersionOne(ElasticsearchClient client)
    {
        var (index, state) = ($"{_server.Options.Index}-articles-v1-1", $"{_server.Options.Index}-state");
        await client.Create(
            index,
            JsonNode.Parse($$"""
                {
                  "mappings": { "_meta": { "version": 1, "whole": true }, "dynamic": "strict", "properties": { "sequence": { "type": "long" }, "place": { "type": "long" } } },
                  "aliases": { "{{_server.Options.Index}}-articles": {} }
                }
                """)!,
            Cancellation);
        await client.Replace(index, "a1", null, new JsonObject { ["sequence"] = 41, ["place"] = 41 }, Cancellation);
        await client.Replace(index, "a2", null, new JsonObject { ["sequence"] = 43, ["place"] = 43 }, Cancellation);
        await client.Refresh(index, Cancellation);
        await client.Create(state, new JsonObject(), Cancellation);
        await client.Replace(state, "state", null, new JsonObject { ["last"] = 43, ["building"] = null }, Cancellation);
    }

    [Fact]
    public async Task A_rebuild_loses_nothing_that_is_written_meanwhile_and_no_search_fails_or_misses()
    {
        await _index.Upsert([.. Enumerable.Range(0, 400).Select(i => Document(i, "word"))], Cancellation);
        await _index.Refresh(Cancellation);
        var before = await _index.Newest(new Everything(), Clock, new SearchWindow(1000), Cancellation);
        using var done = new CancellationTokenSource();
        using var other = new ElasticsearchIndex(_server.Options, TimeProvider.System);
        var searches = 0;
        var asking = Task.Run(
            async () =>
            {
                for (; !done.IsCancellationRequested; searches++)
                    (await other.Newest(QueryParser.Parse("word"), Clock, new SearchWindow(1000), Cancellation)).Count.ShouldBeGreaterThanOrEqualTo(399, "one of 400 is edited before another comes");
            },
            Cancellation);

        var report = await _index.Rebuild(Stored(), new Progress<int>(), Cancellation);
        await done.CancelAsync();
        await asking;
        await _index.Refresh(Cancellation);

        report.Documents.ShouldBe(400);
        report.Refused.ShouldBeEmpty();
        searches.ShouldBeGreaterThan(0);
        (await _index.NeedsRebuild(Cancellation)).ShouldBeFalse();
        (await _index.Count(QueryParser.Parse("word"), Clock, 1000, Cancellation)).ShouldBe(400, "400 and one that came meanwhile, less the one that changed");
        (await Found("edited")).ShouldBe(["a3"]);
        (await Found("late")).ShouldBe(["a900"]);
        var after = (await _index.Newest(new Everything(), Clock, new SearchWindow(1000), Cancellation)).ToDictionary(match => match.ArticleId, match => match.Place);
        before.ShouldAllBe(match => after[match.ArticleId] == match.Place, "whoever turns pages is not disturbed");

        async IAsyncEnumerable<SearchDocument> Stored()
        {
            foreach (var i in Enumerable.Range(0, 400))
            {
                // Read before the edit, written after it.
                var document = Document(i, "word", revision: 500);
                if (i == 3)
                    await other.Upsert([Document(3, "edited", revision: 501)], Cancellation);
                if (i == 300)
                    await other.Upsert([Document(900, "late word", revision: 502)], Cancellation);

                yield return document;
            }
        }
    }

    [Fact]
    public async Task An_index_that_is_lost_is_made_again_by_the_next_write_and_says_that_it_is_not_whole()
    {
        await _index.Rebuild(AsyncEnumerable.Empty<SearchDocument>(), new Progress<int>(), Cancellation);
        (await _index.Trouble(Cancellation)).ShouldBeNull();
        await _index.Upsert([Document(1, "word")], Cancellation);
        using (var client = new ElasticsearchClient(_server.Options, TimeProvider.System))
            await client.Delete([.. (await client.Indexes($"{_server.Options.Index}-articles", Cancellation)).Keys], Cancellation);

        (await Found("word", refresh: false)).ShouldBeEmpty();
        (await _index.Trouble(Cancellation))!.ShouldContain("newswatch index rebuild");
        await _index.Upsert([Document(2, "word")], Cancellation);
        (await Found("word")).ShouldBe(["a2"]);
        (await _index.Trouble(Cancellation))!.ShouldContain("holds only what came since");
        (await _index.NeedsRebuild(Cancellation)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_rebuild_that_was_killed_leaves_the_old_index_and_the_next_one_clears_up()
    {
        await _index.Upsert([Document(1, "word")], Cancellation);
        await Should.ThrowAsync<InvalidOperationException>(() => _index.Rebuild(Broken(), new Progress<int>(), Cancellation));
        (await Found("word")).ShouldBe(["a1"]);
        await _index.Upsert([Document(2, "word")], Cancellation);
        await _index.Rebuild(new[] { Document(1, "word"), Document(2, "word") }.ToAsyncEnumerable(), new Progress<int>(), Cancellation);

        (await Found("word")).ShouldBe(["a1", "a2"], ignoreOrder: true);
        using var client = new ElasticsearchClient(_server.Options, TimeProvider.System);
        (await client.Indexes($"{_server.Options.Index}-articles", Cancellation)).Count.ShouldBe(1);

        static async IAsyncEnumerable<SearchDocument> Broken()
        {
            await Task.Yield();
            yield return Document(1, "word");
            throw new InvalidOperationException("killed");
        }
    }

    private async Task<IEnumerable<string>> Found(string words, bool refresh = true)
    {
        if (refresh)
            await _index.Refresh(Cancellation);

        return (await _index.Newest(QueryParser.Parse(words), Clock, new SearchWindow(10), Cancellation)).Select(match => match.ArticleId);
    }

    private static SearchDocument Document(int i, string text, long revision = 1) => new()
    {
        ArticleId = $"a{i}",
        Title = "",
        Text = text,
        Keys = new HashSet<string>(),
        Time = Clock.Now.AddMinutes(-(i / 5)),
        Revision = revision,
    };
}
