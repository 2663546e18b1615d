using System.Globalization;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>
/// The story sets under other parameters: <c>--tune --set "Merge=0.4"</c>, or with <c>--lines</c> one such setting a line from
/// standard input. The first line of scores is that of the engine as it is.
/// </summary>
internal static class Tuning
{
    public static void Run(string data, string? setting, TextReader? lines, TextWriter output)
    {
        var sets = StoryEvaluation.TuningSets(data).ToList();
        var timeless = sets.Where(set => set.Name is "fnc" or "ecb" or "wikinews").ToList();
        foreach (var shuffle in (string[])["1", "2"])
            sets.AddRange(timeless.Select(set => ($"{set.Name} order {shuffle}", StoryEvaluation.Shuffled(set.Articles, shuffle))));

        output.WriteLine("mean     orders agree       astray " + string.Join("  ", sets.Select(set => set.Name.PadRight(19))));
        foreach (var line in Settings(setting, lines))
        {
            var parameters = With(JoinParameters.Default, line);
            var runs = sets.AsParallel().AsOrdered().Select(set => Replay.Run(set.Articles, StoryEvaluation.Outlets, parameters)).ToList();
            var scores = runs.ConvertAll(Score);
            var orders = Enumerable.Range(runs.Count - (2 * timeless.Count), timeless.Count).Select(i => Agreement(runs[i], runs[i + timeless.Count]));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scores.Average(score => score.F1):F4}   ")
                + string.Join(" ", orders.Select(agreement => agreement.ToString("F3", CultureInfo.InvariantCulture)))
                + string.Create(CultureInfo.InvariantCulture, $"  {StoryEvaluation.Astray(runs[sets.FindIndex(set => set.Name == "mixed")]).Count,5}  ")
                + string.Join("  ", scores.Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.F1:F3} ({score.Precision:F3} {score.Recall:F3})"))) + "  " + line);
        }
    }

    /// <summary>B³ between what two orders of arrival end in.</summary>
    internal static double Agreement(List<Replayed> one, List<Replayed> other)
    {
        var (mine, theirs) = (one.ToDictionary(result => result.Article.Id, result => result.Story), other.ToDictionary(result => result.Article.Id, result => result.Story));
        return BCubed.Of([.. mine.Keys], id => mine[id], id => theirs[id]).F1;
    }

    private static IEnumerable<string> Settings(string? setting, TextReader? lines)
    {
        yield return "";
        if (setting is not null)
            yield return setting;

        while (lines?.ReadLine() is { } line)
            yield return line;
    }

    internal static BCubed Score(List<Replayed> results)
    {
        var labelled = results.Where(result => result.Article.Story is not null || result.Article.Role is not null).ToList();
        return BCubed.Of(labelled, result => result.Article.Story ?? result.Article.Id, result => result.Story);
    }

    /// <summary>Parameters by the names of their properties: <c>Join=0.4 Merge=0.3</c>; weights parted by commas.</summary>
    internal static JoinParameters With(JoinParameters start, string setting)
    {
        var made = start with { };
        foreach (var part in setting.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (part.Split('=')[0], part.Split('=')[^1]);
            var property = typeof(JoinParameters).GetProperty(name) ?? throw new ConfigurationException("--set", null, $"'{name}' is no parameter; they are the properties of JoinParameters");
            var numbers = value.Split(',').Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            property.SetValue(made, property.PropertyType == typeof(double) ? numbers[0] : numbers);
        }

        return made;
    }
}
