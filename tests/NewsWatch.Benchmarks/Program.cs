using NewsWatch.Benchmarks;

var at = Array.IndexOf(args, "--data");
FeedBenchmark.Run(at >= 0 && at + 1 < args.Length ? args[at + 1] : null, Console.Out);
return 0;
