using System.Diagnostics;
using System.Globalization;
using MassTransit;

namespace NewsWatch.Benchmarks;

/// <summary>Messages through RabbitMQ: published with confirms to a quorum queue, taken by a consumer and acknowledged.</summary>
internal static class BusBenchmark
{
    private const int AtOnce = 200;

    public static async Task Run(Uri broker, int messages, TextWriter output)
    {
        var queue = $"newswatch-benchmark-{Guid.NewGuid():n}";
        var taken = 0;
        var all = new TaskCompletionSource();
        var bus = Bus.Factory.CreateUsingRabbitMq(transport =>
        {
            transport.Host(broker);
            transport.ReceiveEndpoint(queue, endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.PrefetchCount = AtOnce;
                endpoint.ConcurrentMessageLimit = AtOnce;
                endpoint.Handler<ArticleRead>(_ =>
                {
                    if (Interlocked.Increment(ref taken) == 1 + messages)
                        all.SetResult();

                    return Task.CompletedTask;
                });
            });
        });
        await bus.StartAsync();
        var endpoint = await bus.GetSendEndpoint(new Uri($"exchange:{queue}"));
        await endpoint.Send(new ArticleRead("warm", 0));
        var since = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, cancellation) => await endpoint.Send(new ArticleRead($"article{i}", i), cancellation));
        var published = Stopwatch.GetElapsedTime(since).TotalSeconds;
        await all.Task.WaitAsync(TimeSpan.FromMinutes(5));
        var acknowledged = Stopwatch.GetElapsedTime(since).TotalSeconds;
        await bus.StopAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{messages} messages through one quorum queue: published and confirmed {messages / published:F0}/s, published to acknowledged {messages / acknowledged:F0}/s"));
    }
}
