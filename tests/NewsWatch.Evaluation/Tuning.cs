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
        foreach (var set in sets.Where(set => set.Name is "fnc" or "ecb" or "wikinews").ToList())
            sets.Add((set.Name + "~", StoryEvaluation.Shuffled(set.Articles, "1")));

        output.WriteLine("mean     " + string.Join("  ", sets.Select(set => set.Name.PadRight(19))));
        foreach (var line in Settings(setting, lines))
        {
            var parameters = With(JoinParameters.Default, line);
            var scores = sets.AsParallel().AsOrdered().Select(set => Score(set.Articles, parameters)).ToList();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{scores.Average(score => score.F1):F4}   ")
                + string.Join("  ", scores.Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.F1:F3} ({score.Precision:F3} {score.Recall:F3})"))) + "  " + line);
        }
    }

    private static IEnumerable<string> Settings(string? setting, TextReader? lines)
    {
        yield return "";
        if (setting is not null)
            yield return setting;

        while (lines?.ReadLine() is { } line)
            yield return line;
    }

    private static BCubed Score(List<LabelledArticle> articles, JoinParameters parameters)
    {
        var results = Replay.Run(articles, StoryEvaluation.Outlets, parameters)
            .Where(result => result.Article.Story is not null || result.Article.Role is not null).ToList();
        return BCubed.Of(results, result => result.Article.Story ?? result.Article.Id, result => result.Story);
    }

    /// <summary>Parameters by the names of their properties: <c>Join=0.4 Merge=0.3</c>; weights parted by commas.</summary>
    private static JoinParameters With(JoinParameters start, string setting)
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
