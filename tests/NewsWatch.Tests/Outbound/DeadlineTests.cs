using System.Diagnostics;
using System.Net;
using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

/// <summary>A server can be slow in many ways; the fetch ends in one.</summary>
public sealed class DeadlineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(400);

    public static TheoryData<string> Ways => ["silence", "endless headers", "drip", "endless interim answers"];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_slow_answer_ends_at_the_deadline(string way)
    {
        await using var server = new RawServer((_, stream, cancellation) => Slowly(way, stream, cancellation));
        using var client = Clients.For(server);
        var watch = Stopwatch.StartNew();

        var error = await client.Fails(Clients.Get("http://slow.example/") with { Deadline = Short });

        error.Kind.ShouldBe(FetchFailure.Timeout);
        error.Message.ShouldBe("slow.example did not finish its answer in time");
        watch.Elapsed.ShouldBeInRange(Short - TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task The_body_of_an_error_is_not_waited_for()
    {
        await using var server = new RawServer((_, stream, cancellation) => Slowly("error page", stream, cancellation));
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://slow.example/"));

        answer.Status.ShouldBe(404);
        answer.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_slot_of_a_fetch_that_ran_out_of_time_is_free_again()
    {
        var hangs = true;
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            if (Volatile.Read(ref hangs))
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
            else
                await stream.WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), cancellation);
        });
        using var client = Clients.For(server, Clients.Options with { MaxConnectionsPerHost = 1 });

        await client.Fails(Clients.Get("http://slow.example/") with { Deadline = Short });
        Volatile.Write(ref hangs, false);

        (await client.Fetch(Clients.Get("http://slow.example/"))).Status.ShouldBe(204);
    }

    [Fact]
    public async Task A_name_whose_look_up_hangs_ends_at_the_deadline()
    {
        using var client = new GuardedClient(Clients.Options, TimeProvider.System, Network.Real with
        {
            Resolve = async (_, cancellation) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                return [];
            },
        });

        (await client.Fails(Clients.Get("http://slow.test/") with { Deadline = Short })).Kind.ShouldBe(FetchFailure.Timeout);
    }

    [Fact]
    public async Task A_host_that_swallows_packets_is_given_up_before_the_whole_deadline()
    {
        using var client = new GuardedClient(Clients.Options with { ConnectDeadline = Short }, TimeProvider.System, new Network(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8")]),
            async (_, cancellation) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);
                return Stream.Null;
            }));

        var error = await client.Fails(Clients.Get("http://hole.test/") with { Deadline = TimeSpan.FromMinutes(1) });

        error.Kind.ShouldBe(FetchFailure.Connect);
        error.Message.ShouldBe("hole.test could not be reached in time");
    }

    [Fact]
    public async Task A_server_that_never_begins_TLS_ends_at_the_deadline()
    {
        await using var server = new RawServer((_, _, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));
        using var client = Clients.For(server);

        (await client.Fails(Clients.Get("https://slow.example/") with { Deadline = Short })).Kind.ShouldBe(FetchFailure.Timeout);
    }

    [Fact]
    public async Task The_deadline_covers_all_redirects_together()
    {
        await using var server = new RawServer(async (_, stream, cancellation) =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(150), TimeProvider.System, cancellation);
            await stream.WriteAsync("HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellation);
        });
        using var client = Clients.For(server);

        (await client.Fails(Clients.Get("http://slow.example/") with { Deadline = Short })).Kind.ShouldBe(FetchFailure.Timeout);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_told_so_and_not_that_the_host_is_slow()
    {
        await using var server = new RawServer((_, stream, cancellation) => Slowly("silence", stream, cancellation));
        using var client = Clients.For(server);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100), TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => client.Send(Clients.Get("http://slow.example/"), cancellation.Token));
    }

    private static async Task Slowly(string way, Stream stream, CancellationToken cancellation)
    {
        var (start, piece) = way switch
        {
            "endless headers" => ("HTTP/1.1 200 OK\r\n", "X-A: b\r\n"),
            "drip" => ("HTTP/1.1 200 OK\r\n\r\n", "<"),
            "error page" => ("HTTP/1.1 404 Not Found\r\nContent-Encoding: what\r\n\r\n", "<"),
            "endless interim answers" => ("", "HTTP/1.1 103 Early Hints\r\n\r\n"),
            _ => ("", ""),
        };
        await stream.WriteAsync(Encoding.Latin1.GetBytes(start), cancellation);
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
            await stream.WriteAsync(Encoding.Latin1.GetBytes(piece), cancellation);
        }
    }
}
