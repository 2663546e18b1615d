using NewsWatch.Evaluation.Feeds;

var at = Array.IndexOf(args, "--data");
if (at < 0 || at + 1 >= args.Length || !Directory.Exists(args[at + 1]))
{
    Console.Error.WriteLine("Give the folder of the evaluation data: --data DIR.");
    return 2;
}

var reached = true;
foreach (var row in FeedEvaluation.Run(args[at + 1], args.Contains("--details") ? Console.Out : null))
{
    Console.WriteLine($"{row.Part,-8} {row.Measure,-72} {row.Value,-24} {row.Reach,-8} {(row.Reached ? "reached" : "BELOW")}");
    reached &= row.Reached;
}

return reached ? 0 : 1;
