using System.Globalization;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>Runs only the story sets, many at a time, with parameters given by name.</summary>
internal static class Tuning
{
    public static void Apply(string[] args)
    {
        for (var i = 0; i + 1 < args.Length; i++)
            if (args[i] == "--set")
                Replay.Parameters = With(Replay.Parameters, args[i + 1]);
    }

    private static JoinParameters With(JoinParameters start, string setting)
    {
        var made = start with { };
        foreach (var part in setting.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (part.Split('=')[0], part.Split('=')[1]);
            var property = typeof(JoinParameters).GetProperty(name)!;
            property.SetValue(made, property.PropertyType == typeof(double) ? double.Parse(value, CultureInfo.InvariantCulture)
                : value.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray());
        }

        return made;
    }

    private static void Confusion(List<Replayed> results)
    {
        foreach (var group in results.GroupBy(r => r.Story).Select(g => g.GroupBy(r => r.Article.Story).OrderByDescending(h => h.Count()).ToList()).Where(g => g.Count > 1).OrderByDescending(g => g.Sum(h => h.Count())))
            Console.WriteLine("found " + string.Join("; ", group.Select(h => $"{h.Key} x{h.Count()}")));
        foreach (var group in results.GroupBy(r => r.Article.Story).Select(g => g.GroupBy(r => r.Story).OrderByDescending(h => h.Count()).ToList()).Where(g => g.Count > 1))
            Console.WriteLine($"gold {group[0].First().Article.Story}: " + string.Join("; ", group.Select(h => $"{h.Key[..5]} x{h.Count()} ({h.First().Article.Candidate.Article.Title} {h.First().Article.Candidate.Article.Text.Length})")));
    }

    public static void Run(string data, string[] args)
    {
        if (Array.IndexOf(args, "--confusion") is >= 0 and var at)
        {
            Confusion(Replay.Run(StoryEvaluation.TuningSets(data).First(s => s.Name == args[at + 1]).Articles, StoryEvaluation.Outlets).Where(r => r.Article.Story is not null).ToList());
            return;
        }

        var sets = StoryEvaluation.TuningSets(data).ToList();
        foreach (var set in (string[])["fnc", "ecb", "wikinews"])
            sets.Add((set + "~", StoryEvaluation.Shuffled(sets.First(s => s.Name == set).Articles, "1")));
        Console.WriteLine("            " + string.Join(' ', sets.Select(s => s.Name.PadRight(17))));
        for (var line = "-"; line is not null; line = args.Contains("--lines") ? Console.ReadLine() : null)
        {
            var parameters = line == "-" ? Replay.Parameters : With(Replay.Parameters, line);
            var scores = sets.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(set =>
            {
                var results = Replay.Run(set.Articles, StoryEvaluation.Outlets, parameters).Where(r => r.Article.Story is not null || set.Name == "ai stream").ToList();
                return BCubed.Of(results, r => r.Article.Story ?? r.Article.Id, r => r.Last.Role == StoryRole.None ? r.Article.Id : r.Story);
            }).ToList();
            Console.WriteLine($"{line,-12}");
            Console.WriteLine($"{scores.Average(s => s.F1):F4}      " + string.Join(' ', scores.Select(s => $"{s.F1:F3}({s.Precision:F3} {s.Recall:F3})")));
        }
    }
}
