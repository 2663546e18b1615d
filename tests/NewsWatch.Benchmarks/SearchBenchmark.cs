using System.Diagnostics;
using System.Globalization;
using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Benchmarks;

/// <summary>
/// Search in SQLite and, where one is named, in Elasticsearch: how many made-up articles of 500 words a second are indexed, and how
/// long mixed queries take, each with its page, total and facets as <see cref="Searcher"/> asks for them; the same queries of both,
/// and whether their answers are the same.
/// </summary>
internal static class SearchBenchmark
{
    private const int Words = 500;
    private const int Batch = 2000;
    private const int Queries = 400;

    /// <param name="articles">How many; a million takes some minutes and 8 GB of disk.</param>
    /// <param name="elasticsearch">Where one is; null for SQLite alone.</param>
    /// <param name="output">Where to print.</param>
    public static async Task Run(int articles, Uri? elasticsearch, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("newswatch-search-benchmark-");
        try
        {
            await using var database = SqliteDatabase.Open(Path.Combine(folder.FullName, "search.db"), TimeProvider.System);
            var sqlite = new SqliteSearchIndex(database);
            var rate = await Fill(sqlite, articles);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SQLite: {articles} articles of {Words} words: {rate:F0} indexed a second, {Size(folder) / 1e9:F1} GB"));
            var queries = Enumerable.Range(0, Queries).Select(Asked(new Dice(12))).ToList();
            var embedded = await Ask(sqlite, queries);
            if (elasticsearch is null)
            {
                Print(output, embedded, null);
                return;
            }

            var prefix = $"benchmark-{Environment.ProcessId}";
            using var index = new ElasticsearchIndex(new ElasticsearchOptions { Nodes = [elasticsearch], Index = prefix }, TimeProvider.System);
            rate = await Fill(index, articles);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Elasticsearch: {rate:F0} indexed a second"));
            await Rebuild(index, articles, output);
            var (searched, embeddedAgain) = (await Ask(index, queries), await Ask(sqlite, queries));
            Print(output, embeddedAgain, searched);
            output.WriteLine($"answers that differ: {embedded.Zip(searched).Count(pair => !pair.First.Answer.SequenceEqual(pair.Second.Answer))} of {Queries}");
            await index.Delete(CancellationToken.None);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> Fill(ISearchIndex index, int articles)
    {
        var (dice, clock, indexing) = (new Dice(11), Stopwatch.StartNew(), TimeSpan.Zero);
        for (var from = 0; from < articles; from += Batch)
        {
            List<SearchDocument> batch = [.. Enumerable.Range(from, Math.Min(Batch, articles - from)).Select(i => Article(i, dice))];
            clock.Restart();
            await index.Upsert(batch, CancellationToken.None);
            indexing += clock.Elapsed;
        }

        return articles / indexing.TotalSeconds;
    }

    /// <summary>Into a new index, while somebody searches the old one.</summary>
    private static async Task Rebuild(ElasticsearchIndex index, int articles, TextWriter output)
    {
        var made = new Dice(11);
        List<SearchDocument> all = [.. Enumerable.Range(0, Math.Min(articles, 30_000)).Select(i => Article(i, made))];
        using var done = new CancellationTokenSource();
        var searches = 0;
        var asking = Task.Run(async () =>
        {
            for (var dice = new Dice(7); !done.IsCancellationRequested; searches++)
            {
                await index.Newest(QueryParser.Parse(dice.Middle()), new QueryClock(Start, TimeZoneInfo.Utc), new SearchWindow(20), CancellationToken.None);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        });
        var clock = Stopwatch.StartNew();
        await index.Rebuild(Repeated(all, articles).ToAsyncEnumerable(), new Progress<int>(), CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        await done.CancelAsync();
        await asking;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Elasticsearch: {articles / seconds:F0} a second rebuilt, {searches} searches answered meanwhile"));
    }

    /// <summary>As many as wanted; beyond those in memory the same words under other ids and times, as the first filling had them.</summary>
    private static IEnumerable<SearchDocument> Repeated(List<SearchDocument> all, int count)
    {
        var dice = new Dice(11);
        return count <= all.Count ? all : Enumerable.Range(0, count).Select(i => Article(i, dice));
    }

    private static async Task<List<(int Kind, double Milliseconds, List<string> Answer)>> Ask(ISearchIndex index, IReadOnlyList<Query> queries)
    {
        var times = new List<(int, double, List<string>)>();
        var clock = new QueryClock(Start.AddDays(400), TimeZoneInfo.Utc);
        if (index is ElasticsearchIndex elasticsearch)
            await elasticsearch.Refresh(CancellationToken.None);

        foreach (var (query, i) in queries.Select((query, i) => (query, i)))
        {
            var watch = Stopwatch.StartNew();
            var asOf = await index.Last(CancellationToken.None);
            var newest = await index.Newest(query, clock, new SearchWindow(Searcher.MostCounted, AsOf: asOf, WithWords: i / 8 % 2 == 1), CancellationToken.None);
            var total = newest.Count == Searcher.MostCounted ? await index.Count(query, clock, Searcher.MostTotal, CancellationToken.None) : newest.Count;
            var ordered = i / 8 % 2 == 1 ? Ranking.Order(query, newest, clock.Now) : newest;
            Facets.Of(newest, TimeZoneInfo.Utc);
            times.Add((i % 8, watch.Elapsed.TotalMilliseconds, [total.ToString(CultureInfo.InvariantCulture), .. ordered.Select(match => match.ArticleId)]));
        }

        return times;
    }

    private static void Print(TextWriter output, List<(int Kind, double Milliseconds, List<string> Answer)> sqlite, List<(int Kind, double Milliseconds, List<string> Answer)>? elasticsearch)
    {
        output.WriteLine($"{"",-28} {"SQLite",24} {(elasticsearch is null ? "" : "Elasticsearch"),26}");
        output.WriteLine($"query                        p50 ms   p95 ms   max ms{(elasticsearch is null ? "" : "    p50 ms   p95 ms   max ms")}");
        foreach (var kind in Enumerable.Range(0, 9))
        {
            var line = $"{(kind == 8 ? "all" : Query(kind, new Dice(3))),-28}"[..28];
            line += Figures(sqlite.Where(time => kind == 8 || time.Kind == kind).Select(time => time.Milliseconds));
            if (elasticsearch is not null)
                line += "  " + Figures(elasticsearch.Where(time => kind == 8 || time.Kind == kind).Select(time => time.Milliseconds));

            output.WriteLine(line);
        }
    }

    private static string Figures(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $" {sorted[sorted.Count / 2],7:F1} {sorted[sorted.Count * 95 / 100],8:F1} {sorted[^1],8:F1}");
    }

    private static Func<int, Query> Asked(Dice dice) => i => QueryParser.Parse(Query(i % 8, dice));

    // What people ask: one word, two, a phrase, a topic with a word, an entity, words and no word, a beginning, a week's topic.
    private static string Query(int kind, Dice dice) => kind switch
    {
        0 => dice.Middle(),
        1 => $"{dice.Middle()} {dice.Middle()}",
        2 => $"\"{dice.Middle()} {dice.Word()}\"",
        3 => $"topic:t{dice.Below(25)} {dice.Middle()}",
        4 => $"entity:e{dice.Below(5000)} OR entity:e{dice.Below(5000)}",
        5 => $"({dice.Middle()} OR {dice.Middle()}) -{dice.Middle()}",
        6 => $"{dice.Middle()[..5]}* lang:en",
        _ => $"topic:t{dice.Below(25)} after:30d",
    };

    private static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static SearchDocument Article(int i, Dice dice) => new()
    {
        ArticleId = Ids.Derive("article", i.ToString(CultureInfo.InvariantCulture)),
        Title = string.Join(' ', Enumerable.Range(0, 10).Select(_ => dice.Word())),
        Text = string.Join(' ', Enumerable.Range(0, Words).Select(_ => dice.Word())),
        Time = Start.AddSeconds(i * 31d),
        Sources = dice.Below(5),
        Keys = Enumerable.Range(0, 8).Select(_ => $"entity:e{dice.Below(5000)}")
            .Append($"topic:t{dice.Below(25)}").Append("lang:en").Append($"outlet:o{dice.Below(3000)}").ToHashSet(),
        Facets = new DocumentFacets($"s{i / 3}", $"Outlet {dice.Below(3000)}", "en", [$"t{dice.Below(25)}"], [$"E{dice.Below(5000)}", $"E{dice.Below(5000)}"]),
    };

    private static long Size(DirectoryInfo folder) => folder.EnumerateFiles().Sum(file => file.Length);

    /// <summary>The same throws on every run; words by Zipf's law.</summary>
    private sealed class Dice(uint seed)
    {
        private const int Vocabulary = 60_000;

        private static readonly string[] Names =
            [.. Enumerable.Range(0, Vocabulary).Select(rank => Ids.Derive("word", rank.ToString(CultureInfo.InvariantCulture))[..(rank < 200 ? 4 : 7)])];

        private uint _state = seed;

        public int Below(int end) => (int)(Next() * end);

        public string Word() => Names[(int)Math.Min(Vocabulary - 1, Math.Pow(Vocabulary, Next()) - 1)];

        /// <summary>A word that somebody would look for: neither "the" nor a misprint.</summary>
        public string Middle() => Names[200 + Below(8000)];

        private double Next()
        {
            _state = (_state * 1664525u) + 1013904223u;
            return _state / 4294967296d;
        }
    }
}
