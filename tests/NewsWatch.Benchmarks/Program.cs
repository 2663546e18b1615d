using System.Globalization;
using NewsWatch.Benchmarks;

// NewsWatch.Benchmarks WHAT [--data DIR] [--articles N] [--stored N] [--feeds N] [--messages N] [--workers N] [--elasticsearch ADDRESS] [--postgres ADDRESS] [--rabbitmq ADDRESS]
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
        await StoryBenchmark.Run(Number("--articles", 200_000), Number("--stored", 20_000), Console.Out);
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
    case "bus":
        await BusBenchmark.Run(Address("--rabbitmq"), Number("--messages", 50_000), Console.Out);
        return 0;
    case "cluster":
        await ClusterBenchmark.Run(Address("--postgres"), Address("--rabbitmq"), Address("--elasticsearch"), Number("--articles", 6_000), Number("--workers", 1), Option("--program"), Console.Out);
        return 0;
    default:
        Console.Error.WriteLine("Say what to measure: feeds, pages, polling, polling-lag, stories, subscriptions, search, alerts, bus or cluster.");
        return 2;
}

string? Option(string name) => Array.IndexOf(args, name) is var place and >= 0 && place + 1 < args.Length ? args[place + 1] : null;

int Number(string name, int otherwise) => int.TryParse(Option(name), out var number) ? number : otherwise;

Uri Address(string name) => Option(name) is { } address ? new Uri(address) : throw new ArgumentException($"Name the server with {name} ADDRESS.", nameof(name));
