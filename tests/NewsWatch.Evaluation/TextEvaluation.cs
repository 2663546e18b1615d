using NewsWatch.Articles;
using NewsWatch.Articles.Texts;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>Scores copies, novelty, attribution cues and independence of order.</summary>
public static class TextEvaluation
{
    public static IEnumerable<Row> Run(string dataDirectory) =>
        [.. Copies(dataDirectory), .. Novel(dataDirectory), .. Cues(dataDirectory), .. Orders(dataDirectory)];

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
                var isFound = found.TryGetValue(other.Id, out var measured) && Math.Max(measured.InOther, measured.OfOther) >= StoryParameters.Excerpt - 0.03;
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
            var sentences = AttributedSentences(Path.Combine(dataDirectory, "attribution", "polnear", part)).ToList();
            var best = F1(sentences, StoryParameters.Attributed);
            var fitted = Enumerable.Range(1, 30).Select(i => i * 0.1).MaxBy(threshold => F1(sentences, threshold).F1);
            yield return new Row("attribution", $"sentence F1, {part}", best.F1, part == "dev" ? 0.87 : null, $"P {best.Precision:F3} R {best.Recall:F3}; best threshold here {fitted:F1}");
        }
    }

    private static (double F1, double Precision, double Recall) F1(List<(double Strength, bool Has)> sentences, double threshold)
    {
        var hit = sentences.Count(s => s.Has && s.Strength >= threshold);
        var precision = hit / (double)Math.Max(1, sentences.Count(s => s.Strength >= threshold));
        var recall = hit / (double)sentences.Count(s => s.Has);
        return (2 * precision * recall / Math.Max(1e-9, precision + recall), precision, recall);
    }

    private static IEnumerable<(double Strength, bool Has)> AttributedSentences(string directory)
    {
        foreach (var notes in Directory.GetFiles(Path.Combine(directory, "attributions"), "*.ann").GroupBy(file => Path.GetFileNameWithoutExtension(file)[..^5]))
        {
            var path = Path.Combine(directory, "text", notes.Key + ".txt");
            if (!File.Exists(path))
                continue;

            var text = File.ReadAllText(path);
            var cues = File.ReadLines(notes.First()).Where(line => line.Contains("\tCue ", StringComparison.Ordinal))
                .Select(line => int.Parse(line.Split('\t')[1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            var tokens = Tokenizer.Cut(text);
            var at = 0;
            foreach (var sentence in Sentences.Cut(text))
            {
                var first = at;
                while (at < tokens.Count && tokens[at].Start < sentence.End)
                    at++;

                yield return (Attributions.Strength(text, sentence, tokens, first, at), cues.Exists(sentence.Holds));
            }
        }
    }

    private static IEnumerable<Row> Orders(string dataDirectory)
    {
        foreach (var set in (string[])["fnc", "ecb", "wikinews"])
        {
            var articles = LabelledArticles.Read(Path.Combine(dataDirectory, "stories", set + ".jsonl"));
            var agreement = Tuning.Agreement(Replay.Run(StoryEvaluation.Shuffled(articles, "1")), Replay.Run(StoryEvaluation.Shuffled(articles, "2")));
            yield return new Row(set, "B³ between two shuffles", agreement, 0.97);
        }
    }
}
