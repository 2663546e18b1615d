using System.Globalization;
using NewsWatch.Stories;

namespace NewsWatch.Evaluation;

/// <summary>
/// What half and double of each number that was set by reading would do: no choice, but it shows what the number decides, and how finely
/// it must be set. Those numbers say which alerts are given and what stands beside a story more than which articles are one.
/// </summary>
internal static class HandSetSweep
{
    private static readonly string[] Numbers =
    [
        nameof(JoinParameters.Link), nameof(JoinParameters.Beside), nameof(JoinParameters.Repeat), nameof(JoinParameters.RepeatPerDoubling),
        nameof(JoinParameters.RepeatPerDay), nameof(JoinParameters.RepeatByDays), nameof(JoinParameters.RetellingAllowance),
        nameof(JoinParameters.OwnFollowUp), nameof(JoinParameters.SameReport),
    ];

    /// <param name="data">The evaluation data; the seeds stand beside it.</param>
    /// <param name="output">Where the table goes.</param>
    public static void Print(string data, TextWriter output)
    {
        var sets = StoryEvaluation.TuningSets(data).ToList();
        var stream = StoryEvaluation.AiStream(data);
        var seeds = Path.Combine(data, "..", "seeds") is var folder && Directory.Exists(folder) ? Seeds.Orders(Seeds.Read(folder, oneHost: false)).ToList() : [];
        output.WriteLine($"set by reading             alerts given  repeats silent  others silent  seeds right  B³ {string.Join("  ", sets.Select(set => set.Name))}");
        Print("as in use", JoinParameters.Default);
        foreach (var name in Numbers)
            foreach (var times in (double[])[0.5, 2])
            {
                var value = times * (double)typeof(JoinParameters).GetProperty(name)!.GetValue(JoinParameters.Default)!;
                var setting = string.Create(CultureInfo.InvariantCulture, $"{name}={value:0.###}");
                Print(setting, Tuning.With(JoinParameters.Default, setting));
            }

        void Print(string words, JoinParameters parameters)
        {
            var (given, repeats, others) = StoryEvaluation.Alerts(Replay.Run(stream, StoryEvaluation.Outlets, parameters));
            var right = seeds.Count(order => Seeds.Faults(Replay.Run(order, Seeds.Outlets, parameters)).Count == 0);
            var scores = sets.AsParallel().AsOrdered().Select(set => Tuning.Score(Replay.Run(set.Articles, StoryEvaluation.Outlets, parameters)).F1).ToList();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{words,-26} {given,12:F3} {repeats,15:F3} {others,14:F3} {right,8} of {seeds.Count}  {string.Join("  ", scores.Select(score => score.ToString("F3", CultureInfo.InvariantCulture)))}"));
        }
    }
}
