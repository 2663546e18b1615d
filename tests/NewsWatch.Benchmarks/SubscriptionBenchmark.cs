using System.Diagnostics;
using System.Globalization;
using NewsWatch.Alerts;
using NewsWatch.Search;

namespace NewsWatch.Benchmarks;

/// <summary>
/// Ten thousand subscriptions against made-up articles of 600 words, over a vocabulary whose words are as unequal as a language's.
/// Best of the rounds, on one core.
/// </summary>
internal static class SubscriptionBenchmark
{
    private const int Articles = 1000;
    private const int Rounds = 5;

    public static void Run(TextWriter output)
    {
        Measure(100, TextWriter.Null);
        output.WriteLine("subscriptions   ms/article   matches/article   splitting MB/s");
        foreach (var count in (int[])[100, 1_000, 10_000, 100_000])
            Measure(count, output);
    }

    private static void Measure(int count, TextWriter output)
    {
        var dice = new Dice(7);
        var matcher = new SubscriptionMatcher(Enumerable.Range(0, count).Select(i => new Subscription { Id = $"s{i}", Name = "s", Query = QueryOf(i, dice) }));
        List<SearchDocument> articles = [.. Enumerable.Range(0, Articles).Select(_ => Article(dice))];
        var (matching, splitting, matches) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0);
        for (var round = 0; round < Rounds; round++)
        {
            matches = 0;
            matching = Shorter(matching, () => articles.ForEach(article => matches += matcher.Match(article, DateTimeOffset.UnixEpoch).Count));
            splitting = Shorter(splitting, () => articles.ForEach(article => Tokens.Of(article.Text)));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count,13} {matching.TotalMilliseconds / Articles,12:F3} {(double)matches / Articles,17:F1} {articles.Sum(article => article.Text.Length) / 1e6 / splitting.TotalSeconds,16:F0}"));
    }

    // Six kinds of queries that people write, words from the middle of the vocabulary, one from anywhere in it.
    private static string QueryOf(int i, Dice dice) => (i % 6) switch
    {
        0 => $"topic:t{dice.Below(25)} entity:e{dice.Below(5000)}",
        1 => $"entity:e{dice.Below(5000)} OR entity:e{dice.Below(5000)}",
        2 => $"{Word(200 + dice.Below(20_000))} {dice.Word()}",
        3 => $"\"{Word(100 + dice.Below(20_000))} {dice.Word()}\" OR title:{Word(300 + dice.Below(20_000))}",
        4 => $"topic:t{dice.Below(25)} ({Word(50 + dice.Below(20_000))} OR {Word(50 + dice.Below(20_000))}) -{dice.Word()}",
        _ => $"outlet:o{dice.Below(3000)} lang:en",
    };

    private static SearchDocument Article(Dice dice) => new()
    {
        ArticleId = "a",
        Title = string.Join(' ', Enumerable.Range(0, 10).Select(_ => dice.Word())),
        Text = string.Join(' ', Enumerable.Range(0, 600).Select(_ => dice.Word())),
        Time = DateTimeOffset.UnixEpoch,
        Keys = Enumerable.Range(0, 12).Select(_ => $"entity:e{dice.Below(5000)}")
            .Append($"topic:t{dice.Below(25)}").Append("lang:en").Append($"outlet:o{dice.Below(3000)}").ToHashSet(),
    };

    private static string Word(int rank) => Ids.Derive("word", rank.ToString(CultureInfo.InvariantCulture))[..(rank < 200 ? 4 : 7)];

    private static TimeSpan Shorter(TimeSpan best, Action pass)
    {
        var clock = Stopwatch.StartNew();
        pass();
        return clock.Elapsed < best ? clock.Elapsed : best;
    }

    /// <summary>The same throws on every run.</summary>
    private sealed class Dice(uint seed)
    {
        private const int Vocabulary = 30_000;

        private static readonly string[] Words = [.. Enumerable.Range(0, Vocabulary).Select(SubscriptionBenchmark.Word)];

        private uint _state = seed;

        public int Below(int end) => (int)(Next() * end);

        /// <summary>A word by Zipf's law: the first is met as often as the next two together.</summary>
        public string Word() => Words[(int)Math.Min(Vocabulary - 1, Math.Pow(Vocabulary, Next()) - 1)];

        private double Next()
        {
            _state = (_state * 1664525u) + 1013904223u;
            return _state / 4294967296d;
        }
    }
}
