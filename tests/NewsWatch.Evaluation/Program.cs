using System.Globalization;
using NewsWatch.Evaluation;

// --data DIR [--part dev|held] [--misses FILE] [--dump DIR]
string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

var part = Option("--part");
bool IsChosen(string file) => part is null || (Path.GetFileName(file)[0] is >= '0' and <= '9') == (part == "dev");

using var misses = Option("--misses") is { } path ? new StreamWriter(path) : null;
foreach (var row in PageEvaluation.Run(Option("--data") ?? "../shared/data", IsChosen, misses))
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Measure,-24} {row.Count,5}  {row.Score:f3}  reach {row.Reach:f3} {(row.Score >= row.Reach ? "  " : "<<")}  {row.Note}"));

return 0;
