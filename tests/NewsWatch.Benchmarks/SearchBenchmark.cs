using System.Diagnostics;
using System.Globalization;
using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Benchmarks;

/// <summary>
/// Search in SQLite and, where one is named, in Elasticsearch: how many made-up articles of 500 words a second are indexed, as a
/// rebuild does it, and how long mixed queries take, each with its page, total and facets as <see cref="Searcher"/> asks for them; the
/// same queries of both, and whether their answers are the same.
/// </summary>
internal static class SearchBenchmark
{
    private const int Words = 500;
    private const int Batch = 2000;
    private const int Queries = 800;
    private const int Kinds = 10;

    /// <param name="articles">How many; a million takes some minutes and 8 GB of disk.</param>
    /// <param name="keep">A folder to keep the index in, asked again without indexing the next time; null for none.</param>
    /// <param name="elasticsearch">Where one is; null for SQLite alone.</param>
    /// <param name="output">Where to print.</param>
    public static async Task Run(int articles, string? keep, Uri? elasticsearch, TextWriter output)
    {
        var folder = keep is null ? Directory.CreateTempSubdirectory("newswatch-search-benchmark-") : Directory.CreateDirectory(keep);
        try
        {
            await using var database = SqliteDatabase.Open(Path.Combine(folder.FullName, "search.db"), TimeProvider.System);
            var sqlite = new SqliteSearchIndex(database);
            if (await sqlite.Last(CancellationToken.None) < articles)
                await FillEmbedded(sqlite, articles, folder, output);

            var queries = Enumerable.Range(0, Queries).Select(Asked(new Dice(12))).ToList();
            await Ask(sqlite, queries[..Kinds], articles);
            var embedded = await Ask(sqlite, queries, articles);
            if (elasticsearch is null)
            {
                Print(output, embedded, null);
                return;
            }

            await Beside(elasticsearch, sqlite, embedded, queries, articles, output);
        }
        finally
        {
            if (keep is null)
                folder.Delete(recursive: true);
        }
    }

    private static async Task Beside(Uri address, SqliteSearchIndex sqlite, List<Asking> embedded, List<Query> queries, int articles, TextWriter output)
    {
        var prefix = $"benchmark-{Environment.ProcessId}";
        using var node = new NodeWork(address);
        using var index = new ElasticsearchIndex(new ElasticsearchOptions { Nodes = [address], Index = prefix }, TimeProvider.System);
        try
        {
            var filling = await Fill(batch => index.Upsert(batch, CancellationToken.None), Batch, articles, node);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Elasticsearch: {filling.Rate:F0} indexed a second, {filling.LaterRate:F0} of the second half; processor time of each: {filling.NodeWork * 1e6:F0} µs Elasticsearch's, {filling.Work * 1e6:F0} µs ours"));
            await Rebuild(index, articles, node, output);
            var size = await node.Gigabytes($"{prefix}-articles");
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Elasticsearch: {size:F1} GB"));
            await Ask(index, queries[..(Kinds * 4)], articles);
            var before = await node.Used();
            var searched = await Ask(index, queries, articles);
            var work = (await node.Used() - before).TotalMilliseconds / queries.Count;
            Print(output, await Ask(sqlite, queries, articles), searched);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Elasticsearch's processor time a query: {work:F1} ms"));
            output.WriteLine($"answers that differ: {embedded.Zip(searched).Count(pair => !pair.First.Answer.SequenceEqual(pair.Second.Answer))} of {Queries}");
        }
        finally
        {
            await index.Delete(CancellationToken.None);
        }
    }

    private static async Task FillEmbedded(ISearchIndex index, int articles, DirectoryInfo folder, TextWriter output)
    {
        var filling = await Fill(batch => index.Rebuild(batch.ToAsyncEnumerable(), new Progress<int>(), CancellationToken.None), Batch * 18, articles, null);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"SQLite {SqliteDatabase.LibraryVersion}: {articles} articles of {Words} words: {filling.Rate:F0} indexed a second, {filling.Work * 1e6:F0} µs of processor time each, {Size(folder) / 1e9:F1} GB"));
    }

    /// <summary>How fast, and at what cost, as far as this process and the nodes say.</summary>
    /// <param name="node">Null where there is none.</param>
    private static async Task<Filling> Fill(Func<List<SearchDocument>, Task> give, int batchSize, int articles, NodeWork? node)
    {
        var (dice, clock, indexing, working, half) = (new Dice(11), new Stopwatch(), TimeSpan.Zero, TimeSpan.Zero, (At: 0, Time: TimeSpan.Zero));
        var nodeBefore = node is null ? TimeSpan.Zero : await node.Used();
        for (var from = 0; from < articles; from += batchSize)
        {
            List<SearchDocument> batch = [.. Enumerable.Range(from, Math.Min(batchSize, articles - from)).Select(i => Article(i, dice))];
            var before = Environment.CpuUsage.TotalTime;
            clock.Restart();
            await give(batch);
            indexing += clock.Elapsed;
            working += Environment.CpuUsage.TotalTime - before;
            if (from < articles / 2)
                half = (from + batch.Count, indexing);
        }

        return new Filling(
            articles / indexing.TotalSeconds,
            (articles - half.At) / (indexing - half.Time).TotalSeconds,
            working.TotalSeconds / articles,
            node is null ? 0 : (await node.Used() - nodeBefore).TotalSeconds / articles);
    }

    /// <summary>Into a new index, while somebody searches the old one.</summary>
    private static async Task Rebuild(ElasticsearchIndex index, int articles, NodeWork node, TextWriter output)
    {
        var making = Environment.CpuUsage.TotalTime;
        var made = new Dice(11);
        List<SearchDocument> all = [.. Enumerable.Range(0, Math.Min(articles, 30_000)).Select(i => Article(i, made))];
        var perArticle = articles > all.Count ? (Environment.CpuUsage.TotalTime - making) / all.Count : TimeSpan.Zero;
        using var done = new CancellationTokenSource();
        var searches = new List<double>();
        var asking = Task.Run(async () =>
        {
            for (var dice = new Dice(7); !done.IsCancellationRequested;)
            {
                var watch = Stopwatch.StartNew();
                await index.Newest(QueryParser.Parse(dice.Middle()), new QueryClock(Start, TimeZoneInfo.Utc), new SearchWindow(20), CancellationToken.None);
                searches.Add(watch.Elapsed.TotalMilliseconds);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        });
        var (ours, theirs, clock, half) = (Environment.CpuUsage.TotalTime, await node.Used(), Stopwatch.StartNew(), new HalfWay(articles));
        await index.Rebuild(Repeated(all, articles).ToAsyncEnumerable(), half, CancellationToken.None);
        var seconds = clock.Elapsed.TotalSeconds;
        (ours, theirs) = (Environment.CpuUsage.TotalTime - ours, await node.Used() - theirs);
        await done.CancelAsync();
        await asking;
        searches.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Elasticsearch: {articles / seconds:F0} a second rebuilt, {half.LaterRate:F0} of the second half, {searches.Count} searches answered meanwhile, 95 of 100 within {searches[searches.Count * 95 / 100]:F0} ms; processor time of each: {theirs.TotalSeconds / articles * 1e6:F0} µs Elasticsearch's, {(ours.TotalSeconds / articles * 1e6):F0} µs ours, {perArticle.TotalMicroseconds:F0} of them to make the article up"));
    }

    /// <summary>As many as wanted; beyond those in memory the same words under other ids and times, as the first filling had them.</summary>
    private static IEnumerable<SearchDocument> Repeated(List<SearchDocument> all, int count)
    {
        var dice = new Dice(11);
        return count <= all.Count ? all : Enumerable.Range(0, count).Select(i => Article(i, dice));
    }

    private static async Task<List<Asking>> Ask(ISearchIndex index, IReadOnlyList<Query> queries, int articles)
    {
        var times = new List<Asking>();
        var clock = new QueryClock(Time(articles), TimeZoneInfo.Utc);
        if (index is ElasticsearchIndex elasticsearch)
            await elasticsearch.Refresh(CancellationToken.None);

        foreach (var (query, i) in queries.Select((query, i) => (query, i)))
        {
            var ranked = i / Kinds % 2 == 1;
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            var asOf = await index.Last(CancellationToken.None);
            var newest = await index.Newest(query, clock, new SearchWindow(Searcher.MostCounted, AsOf: asOf, WithWords: ranked && Ranking.ReadsWords(query)), CancellationToken.None);
            var total = newest.Count == Searcher.MostCounted ? await index.Count(query, clock, Searcher.MostTotal, CancellationToken.None) : newest.Count;
            var ordered = ranked ? Ranking.Order(query, newest, clock.Now) : newest;
            var facets = Stopwatch.StartNew();
            Facets.Of(newest, TimeZoneInfo.Utc);
            var (elapsed, counting) = (watch.Elapsed.TotalMilliseconds, facets.Elapsed.TotalMilliseconds);
            times.Add(new Asking(i % Kinds, elapsed, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds, counting, [total.ToString(CultureInfo.InvariantCulture), .. ordered.Select(match => match.ArticleId)]));
        }

        return times;
    }

    private static void Print(TextWriter output, List<Asking> sqlite, List<Asking>? elasticsearch)
    {
        output.WriteLine($"{"",-28} {"SQLite",33} {(elasticsearch is null ? "" : "Elasticsearch"),35}");
        var columns = $" {"p50 ms",8} {"p95 ms",8} {"p99 ms",8} {"max ms",8}";
        output.WriteLine($"{"query",-28}{columns}{(elasticsearch is null ? "" : "  " + columns)}");
        foreach (var kind in Enumerable.Range(0, Kinds + 3))
        {
            var name = kind == Kinds ? "all" : kind > Kinds + 1 ? "of all, the processor time" : kind > Kinds ? "of all, the facets" : Query(kind, new Dice(3));
            output.WriteLine($"{name,-28}"[..28] + Figures(Of(sqlite)) + (elasticsearch is null ? "" : "  " + Figures(Of(elasticsearch))));

            IEnumerable<double> Of(List<Asking> times) =>
                times.Where(time => kind >= Kinds || time.Kind == kind).Select(time => kind > Kinds + 1 ? time.Work : kind > Kinds ? time.Facets : time.Milliseconds);
        }
    }

    private static string Figures(IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        return string.Create(
            CultureInfo.InvariantCulture, $" {sorted[sorted.Count / 2],8:F1} {sorted[sorted.Count * 95 / 100],8:F1} {sorted[sorted.Count * 99 / 100],8:F1} {sorted[^1],8:F1}");
    }

    private static Func<int, Query> Asked(Dice dice) => i => QueryParser.Parse(Query(i % Kinds, dice));

    // What people ask: one word, two, a phrase, a topic with a word, an entity, words and no word, a beginning, a month's topic,
    // a topic before the last month, what several sources tell of one.
    private static string Query(int kind, Dice dice) => kind switch
    {
        0 => dice.Middle(),
        1 => $"{dice.Middle()} {dice.Middle()}",
        2 => $"\"{dice.Middle()} {dice.Word()}\"",
        3 => $"topic:t{dice.Below(25)} {dice.Middle()}",
        4 => $"entity:e{dice.Below(5000)} OR entity:e{dice.Below(5000)}",
        5 => $"({dice.Middle()} OR {dice.Middle()}) -{dice.Middle()}",
        6 => $"{dice.Middle()[..5]}* lang:en",
        7 => $"topic:t{dice.Below(25)} after:30d",
        8 => $"topic:t{dice.Below(25)} before:30d",
        _ => $"topic:t{dice.Below(25)} sources:>=4",
    };

    private static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset Time(int article) => Start.AddSeconds(article * 31d);

    private static SearchDocument Article(int i, Dice dice) => new()
    {
        ArticleId = Ids.Derive("article", i.ToString(CultureInfo.InvariantCulture)),
        Title = string.Join(' ', Enumerable.Range(0, 10).Select(_ => dice.Word())),
        Text = string.Join(' ', Enumerable.Range(0, Words).Select(_ => dice.Word())),
        Time = Time(i),
        Sources = dice.Below(5),
        Keys = Enumerable.Range(0, 8).Select(_ => $"entity:e{dice.Below(5000)}")
            .Append($"topic:t{dice.Below(25)}").Append("lang:en").Append($"outlet:o{dice.Below(3000)}").ToHashSet(),
        Facets = new DocumentFacets($"s{i / 3}", $"Outlet {dice.Below(3000)}", "en", [$"t{dice.Below(25)}"], [$"E{dice.Below(5000)}", $"E{dice.Below(5000)}"]),
    };

    /// <summary>One query: of which kind, how long it took with all, the processor time of that, how long its facets alone took, and what it found.</summary>
    private sealed record Asking(int Kind, double Milliseconds, double Work, double Facets, List<string> Answer);

    private static long Size(DirectoryInfo folder) => folder.EnumerateFiles().Sum(file => file.Length);

    /// <summary>How fast: articles a second, of the second half of them too; seconds of processor time that each took of this process and of the nodes.</summary>
    private sealed record Filling(double Rate, double LaterRate, double Work, double NodeWork);

    /// <summary>Told how many are done; knows how fast the second half of them went: by then the servers' code is compiled.</summary>
    private sealed class HalfWay(int articles) : IProgress<int>
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private (int At, TimeSpan Time) _half;
        private (int At, TimeSpan Time) _last;

        public double LaterRate => (_last.At - _half.At) / (_last.Time - _half.Time).TotalSeconds;

        public void Report(int value)
        {
            _last = (value, _clock.Elapsed);
            if (_half.At == 0 && value >= articles / 2)
                _half = _last;
        }
    }

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
