using NewsWatch.Evaluation;

var data = args.Length > 1 && args[0] == "--data" ? args[1] : "../shared/data";
foreach (var row in StoryEvaluation.Run(data))
    Console.WriteLine($"{row.Set,-12} {row.Measure,-46} {row.Value:F3} {(row.Target is { } target ? (row.Value >= target ? "≥ " : "< ") + target.ToString("F3", System.Globalization.CultureInfo.InvariantCulture) : ""),-8} {row.Note}");

return 0;
