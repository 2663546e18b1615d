using System.Globalization;
using NewsWatch.Articles.Texts;

namespace NewsWatch.Evaluation;

/// <summary>
/// Reads off PolNeAR's train part what each word and sign of <c>attribution.txt</c> tells: a logistic sum, fitted by AdaGrad (Duchi et
/// al. 2011), rounded so that no number says more than "a little" or "plainly". Words are never added: the list is ours.
/// </summary>
internal static class AttributionTraining
{
    private const int Folds = 3;
    private const int Rounds = 6;
    private const double Rate = 0.1;
    private const double Ridge = 0.002;

    /// <summary>A sentence: the keys of its words ("=said") and signs, and whether it holds a cue.</summary>
    private sealed record Example(string Text, string[] Keys, bool Has);

    public static void Run(string data, string file, TextWriter output)
    {
        var words = CueWords.Read(File.ReadAllText(file));
        var examples = TextEvaluation.AttributedTexts(Path.Combine(data, "attribution", "polnear", "train")).SelectMany(text => Examples(text, words)).ToList();
        var scored = new List<(double Chance, bool Has)>();
        foreach (var fold in examples.GroupBy(Fold))
        {
            var weights = Rounded(Fit([.. examples.Where(example => Fold(example) != fold.Key)]));
            scored.AddRange(fold.Select(example => (Chance(weights, example.Keys), example.Has)));
        }

        var best = Enumerable.Range(20, 50).Select(percent => percent / 100.0).MaxBy(threshold => F1(scored, threshold).F1);
        var (f1, precision, recall) = F1(scored, best);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"each third read by what the others gave: F1 {f1:F4} (P {precision:F3} R {recall:F3}) from a chance of {best:F2} on; {examples.Count} sentences"));
        File.WriteAllLines(file, Lines(words, Rounded(Fit(examples))));
    }

    internal static (double F1, double Precision, double Recall) F1(IReadOnlyCollection<(double Chance, bool Has)> sentences, double threshold)
    {
        var (hit, claimed, all) = (sentences.Count(s => s.Has && s.Chance >= threshold), sentences.Count(s => s.Chance >= threshold), sentences.Count(s => s.Has));
        return (2.0 * hit / Math.Max(1, claimed + all), hit / (double)Math.Max(1, claimed), hit / (double)Math.Max(1, all));
    }

    private static int Fold(Example example) => Ids.Derive("fold", example.Text)[0] % Folds;

    private static IEnumerable<Example> Examples((string Name, string Text, List<TextSpan> Sentences, List<bool> Has) text, CueWords words) =>
        new CueSigns(text.Text, Tokenizer.Cut(text.Text), words).Of(text.Sentences)
            .Zip(text.Has, (found, has) => new Example(text.Name, [Attributions.Always, .. found.Signs, .. found.Cues.Select(cue => "=" + cue.Word)], has));

    private static Dictionary<string, double> Fit(List<Example> examples)
    {
        var weights = examples.SelectMany(example => example.Keys).Distinct().ToDictionary(key => key, _ => 0.0);
        var slopes = weights.Keys.ToDictionary(key => key, _ => 0.0);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var example in examples.Select((example, i) => (Example: example, At: Ids.Derive($"{round}", $"{i}"))).OrderBy(pair => pair.At, StringComparer.Ordinal).Select(pair => pair.Example))
            {
                var error = Chance(weights, example.Keys) - (example.Has ? 1 : 0);
                foreach (var key in example.Keys)
                {
                    var slope = error + (key == Attributions.Always ? 0 : Ridge * weights[key]);
                    slopes[key] += slope * slope;
                    weights[key] -= Rate * slope / Math.Sqrt(slopes[key] + 1e-4);
                }
            }
        }

        return weights;
    }

    private static double Chance(Dictionary<string, double> weights, string[] keys) => 1 / (1 + Math.Exp(-keys.Sum(weights.GetValueOrDefault)));

    /// <summary>Words in steps of a half, signs of a tenth.</summary>
    private static Dictionary<string, double> Rounded(Dictionary<string, double> weights) => weights.ToDictionary(
        pair => pair.Key, pair => pair.Key[0] == '=' ? Math.Round(Math.Clamp(pair.Value, -1.5, 4) * 2) / 2 : Math.Round(pair.Value, 1));

    private static IEnumerable<string> Lines(CueWords words, Dictionary<string, double> weights)
    {
        yield return "# English words that may hand a statement, a judgement or a state of mind to somebody: our own list. A word's kind, how plainly it";
        yield return "# does so by itself (steps of a half), and what the signs around it tell (steps of a tenth) are logits; the numbers were read off the";
        yield return "# train part of PolNeAR (E. Newell, D. Margolin, D. Ruths, 2018), nothing else of which is here, by";
        yield return "# NewsWatch.Evaluation train-attributions, which writes this file again. A sign that tells nothing has no line.";
        foreach (var kind in words.Words.GroupBy(cue => cue.Kind).OrderBy(kind => kind.Key))
            foreach (var strength in kind.GroupBy(cue => weights.GetValueOrDefault("=" + cue.Word)).OrderByDescending(group => group.Key))
                foreach (var line in strength.Select(cue => cue.Word).Order(StringComparer.Ordinal).Chunk(20))
                    yield return string.Create(CultureInfo.InvariantCulture, $"{kind.Key} {strength.Key} {string.Join(' ', line)}");

        foreach (var (sign, weight) in weights.Where(pair => pair.Key[0] != '=' && pair.Value != 0).OrderBy(pair => pair.Key, StringComparer.Ordinal))
            yield return string.Create(CultureInfo.InvariantCulture, $"sign {weight} {sign}");
    }
}
