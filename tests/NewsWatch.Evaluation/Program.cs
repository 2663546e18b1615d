using System.Globalization;
using NewsWatch.Evaluation;
using NewsWatch.Stories;

var data = args.SkipWhile(arg => arg != "--data").ElementAtOrDefault(1) ?? "../shared/data";
if (args.FirstOrDefault(arg => arg.StartsWith("--outlets=", StringComparison.Ordinal)) is { } outlets)
    StoryEvaluation.Outlets = NewsWatch.Articles.OutletRegistry.Read(outlets[10..]);

var ridge = double.Parse(args.FirstOrDefault(arg => arg.StartsWith("--ridge=", StringComparison.Ordinal))?[8..] ?? "0.3", CultureInfo.InvariantCulture);
if (args.Contains("--fit"))
{
    List<StoryFit.Pair> pairs = [.. StoryEvaluation.TuningSets(data).SelectMany(set => StoryFit.Pairs(set.Name, set.Articles))];
    StoryParameters.LongJoin = StoryFit.Weights(pairs, isShort: false, ridge);
    StoryParameters.ShortJoin = StoryFit.Weights(pairs, isShort: true, ridge);
    foreach (var group in pairs.GroupBy(pair => (pair.Set, pair.IsShort)))
        Console.WriteLine($"{group.Key}: {group.Count()} pairs, {group.Count(pair => pair.Same)} same");

    for (var i = 0; i <= JoinEvidence.Names.Length; i++)
        Console.WriteLine($"{(i < JoinEvidence.Names.Length ? JoinEvidence.Names[i] : "constant"),-16} {StoryParameters.LongJoin[i],8:F2} {StoryParameters.ShortJoin[i],8:F2}");

    Console.WriteLine("Long: " + StoryFit.Print(StoryParameters.LongJoin));
    Console.WriteLine("Short: " + StoryFit.Print(StoryParameters.ShortJoin));
}

if (args.Contains("--seeds"))
{
    foreach (var oneHost in (bool[])[false, true])
    {
        var faults = Seeds.Orders(Seeds.Read(Path.Combine(data, "..", "seeds"), oneHost))
            .Select(order => (Order: string.Join(' ', order.Select(a => a.Id)), Faults: Seeds.Faults(Replay.Run(order, Seeds.Outlets)))).ToList();
        Console.WriteLine($"one host {oneHost}: {faults.Count(f => f.Faults.Count == 0)} of {faults.Count} orders right");
        foreach (var group in faults.SelectMany(f => f.Faults.Select(fault => (fault, f.Order))).GroupBy(f => f.fault).OrderByDescending(g => g.Count()).Take(20))
            Console.WriteLine($"  {group.Count(),3} {group.Key}   e.g. {group.First().Order}");
    }

    return 0;
}

if (args.FirstOrDefault(arg => arg.StartsWith("--speed=", StringComparison.Ordinal)) is { } speed)
{
    foreach (var row in StorySpeed.Run(data, int.Parse(speed[8..], CultureInfo.InvariantCulture)))
        Console.WriteLine($"{row.Measure,-30} {row.Value,8:F0} {row.Note}");

    return 0;
}

if (args.FirstOrDefault(arg => arg.StartsWith("--sample=", StringComparison.Ordinal)) is { } sample)
{
    foreach (var line in SampleWeek.Differences(sample[9..]))
        Console.WriteLine(line);

    return 0;
}

if (args.Contains("--texts"))
{
    foreach (var row in TextEvaluation.Run(data))
        Console.WriteLine($"{row.Set,-12} {row.Measure,-46} {row.Value:F3} {row.Target} {row.Note}");

    return 0;
}

if (args.Contains("--news"))
{
    StoryEvaluation.PrintNews(data);
    return 0;
}

if (args.Contains("--errors"))
{
    StoryEvaluation.PrintErrors(data);
    return 0;
}

foreach (var row in StoryEvaluation.Run(data))
    Console.WriteLine($"{row.Set,-12} {row.Measure,-46} {row.Value:F3} {(row.Target is { } target ? (row.Value >= target ? "≥ " : "< ") + target.ToString("F3", CultureInfo.InvariantCulture) : ""),-8} {row.Note}");

return 0;
