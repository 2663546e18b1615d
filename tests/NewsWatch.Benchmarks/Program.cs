using System.Globalization;
using NewsWatch.Benchmarks;

// NewsWatch.Benchmarks WHAT [--data DIR] [--articles N] [--feeds N] [--elasticsearch ADDRESS]
var data = Option("--data");
switch (args.FirstOrDefault())
{
    case "feeds":
        FeedBenchmark.Run(data, Console.Out);
        return 0;
    case "pages":
        PageBenchmark.Run(data ?? "../shared/data", Console.Out);
        return 0;
    case "polling":
        await PollBenchmark.Throughput(Number("--feeds", 10_000), Console.Out);
        return 0;
    case "polling-lag":
        await PollBenchmark.Lag(Console.Out);
        return 0;
    case "poll-server":
        await PollServer.Run();
        return 0;
    case "stories":
        await StoryBenchmark.Run(Number("--articles", 200_000), Console.Out);
        return 0;
    case "subscriptions":
        SubscriptionBenchmark.Run(Console.Out);
        return 0;
    case "search":
        await SearchBenchmark.Run(Number("--articles", 100_000), data, Option("--elasticsearch") is { } address ? new Uri(address) : null, Console.Out);
        return 0;
    case "alerts":
        await AlertBenchmark.Run(Number("--articles", 3_000), Option("--tagging") is { } tagging ? int.Parse(tagging, CultureInfo.InvariantCulture) : null, Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Say what to measure: feeds, pages, polling, polling-lag, stories, subscriptions, search or alerts.");
        return 2;
}

string? Option(string name) => Array.IndexOf(args, name) is var place and >= 0 && place + 1 < args.Length ? args[place + 1] : null;

int Number(string name, int otherwise) => int.TryParse(Option(name), out var number) ? number : otherwise;
