using NewsWatch.Evaluation;
using NewsWatch.Host.Commands;

if (args is ["find", var list])
    return TagsFind.Run(new FileInfo(list), json: true, new DirectoryInfo(TagEvaluation.ConfigDirectory()), Console.Out, Console.Error);

if (args is ["train-languages", var udhr, var django, var words, var profiles])
{
    LanguageTraining.Run(udhr, django, words, profiles);
    return 0;
}

if (args is ["train-entities", var sets, var lists, var model])
{
    EntityTraining.Write(EntityEvaluation.Everything(sets), EntityTraining.Lists(lists), model);
    return 0;
}

if (args is ["joined", var seen, ..])
{
    foreach (var row in EntityEvaluation.Joined(seen, TagEvaluation.Load(TagEvaluation.ConfigDirectory()), args.Contains("--details") ? Console.Out : null))
        Console.WriteLine($"{row.Measure,-60} {row.Value,10:0.000}   {row.Reach}");
    return 0;
}

if (args is ["entities", var labelled, ..])
{
    foreach (var row in EntityEvaluation.Run(labelled, args.Contains("--details") ? Console.Out : null))
        Console.WriteLine($"{row.Measure,-60} {row.Value,10:0.000}   {row.Reach}");
    return 0;
}

var data = args.SkipWhile(arg => arg != "--data").Skip(1).FirstOrDefault() ?? "../shared/data";
var details = args.Contains("--details") ? Console.Out : null;
foreach (var row in TagEvaluation.Run(data, TagEvaluation.ConfigDirectory(), details))
    Console.WriteLine($"{row.Measure,-60} {row.Value,10:0.000}   {row.Reach}");
return 0;
