using System.Diagnostics;
using System.Globalization;
using NewsWatch.Search;
using NewsWatch.Sqlite;

namespace NewsWatch.Benchmarks;

/// <summary>
/// Search in SQLite: how many made-up articles of 300 words a second are indexed, and how long mixed queries take, each with its
/// page, total and facets as <see cref="Searcher"/> asks for them.
/// </summary>
internal static class SearchBenchmark
{
    private const int Words = 300;
    private const int Batch = 2000;
    private const int Queries = 400;

    /// <param name="articles">How many; a million takes some minutes and 8 GB of disk.</param>
    /// <param name="output">Where to print.</param>
    public static async Task Run(int articles, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("newswatch-search-benchmark-");
        try
        {
            await using var database = SqliteDatabase.Open(Path.Combine(folder.FullName, "search.db"), TimeProvider.System);
            var index = new SqliteSearchIndex(database);
            var (dice, clock, indexing) = (new Dice(11), Stopwatch.StartNew(), TimeSpan.Zero);
            for (var from = 0; from < articles; from += Batch)
            {
                List<SearchDocument> batch = [.. Enumerable.Range(from, Math.Min(Batch, articles - from)).Select(i => Article(i, dice))];
                clock.Restart();
                await index.Upsert(batch, CancellationToken.None);
                indexing += clock.Elapsed;
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{articles} articles of {Words} words: {articles / indexing.TotalSeconds:F0} indexed a second, {Size(folder) / 1e9:F1} GB"));
            await Ask(index, dice, output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Ask(SqliteSearchIndex index, Dice dice, TextWriter output)
    {
        var times = new List<(int Kind, double Milliseconds)>();
        var now = Start.AddDays(400);
        for (var i = 0; i < Queries; i++)
        {
            var query = QueryParser.Parse(Query(i % 8, dice));
            var clock = Stopwatch.StartNew();
            var asOf = await index.Last(CancellationToken.None);
            var newest = await index.Newest(query, new QueryClock(now, TimeZoneInfo.Utc), new SearchWindow(Searcher.MostCounted, AsOf: asOf, WithWords: i % 2 == 1), CancellationToken.None);
            if (newest.Count == Searcher.MostCounted)
                await index.Count(query, new QueryClock(now, TimeZoneInfo.Utc), Searcher.MostTotal, CancellationToken.None);
            if (i % 2 == 1)
                Ranking.Order(query, newest, now);

            Facets.Of(newest, TimeZoneInfo.Utc);
            times.Add((i % 8, clock.Elapsed.TotalMilliseconds));
        }

        output.WriteLine("query                        p50 ms   p95 ms   max ms");
        foreach (var kind in times.GroupBy(time => time.Kind).OrderBy(kind => kind.Key))
            Line(output, Query(kind.Key, new Dice(3)), kind.Select(time => time.Milliseconds));

        Line(output, "all", times.Select(time => time.Milliseconds));
    }

    private static void Line(TextWriter output, string name, IEnumerable<double> times)
    {
        var sorted = times.Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name[..Math.Min(28, name.Length)],-28} {sorted[sorted.Count / 2],6:F1} {sorted[sorted.Count * 95 / 100],8:F1} {sorted[^1],8:F1}"));
    }

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
