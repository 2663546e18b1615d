using System.Diagnostics;
using NewsWatch.Articles;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>Throughput and memory of the engine over a long stream of made-up articles with the vocabulary of real ones.</summary>
public static class StorySpeed
{
    public static IEnumerable<Row> Run(string dataDirectory, int articles)
    {
        var source = LabelledArticles.Read(Path.Combine(dataDirectory, "stream", "news-2019-11-01.jsonl"));
        var sentences = source.SelectMany(row => row.Candidate.Article.Text.Split('\n')).Where(line => line.Length is > 60 and < 800).ToArray();
        var engine = new StoryEngine(OutletRegistry.Empty);
        var before = GC.GetTotalMemory(true);
        var watch = Stopwatch.StartNew();
        var step = articles / 10;
        var (decide, apply, reconsider) = (TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero);
        var last = TimeSpan.Zero;
        var revised = 0;
        for (var i = 0; i < articles; i++)
        {
            var candidate = Make(i, sentences);
            var start = watch.Elapsed;
            var decision = engine.Decide(candidate);
            var decided = watch.Elapsed;
            engine.Apply(candidate, decision);
            var applied = watch.Elapsed;
            foreach (var (article, changed) in engine.Reconsider(candidate))
            {
                revised++;
                engine.Apply(article, changed);
            }

            decide += decided - start;
            apply += applied - decided;
            reconsider += watch.Elapsed - applied;
            if ((i + 1) % step == 0)
            {
                var total = decide + apply + reconsider;
                yield return new Row(
                    "speed", $"articles/s at {i + 1}", step / (total - last).TotalSeconds, null,
                    $"{(GC.GetTotalMemory(true) - before) / (i + 1.0) / 1024:F1} KB each; µs decide {decide.TotalMicroseconds / (i + 1):F0} apply {apply.TotalMicroseconds / (i + 1):F0} reconsider {reconsider.TotalMicroseconds / (i + 1):F0}; {revised} revised");
                last = total;
            }
        }
    }

    /// <summary>Every third article retells an earlier one in half its sentences.</summary>
    private static Candidate Make(int number, string[] sentences)
    {
        var seed = (uint)number * 2654435761u;
        var topic = number % 3 == 2 ? (uint)(number - (number % 7) - 1) * 2654435761u : seed;
        var lines = new string[7];
        for (var i = 0; i < lines.Length; i++)
        {
            var pick = (i % 2 == 0 ? topic : seed) ^ ((uint)i * 40503u);
            pick ^= pick >> 15;
            pick *= 2246822519u;
            lines[i] = sentences[(pick ^ (pick >> 13)) % (uint)sentences.Length];
        }

        return new Candidate(
            new Article
            {
                Id = $"a{number}",
                CanonicalUrl = $"https://example.org/{number}",
                OutletId = $"outlet{number % 500}",
                OutletName = $"Outlet {number % 500}",
                Title = lines[0][..50],
                Text = string.Join('\n', lines),
                FoundAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(6.0 * number),
            },
            LabelledArticles.NoTags);
    }
}
