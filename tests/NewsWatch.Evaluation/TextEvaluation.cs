using NewsWatch.Articles;
using NewsWatch.Articles.Texts;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>Scores copies, novelty and attribution cues.</summary>
public static class TextEvaluation
{
    public static IEnumerable<Row> Run(string dataDirectory) =>
        [.. Copies(dataDirectory), .. Novel(dataDirectory), .. Cues(dataDirectory)];

    /// <summary>How far a sketch's share may be off at the border (see <see cref="StoryParameters.SketchSize"/>).</summary>
    private const double SketchError = 0.02;

    /// <summary>Pairs that share five-word runs, exactly counted, against those that the index finds.</summary>
    private static IEnumerable<Row> Copies(string dataDirectory)
    {
        var index = new ArticleIndex();
        var engine = new StoryWindow(OutletRegistry.Empty);
        var articles = ((string[])["fnc", "ecb"]).SelectMany(set => LabelledArticles.Read(Path.Combine(dataDirectory, "stories", set + ".jsonl"))).ToList();
        var exact = articles.ToDictionary(article => article.Id, article => Shingles(article.Candidate.Article.Text));
        var (near, foundNear, part, foundPart, claimed, right) = (0, 0, 0, 0, 0, 0);
        foreach (var article in articles)
        {
            var reading = Reader.Read(article.Candidate.Article, engine.Outlets);
            var found = index.SharingShingles(reading.Sketch).ToDictionary(known => known.Id, known => reading.Sketch.Containment(known.Reading.Sketch));
            foreach (var other in articles.TakeWhile(other => other != article))
            {
                var shared = exact[article.Id].Count(exact[other.Id].Contains);
                var contained = shared / (double)Math.Max(1, Math.Min(exact[article.Id].Count, exact[other.Id].Count));
                var jaccard = shared / (double)Math.Max(1, exact[article.Id].Count + exact[other.Id].Count - shared);
                var isFound = found.TryGetValue(other.Id, out var measured) && Math.Max(measured.InOther, measured.OfOther) >= StoryParameters.Excerpt - SketchError;
                near += jaccard >= 0.5 ? 1 : 0;
                foundNear += jaccard >= 0.5 && isFound ? 1 : 0;
                part += contained >= 0.3 ? 1 : 0;
                foundPart += contained >= 0.3 && isFound ? 1 : 0;
                claimed += isFound ? 1 : 0;
                right += isFound && contained >= 0.25 ? 1 : 0;
            }

            engine.Take(article.Candidate, reading, new Decision { ArticleId = article.Id, Version = 1, StoryId = null, Role = StoryRole.None });
            index.Add(engine.Articles.Find(article.Id)!);
        }

        yield return new Row("copies", "recall at Jaccard ≥ .5", foundNear / (double)near, 0.99, $"{near} pairs");
        yield return new Row("copies", "recall at containment ≥ .3", foundPart / (double)part, 0.97, $"{part} pairs");
        yield return new Row("copies", "precision (containment within .05)", right / (double)claimed, 0.99, $"{claimed} pairs");
    }

    private static HashSet<string> Shingles(string text)
    {
        var words = Tokenizer.Cut(text).Select(token => token.Term).ToArray();
        return [.. Enumerable.Range(0, Math.Max(0, words.Length - 4)).Select(i => string.Join(' ', words[i..(i + 5)]))];
    }

    private static IEnumerable<Row> Novel(string dataDirectory)
    {
        var window = new StoryWindow(OutletRegistry.Empty);
        var scores = new List<(double Score, bool IsNovel)>();
        foreach (var file in Directory.GetFiles(Path.Combine(dataDirectory, "novelty"), "*.jsonl"))
        {
            var articles = LabelledArticles.Read(file, keepsLabel: true);
            var memory = new StoryMemory();
            foreach (var source in articles.Where(article => article.Text("verdict") is null or ""))
                memory.Add(Reader.Read(source.Candidate.Article, window.Outlets));

            foreach (var target in articles.Where(article => article.Text("verdict") is { Length: > 0 }))
                scores.Add((Novelty.Of(Reader.Read(target.Candidate.Article, window.Outlets), memory, window.Weights), target.Text("verdict") == "Novel"));
        }

        var pairs = scores.Where(score => score.IsNovel).SelectMany(novel => scores.Where(score => !score.IsNovel).Select(old => novel.Score > old.Score ? 1 : novel.Score == old.Score ? 0.5 : 0)).ToList();
        yield return new Row("novelty", "AUC", pairs.Average(), 0.96, $"{scores.Count(s => s.IsNovel)} novel, {scores.Count(s => !s.IsNovel)} not");
    }

    private static IEnumerable<Row> Cues(string dataDirectory)
    {
        foreach (var part in (string[])["train", "dev"])
        {
            var sentences = AttributedTexts(Path.Combine(dataDirectory, "attribution", "polnear", part))
                .SelectMany(text => Attributions.Chances(text.Text, text.Sentences, Tokenizer.Cut(text.Text)).Zip(text.Has)).ToList();
            var score = AttributionTraining.F1(sentences, StoryParameters.Attributed);
            yield return new Row("attribution", $"sentence F1, {part}", score.F1, part == "dev" ? 0.87 : null, $"P {score.Precision:F3} R {score.Recall:F3}" + (part == "train" ? "; fitted on this part" : "; of the cue model, which no decision uses"));
        }
    }

    /// <summary>Texts with their sentences and whether each holds a cue.</summary>
    internal static IEnumerable<(string Name, string Text, List<TextSpan> Sentences, List<bool> Has)> AttributedTexts(string directory)
    {
        foreach (var notes in Directory.GetFiles(Path.Combine(directory, "attributions"), "*.ann").Order(StringComparer.Ordinal).GroupBy(file => Path.GetFileNameWithoutExtension(file)[..^5]))
        {
            var path = Path.Combine(directory, "text", notes.Key + ".txt");
            if (!File.Exists(path))
                continue;

            var text = File.ReadAllText(path);
            var cues = File.ReadLines(notes.First()).Where(line => line.Contains("\tCue ", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split('\t')[1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            var sentences = Sentences.Cut(text);
            yield return (notes.Key, text, sentences, sentences.ConvertAll(sentence => cues.Exists(sentence.Holds)));
        }
    }
}
