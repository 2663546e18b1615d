using NewsWatch.Benchmarks;

// NewsWatch.Benchmarks feeds|pages|subscriptions|polling|polling-lag [--data DIR]
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
    case "polling":
        await PollBenchmark.Throughput(Console.Out);
        return 0;
    case "polling-lag":
        await PollBenchmark.Lag(Console.Out);
        return 0;
    case "poll-server":
        await PollServer.Run();
        return 0;
    default:
        Console.Error.WriteLine("Say what to measure: feeds, pages, subscriptions, polling or polling-lag.");
        return 2;
}
