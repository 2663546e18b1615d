using System.Globalization;
using NewsWatch.Evaluation;
using NewsWatch.Evaluation.Feeds;
using NewsWatch.Tagging;

// NewsWatch.Evaluation --data DIR [--only feeds,pages,tags,entities,texts,stories] [--details]   scores the engines and prints one table
// NewsWatch.Evaluation --fit --data DIR                                            fits the join's weights and the thresholds again, and says what they are worth
// NewsWatch.Evaluation --tune --data DIR [--set "Merge=0.4"] [--lines]             the story sets under other parameters
// NewsWatch.Evaluation train-attributions DATA FILE                                reads off PolNeAR's train part what the words of attribution.txt tell
// NewsWatch.Evaluation train-languages UDHR MESSAGES WORDS FILE                    makes the language profiles
// NewsWatch.Evaluation train-vectors PACKAGE FILE                                  makes the word vectors
// NewsWatch.Evaluation train-entities SETS LISTS VECTORS FILE                       makes the name tagger
switch (args)
{
    case ["train-attributions", var polnear, var cues]:
        AttributionTraining.Run(polnear, cues, Console.Out);
        return 0;
    case ["train-languages", var udhr, var messages, var words, var profiles]:
        LanguageTraining.Run(udhr, messages, words, profiles);
        return 0;
    case ["train-vectors", var package, var points]:
        VectorTraining.Run(package, points);
        return 0;
    case ["train-entities", var sets, var lists, var vectors, var model]:
        using (var file = File.OpenRead(vectors))
            EntityTraining.Write(EntityEvaluation.Everything(sets), NameLists.Read(lists), WordVectors.Read(file), model);
        return 0;
}

var data = Option("--data") ?? "../shared/data";
if (!Directory.Exists(data))
{
    Console.Error.WriteLine($"'{data}' is not there: give the folder of the evaluation data with --data DIR.");
    return 2;
}

StoryEvaluation.Outlets = NewsWatch.Articles.OutletRegistry.Read(Path.Combine(TagEvaluation.ConfigDirectory(), "outlets.yaml"));
if (args.Contains("--tune"))
{
    Tuning.Run(data, Option("--set"), args.Contains("--lines") ? Console.In : null, Console.Out);
    return 0;
}

if (args.Contains("--fit"))
{
    StoryFit.Print(data, Console.Out);
    return 0;
}

var details = args.Contains("--details") ? Console.Out : null;
var parts = new Dictionary<string, Func<IEnumerable<Row>>>
{
    ["feeds"] = () => FeedEvaluation.Run(data, details),
    ["pages"] = () => PageEvaluation.Run(data, _ => true, details).Select(row => new Row("pages", row.Measure, row.Score, row.Reach, row.Note)),
    ["tags"] = () => Tags(TagEvaluation.Run(data, TagEvaluation.ConfigDirectory(), details)),
    ["entities"] = () => Tags([.. EntityEvaluation.Run(data, details), .. EntityEvaluation.Joined(data, TagEvaluation.Load(TagEvaluation.ConfigDirectory()), details)]),
    ["texts"] = () => TextEvaluation.Run(data),
    ["stories"] = () => StoryEvaluation.Run(data, details),
};
foreach (var part in parts.Where(part => Option("--only") is not { } only || only.Split(',').Contains(part.Key)))
    foreach (var row in part.Value())
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.Set,-12} {row.Measure,-62} {row.Value,9:0.000}  {(row.Target is { } target ? $"{(row.AtMost ? row.Value <= target ? "≤" : ">" : row.Value >= target ? "≥" : "<")} {target:0.000}" : ""),-8} {row.Note}"));

return 0;

static IEnumerable<Row> Tags(IEnumerable<TagRow> rows) => rows.Select(row => new Row("tags", row.Measure, row.Value, row.Reach, AtMost: row.AtMost));

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
