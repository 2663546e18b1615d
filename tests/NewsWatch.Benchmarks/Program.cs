using NewsWatch.Benchmarks;

// The first argument names what to measure; without one, the feed reader.
if (args is ["subscriptions", ..])
{
    SubscriptionBenchmark.Run(Console.Out);
    return 0;
}

var at = Array.IndexOf(args, "--data");
FeedBenchmark.Run(at >= 0 && at + 1 < args.Length ? args[at + 1] : null, Console.Out);
return 0;
