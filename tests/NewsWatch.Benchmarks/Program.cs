using NewsWatch.Benchmarks;

PageBenchmark.Run(args is [var data, ..] ? data : "../shared/data", Console.Out);
return 0;
