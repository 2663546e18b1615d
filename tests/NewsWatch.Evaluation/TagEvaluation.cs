using System.Text.Json;
using NewsWatch.Articles;
using NewsWatch.Tagging;
using NewsWatch.Tests.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>A line of the evaluation's table.</summary>
/// <param name="Measure">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Reach">What it should reach, or null.</param>
/// <param name="AtMost">Whether the reach is a ceiling.</param>
internal sealed record TagRow(string Measure, double Value, double? Reach = null, bool AtMost = false);

/// <summary>Scores tagging: topics and scope on the streams, entities on sentences, languages, speed.</summary>
internal static partial class TagEvaluation
{
    private static readonly JsonSerializerOptions Snake = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static IEnumerable<TagRow> Run(string dataDirectory) => Run(dataDirectory, ConfigDirectory(), null);

    public static IEnumerable<TagRow> Run(string dataDirectory, string config, TextWriter? details)
    {
        var tagger = Load(config);
        var stream = Path.Combine(dataDirectory, "stream");
        var articles = Lines<StreamArticle>(Path.Combine(stream, "ai-news-2026.jsonl"));
        var labels = Lines<StreamLabel>(Path.Combine(stream, "ai-news-2026.labels.jsonl")).ToDictionary(label => label.Id);
        var tagged = articles.Select(article => (Article: article, Tags: tagger.Tag(article.Title ?? "", article.Text ?? "", null))).ToList();

        var counts = tagger.Topics.ToDictionary(topic => topic.Id, _ => new Counts());
        foreach (var (article, tags) in tagged)
        {
            var label = labels[article.Id];
            var given = tags.Topics.Select(topic => topic.Id).ToHashSet();
            foreach (var (id, count) in counts)
                if (!label.TopicsMaybe.Contains(id))
                    count.Add(label.Topics.Contains(id), given.Contains(id));
            if (details is not null)
                Explain(details, article, label, tags);
        }

        var total = new Counts();
        foreach (var (id, count) in counts)
        {
            total.Add(count);
            details?.WriteLine($"{id,-15} right {count.Right,3} wrong {count.Wrong,3} missed {count.Missed,3}  F1 {count.F1:0.000}");
        }

        yield return new TagRow("topics, micro F1", total.F1, 0.78);
        yield return new TagRow("topics, macro F1", counts.Values.Where(count => count.Right + count.Missed > 0).Average(count => count.F1), 0.72);
        yield return new TagRow("scope, recall on the AI stream", (double)tagged.Count(pair => pair.Tags.InScope) / tagged.Count, 0.98);

        var general = Lines<StreamArticle>(Path.Combine(stream, "news-2019-11-01.jsonl"));
        var hits = general.Select(article => (Article: article, Tags: tagger.Tag(article.Title ?? "", article.Text ?? "", null))).Where(pair => pair.Tags.InScope).ToList();
        if (details is not null)
        {
            foreach (var (article, tags) in tagged.Where(pair => !pair.Tags.InScope))
                details.WriteLine($"out of scope: {article.Title} ({tags.ScopeScore:0.00})");
            foreach (var (article, tags) in tagged.Where(pair => pair.Tags.ScopeScore is >= 1 and < 2.5).OrderBy(pair => pair.Tags.ScopeScore))
                details.WriteLine($"barely in scope: {article.Title} ({tags.ScopeScore:0.00}) {string.Join("; ", tags.ScopeBecause)}");
            foreach (var (article, tags) in hits)
                details.WriteLine($"in scope 2019: {article.Title} ({tags.ScopeScore:0.00}) {string.Join("; ", tags.ScopeBecause)}");
        }

        yield return new TagRow("scope, hits on general news", (double)hits.Count / general.Count, 0.01, AtMost: true);
        yield return Languages(details);
        yield return Speed(tagger, general);
    }

    internal static Tagger Load(string config) =>
        Tagger.Load(Path.Combine(config, "topics.yaml"), Path.Combine(config, "entities.yaml"), OutletRegistry.Read(Path.Combine(config, "outlets.yaml")));

    internal static string ConfigDirectory() => Path.Combine(AppContext.BaseDirectory, "config");

    internal static List<T> Lines<T>(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0).Select(line => JsonSerializer.Deserialize<T>(line, Snake)!)];

    private static TagRow Languages(TextWriter? details)
    {
        var sentences = LanguageSentences.All.ToList();
        var right = 0;
        foreach (var (language, sentence) in sentences)
            if (LanguageDetector.Detect(sentence, null) is var detected && detected == language)
                right++;
            else
                details?.WriteLine($"language {language} taken for {detected}: {sentence}");
        return new TagRow($"language, one of {sentences.Count} sentences in {sentences.Select(pair => pair.Language).Distinct().Count()} languages", (double)right / sentences.Count, 0.98);
    }

    private static TagRow Speed(Tagger tagger, List<StreamArticle> articles)
    {
        const int Words = 500;
        var texts = articles.Select(article => string.Join(' ', (article.Text ?? "").Split(' ').Take(Words)))
            .Where(text => text.Count(c => c == ' ') >= Words - 1).Take(300).ToList();
        foreach (var text in texts)
            tagger.Tag("", text, null);
        // Processor time, not the clock's: others may use the machine.
        var before = Environment.CpuUsage.TotalTime;
        const int Rounds = 3;
        for (var round = 0; round < Rounds; round++)
            foreach (var text in texts)
                tagger.Tag("", text, null);
        return new TagRow("speed, articles of 500 words a second, one core", texts.Count * Rounds / (Environment.CpuUsage.TotalTime - before).TotalSeconds, 800);
    }

    private static void Explain(TextWriter details, StreamArticle article, StreamLabel label, Tags tags)
    {
        details.WriteLine($"# {article.Id} {article.Title}");
        foreach (var topic in tags.Topics.Where(topic => !label.TopicsMaybe.Contains(topic.Id)))
            details.WriteLine($"   {(label.Topics.Contains(topic.Id) ? "+" : "WRONG")} {topic.Id} {topic.Score:0.00} {string.Join("; ", topic.Because)}");
        foreach (var topic in label.Topics.Where(id => tags.Topics.All(topic => topic.Id != id)))
            details.WriteLine($"   MISSED {topic}");
    }

    internal sealed record StreamArticle(string Id, string? Title, string? Text);

    internal sealed record StreamLabel(string Id, IReadOnlyList<string> Topics, IReadOnlyList<string> TopicsMaybe);

    internal sealed class Counts
    {
        public int Right { get; private set; }

        public int Wrong { get; private set; }

        public int Missed { get; private set; }

        public double F1 => Right == 0 ? 0 : 2.0 * Right / ((2.0 * Right) + Wrong + Missed);

        public void Add(bool gold, bool given)
        {
            if (gold && given)
                Right++;
            else if (given)
                Wrong++;
            else if (gold)
                Missed++;
        }

        public void Add(Counts other)
        {
            Right += other.Right;
            Wrong += other.Wrong;
            Missed += other.Missed;
        }
    }
}
