using System.Globalization;
using NewsWatch.Evaluation;
using NewsWatch.Stories;

var data = args.SkipWhile(arg => arg != "--data").ElementAtOrDefault(1) ?? "../shared/data";
foreach (var set in args.Where(arg => arg.StartsWith("--set=", StringComparison.Ordinal)))
{
    var parts = set[6..].Split(':');
    typeof(StoryParameters).GetProperty(parts[0])!.SetValue(null, Convert.ChangeType(parts[1], typeof(StoryParameters).GetProperty(parts[0])!.PropertyType, CultureInfo.InvariantCulture));
}

if (args.FirstOrDefault(arg => arg.StartsWith("--outlets=", StringComparison.Ordinal)) is { } outlets)
    StoryEvaluation.Outlets = NewsWatch.Articles.OutletRegistry.Read(outlets[10..]);

if (args.FirstOrDefault(arg => arg.StartsWith("--one=", StringComparison.Ordinal)) is { } one)
{
    // --one=centre:0.27 joins by one feature alone.
    var (name, threshold) = (one[6..].Split(':')[0], double.Parse(one.Split(':')[1], CultureInfo.InvariantCulture));
    var weights = new double[JoinEvidence.Names.Length + 1];
    (weights[Array.IndexOf(JoinEvidence.Names, name)], weights[^1]) = (30, -30 * threshold);
    StoryParameters.LongJoin = StoryParameters.ShortJoin = weights;
}

var ridge = double.Parse(args.FirstOrDefault(arg => arg.StartsWith("--ridge=", StringComparison.Ordinal))?[8..] ?? "2", CultureInfo.InvariantCulture);
if (args.Contains("--fit"))
{
    List<StoryFit.Pair> pairs = [.. StoryEvaluation.TuningSets(data).SelectMany(set => StoryFit.Pairs(set.Name, set.Articles))];
    var mask = (args.FirstOrDefault(arg => arg.StartsWith("--mask=", StringComparison.Ordinal))?[7..] ?? "").Split(',');
    foreach (var pair in pairs)
        foreach (var name in mask.Where(name => name.Length > 0))
            pair.Features[Array.IndexOf(JoinEvidence.Names, name)] = 0;

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

    foreach (var oneHost in (bool[])[false, true])
    {
        var order = Seeds.Orders(Seeds.Read(Path.Combine(data, "..", "seeds"), oneHost)).First(o => string.Join(' ', o.Select(a => a.Id)) == (oneHost ? "004 002 000 001 003" : "000 001 003 002 004"));
        foreach (var result in Replay.Run(order, Seeds.Outlets))
            Console.WriteLine($"{result.Article.Id} {result.Last.Role} {result.Story[..4]} alert {result.Alerted} {string.Join("; ", result.Last.Derivations.Select(d => $"{d.Kind} {d.SourceArticleId} {d.SourceOutlet} {d.Confidence:F2} {string.Join(",", d.Evidence)}"))} U{result.Last.Unsupported.Count}");
    }

    return 0;
}

if (args.FirstOrDefault(arg => arg.StartsWith("--speed=", StringComparison.Ordinal)) is { } speed)
{
    foreach (var row in StorySpeed.Run(data, int.Parse(speed[8..], CultureInfo.InvariantCulture)))
        Console.WriteLine($"{row.Measure,-30} {row.Value,8:F0} {row.Note}");

    return 0;
}

if (args.Contains("--profile"))
{
    var rows = LabelledArticles.Read(Path.Combine(data, "stream", "news-2019-11-01.jsonl")).Select(r => r.Candidate.Article).ToList();
    var names = new NewsWatch.Articles.Texts.OutletNames(NewsWatch.Articles.OutletRegistry.Empty);
    void Time(string what, Action<NewsWatch.Articles.Article> act)
    {
        for (var round = 0; round < 4; round++)
        {
            var start = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime;
            foreach (var article in rows)
                act(article);

            var cost = System.Diagnostics.Process.GetCurrentProcess().TotalProcessorTime - start;
            if (round == 3)
                Console.WriteLine($"{what,-12} {cost.TotalMicroseconds / rows.Count:F0} µs");
        }
    }

    Time("tokens", a => NewsWatch.Articles.Texts.Tokenizer.Cut(a.Text));
    Time("sentences", a => NewsWatch.Articles.Texts.Sentences.Cut(a.Text));
    Time("figures", a => NewsWatch.Articles.Texts.Figures.Find(a.Text));
    Time("names", a => { var t = NewsWatch.Articles.Texts.Tokenizer.Cut(a.Text); NewsWatch.Articles.Texts.Names.Find(a.Text, t, NewsWatch.Articles.Texts.Sentences.Cut(a.Text)); });
    Time("sketch", a => Sketch.Of(NewsWatch.Articles.Texts.Tokenizer.Cut(a.Text)));
    Time("shape", a => ArticleShapes.Of(a, 100, []));
    Time("read", a => Reader.Read(a, names));
    var engine = new StoryEngine(NewsWatch.Articles.OutletRegistry.Empty);
    foreach (var row in rows)
    {
        var candidate = new Candidate(row, LabelledArticles.NoTags);
        engine.Apply(candidate, engine.Decide(candidate));
    }

    Time("weigh", a => engine.Weigh(new Candidate(a, LabelledArticles.NoTags)));
    Time("decide", a => engine.Decide(new Candidate(a, LabelledArticles.NoTags)));
    Console.WriteLine($"mean length {rows.Average(r => r.Text.Length):F0}");
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
