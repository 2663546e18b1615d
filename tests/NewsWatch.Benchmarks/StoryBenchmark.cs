using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NewsWatch.Articles;
using NewsWatch.Sqlite;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Benchmarks;

/// <summary>
/// The story engine over two weeks of made-up articles of 400 words, nearly half of them function words as in English, of which every third retells an earlier one in half its
/// sentences: articles a second and memory as the window fills, and how fast a stopped process is back.
/// </summary>
internal static class StoryBenchmark
{
    private const int Small = 10_000;
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Function =
        ("the of and to in a is that for it as was with be by on not he this are or his from at which but have an had they you were their we can her has "
        + "there been if more when will would who so no out up into than them some other could its then do about over after these also my me such only").Split(' ');

    private static readonly string[] Words = [.. Function, .. Enumerable.Range(0, 60_000).Select(Word)];

    /// <param name="window">Articles to fill the window with.</param>
    /// <param name="stored">Articles to store and rebuild from.</param>
    /// <param name="output">Where the figures go.</param>
    public static async Task Run(int window, int stored, TextWriter output)
    {
        if (window > 0)
            Fill(window, output);

        if (stored > 0)
            await Rebuild(stored, output);
    }

    private static void Fill(int window, TextWriter output)
    {
        output.WriteLine("articles in window   articles/s   µs/article   processor µs/article   collecting µs/article   allocated KB/article   KB/article");
        var engine = new StoryEngine(OutletRegistry.Empty);
        var before = GC.GetTotalMemory(true);
        var (clock, since) = (new Stopwatch(), TimeSpan.Zero);
        var (spent, spentSince) = (TimeSpan.Zero, TimeSpan.Zero);
        var (paused, pausedSince) = (TimeSpan.Zero, TimeSpan.Zero);
        var (allocated, allocatedSince) = (0L, 0L);
        using var decisions = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < window; i++)
        {
            var candidate = Article(i);
            var (began, pausedBefore, allocatedBefore) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.GetAllocatedBytesForCurrentThread());
            clock.Start();
            var decision = engine.Decide(candidate);
            engine.Apply(candidate, decision);
            var revised = engine.Reconsider(candidate);
            foreach (var (article, changed) in revised)
                engine.Apply(article, changed);

            engine.Forget(candidate.Article.FoundAt);
            clock.Stop();
            spent += Environment.CpuUsage.TotalTime - began;
            paused += GC.GetTotalPauseDuration() - pausedBefore;
            allocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            decisions.AppendData(Json.WriteBytes(decision));
            foreach (var (_, changed) in revised)
                decisions.AppendData(Json.WriteBytes(changed));

            if ((i + 1) % Small != 0 || (i + 1 != Small && (i + 1) % (5 * Small) != 0))
                continue;

            var count = i + 1 == Small ? Small : 5 * Small;
            var took = clock.Elapsed - since;
            since = clock.Elapsed;
            var processor = spent - spentSince;
            spentSince = spent;
            var (pause, bytes) = (paused - pausedSince, allocated - allocatedSince);
            (pausedSince, allocatedSince) = (paused, allocated);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{i + 1,18} {count / took.TotalSeconds,12:F0} {took.TotalMicroseconds / count,12:F0} {processor.TotalMicroseconds / count,22:F0} {pause.TotalMicroseconds / count,23:F0} {bytes / 1024.0 / count,22:F1} {(GC.GetTotalMemory(true) - before) / 1024.0 / (i + 1),12:F1}"));
        }

        // A change for speed changes no decision: the same words before and after it.
        output.WriteLine($"decisions: {Convert.ToHexStringLower(decisions.GetCurrentHash())[..16]}");
    }

    private static async Task Rebuild(int count, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("newswatch-benchmark-");
        var file = Path.Combine(folder.FullName, "newswatch.db");
        await using (var database = SqliteDatabase.Open(file, TimeProvider.System))
        {
            var articles = new SqliteArticleStore(database);
            IStoryStore stories = new SqliteStoryStore(database);
            using var resolver = new StoryResolver(stories, OutletRegistry.Empty);
            foreach (var chunk in Enumerable.Range(0, count).Chunk(200))
            {
                var candidates = Array.ConvertAll(chunk, Article);
                var open = await Task.WhenAll(candidates.Select(candidate => Tag(articles, candidate)));
                for (var i = 0; i < open.Length; i++)
                {
                    using var turn = await resolver.Enter(CancellationToken.None);
                    turn.Keep((await stories.Save(open[i], turn.Resolve(candidates[i]), turn.Knows, CancellationToken.None))![^1].Revision);
                }
            }

            // The first start finds its own code cold, as after an upgrade; the second does not.
            for (var start = 1; start <= 2; start++)
            {
                using var again = new StoryResolver(stories, OutletRegistry.Empty);
                GC.Collect();
                var (clock, began, paused) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration());
                (await again.Enter(CancellationToken.None)).Dispose();
                var (took, spent, pause) = (clock.Elapsed, Environment.CpuUsage.TotalTime - began, GC.GetTotalPauseDuration() - paused);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"rebuild {start} of {count} from the store: {count / took.TotalSeconds:F0} articles/s, µs/article: processor {spent.TotalMicroseconds / count:F0}, collecting {pause.TotalMicroseconds / count:F0}"));
            }

            var packed = await stories.Past(TimeSpan.FromDays(14), new StoryEngine(OutletRegistry.Empty).Form, 0, CancellationToken.None).Take(1_000).Select(past => past.Reading!.Length).SumAsync();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bytes/article: reading {packed / Math.Min(1_000, count)}, the whole store {new FileInfo(file).Length / count}"));
        }

        folder.Delete(recursive: true);
    }

    private static async Task<ArticleTagged> Tag(SqliteArticleStore articles, Candidate candidate)
    {
        var read = (await articles.Add(candidate.Article, CancellationToken.None))!;
        var tagged = new ArticleTagged(read.Id, read.Revision);
        await articles.Save(candidate.Tags, new Step(read, tagged), CancellationToken.None);
        return tagged;
    }

    private static Candidate Article(int number)
    {
        var own = new Dice((uint)number + 1);
        var told = number % 3 == 2 ? new Dice((uint)(number - (number % 7))) : own;
        var text = new StringBuilder();
        var title = Sentence(told, 9);
        for (var i = 0; i < 20; i++)
            text.Append(Sentence(i % 2 == 0 ? told : own, 20)).Append(i % 4 == 3 ? '\n' : ' ');

        return new Candidate(
            new Article
            {
                Id = Ids.Derive("article", number.ToString(CultureInfo.InvariantCulture)),
                CanonicalUrl = $"https://paper{number % 500}.example/{number}",
                OutletId = $"paper{number % 500}",
                OutletName = $"Paper {number % 500}",
                Title = title,
                Text = text.ToString(),
                FoundAt = Start.AddSeconds(6.0 * number),
            },
            new Tags("en", true, [], []));
    }

    private static string Sentence(Dice dice, int words)
    {
        var text = new StringBuilder();
        for (var i = 0; i < words; i++)
            text.Append(i == 0 ? "" : " ").Append(dice.Word());

        return $"{char.ToUpperInvariant(text[0])}{text.ToString(1, text.Length - 1)}.";
    }

    private static string Word(int rank) => Ids.Derive("word", rank.ToString(CultureInfo.InvariantCulture))[..(rank < 200 ? 4 : 8)];

    /// <summary>The same throws on every run; words as unequal as a language's (Zipf).</summary>
    private sealed class Dice(uint seed)
    {
        private uint _state = seed * 2654435761u;

        public string Word()
        {
            _state = (_state * 1664525u) + 1013904223u;
            return Words[(int)Math.Min(Words.Length - 1, Math.Pow(Words.Length, _state / 4294967296d) - 1)];
        }
    }
}
