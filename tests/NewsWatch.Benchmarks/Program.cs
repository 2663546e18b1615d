using NewsWatch.Benchmarks;

// NewsWatch.Benchmarks feeds|pages|subscriptions|search|alerts [--data DIR] [--articles N]
var at = Array.IndexOf(args, "--data");
var data = at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
switch (args.FirstOrDefault())
{
    case "feeds":
        FeedBenchmark.Run(data, Console.Out);
        return 0;
    case "pages":
        PageBenchmark.Run(data ?? "../shared/data", Console.Out);
        return 0;
    case "subscriptions":
        SubscriptionBenchmark.Run(Console.Out);
        return 0;
    case "search":
        await SearchBenchmark.Run(Number("--articles", 100_000), Console.Out);
        return 0;
    case "alerts":
        await AlertBenchmark.Run(Number("--articles", 3_000), Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Say what to measure: feeds, pages, subscriptions, search or alerts.");
        return 2;
}

int Number(string name, int otherwise) =>
    Array.IndexOf(args, name) is var place and >= 0 && place + 1 < args.Length && int.TryParse(args[place + 1], out var number) ? number : otherwise;
