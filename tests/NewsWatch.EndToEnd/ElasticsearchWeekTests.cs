using System.Globalization;
using System.Text.Json;
using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.EndToEnd;

/// <summary>The sample week with its search in Elasticsearch, which goes away in the midst of it and comes back.</summary>
public sealed class ElasticsearchWeekTests(UninterruptedWeek week) : IClassFixture<UninterruptedWeek>
{
    private static readonly string[] Queries =
    [
        "*", "cameras", "title:rondel", "\"face recognition\"", "sepsis OR kameras", "lang:de", "-lang:en", "is:root sources:>=2", "kind:copy", "development:correction",
        "topic:surveillance after:2026-01-01", "\"the city*\"", "\"cameras council\"~8", "a*", "outlet:\"the harbour courier\" OR police",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_week_is_told_and_found_as_ever_though_Elasticsearch_was_away_for_a_while()
    {
        var server = new Uri(Services.Elasticsearch());
        var prefix = $"week-{Guid.NewGuid():n}";
        using var folder = new Folder();
        await using var gate = new Gate(server);
        var data = Path.Combine(folder.Path, "data");
        var config = folder.Write("newswatch.json", CommandLineTests.WithShippedFiles($$"""{ "search": { "nodes": ["{{gate.Address}}"], "index": "{{prefix}}" } }"""));
        var login = server.UserInfo.Split(':');
        var options = new ElasticsearchOptions
        {
            Nodes = [new Uri(server.GetLeftPart(UriPartial.Authority).Replace($"{server.UserInfo}@", "", StringComparison.Ordinal))],
            User = login.Length == 2 ? login[0] : null,
            Password = login.Length == 2 ? new Secret(login[1]) : null,
            Index = prefix,
        };
        using var index = new ElasticsearchIndex(options, TimeProvider.System);
        try
        {
            using var demo = Newswatch.Start("demo", "--exit", "--seconds", "1", "--data", data, "--config", config);
            while (await index.Last(Cancellation) < 15)
                await Pause(0.1);

            // Longer than a write is patient: the work goes back to the store and comes again.
            await gate.Shut();
            await Pause(6);
            gate.Open();
            (await demo.End(TimeSpan.FromMinutes(3))).ShouldBe(0, demo.Output + demo.Errors);

            (demo.Output + demo.Errors).ShouldContain("Elasticsearch is not reached");
            var lines = await WeekResult.Read(data);
            lines.Except(week.Lines).ShouldBeEmpty();
            week.Lines.Except(lines).ShouldBeEmpty();
            await index.Refresh(Cancellation);
            await SameAnswers(data, index);

            var found = await Newswatch.Run("search", "cameras", "--json", "--data", data, "--config", config);
            found.ExitCode.ShouldBe(0, found.Output + found.Errors);
            Ids(found.Output).ShouldBe((await index.Newest(QueryParser.Parse("cameras"), new QueryClock(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc), new SearchWindow(20), Cancellation)).Select(match => match.ArticleId));
            Ids(found.Output).Count.ShouldBeGreaterThan(3);

            var rebuilt = await Newswatch.Run("index", "rebuild", "--data", data, "--config", config);
            rebuilt.ExitCode.ShouldBe(0, rebuilt.Output + rebuilt.Errors);
            rebuilt.Output.ShouldContain("the index holds 66 of 66 articles");
        }
        finally
        {
            await index.Delete(CancellationToken.None);
        }
    }

    /// <summary>Every query, in both orders and units: the same articles in the same order with the same counts.</summary>
    private async Task SameAnswers(string data, ElasticsearchIndex index)
    {
        await using var embedded = SqliteDatabase.Open(Path.Combine(week.Data, "newswatch.db"), TimeProvider.System);
        await using var store = SqliteDatabase.Open(Path.Combine(data, "newswatch.db"), TimeProvider.System);
        var left = new Searcher(new SqliteSearchIndex(embedded), new SqliteArticleStore(embedded), new SqliteStoryStore(embedded));
        var right = new Searcher(index, new SqliteArticleStore(store), new SqliteStoryStore(store));
        var hits = 0;
        foreach (var query in Queries)
            foreach (var (order, unit) in new[] { (SearchOrder.Newest, SearchUnit.Articles), (SearchOrder.Ranked, SearchUnit.Articles), (SearchOrder.Newest, SearchUnit.Stories) })
            {
                var request = new SearchRequest
                {
                    Query = QueryParser.Parse(query),
                    Clock = new QueryClock(new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero), TimeZoneInfo.Utc),
                    Order = order,
                    Unit = unit,
                    Limit = 100,
                };
                var (a, b) = (await left.Search(request, Cancellation), await right.Search(request, Cancellation));
                Shown(b).ShouldBe(Shown(a), $"{query} {order} {unit}");
                hits += a.Hits.Count;
            }

        hits.ShouldBeGreaterThan(200);
    }

    // Stories are named by their first article and found in the order of the articles, so that two plays of the week are alike. What
    // came within one minute may come in another order when work was put off.
    private static string Shown(SearchResults results) => JsonSerializer.Serialize(new
    {
        Hits = results.Hits.Select(hit => new { Minute = hit.Found.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), hit.Article.Id, hit.Found.Sources, hit.Matching, hit.TitleMarks, hit.Excerpt })
            .OrderByDescending(hit => hit.Minute).ThenBy(hit => hit.Id, StringComparer.Ordinal),
        results.Total,
        results.Facets,
    });

    private static List<string> Ids(string json)
    {
        using var parsed = JsonDocument.Parse(json);
        return [.. parsed.RootElement.GetProperty("hits").EnumerateArray().Select(hit => hit.GetProperty("id").GetString()!)];
    }

    private static Task Pause(double seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, Cancellation);
}
