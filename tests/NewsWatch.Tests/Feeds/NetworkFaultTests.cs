using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Feeds.WebSub;
using NewsWatch.Outbound;
using NewsWatch.Sqlite;
using NewsWatch.Tests.Outbound;

namespace NewsWatch.Tests.Feeds;

/// <summary>Fault 12 of the scorecard: name servers that are dead, connections that are cut, refused or half open.</summary>
public sealed class NetworkFaultTests : IAsyncDisposable
{
    private const int Papers = 30;
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes(
        "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 140\r\n\r\n"
        + "<rss version=\"2.0\"><channel><title>Paper</title><item><title>One</title><guid>1</guid><link>http://p.example/1</link></item></channel></rss>".PadRight(140));

    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-faults-").FullName;
    private readonly SteppedClock _clock = new(Start);

    /// <summary>Asked as often as is allowed, so that a quarter of an hour holds many polls.</summary>
    private readonly PollOptions _options = new()
    {
        Floor = TimeSpan.FromMinutes(1),
        Default = TimeSpan.FromMinutes(1),
        FloorWithoutValidators = TimeSpan.FromMinutes(1),
        SpacingPerDomain = TimeSpan.Zero,
    };

    private readonly RawServer _silent = new((_, _, cancellation) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation));
    private readonly SqliteDatabase _database;
    private readonly SqliteFeedStore _feeds;
    private int _dials;
    private bool _failing = true;

    public NetworkFaultTests()
    {
        _database = SqliteDatabase.Open(Path.Combine(_folder, "newswatch.db"), _clock);
        _feeds = new SqliteFeedStore(_database, _options);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _silent.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_network_that_fails_for_a_quarter_of_an_hour_costs_no_feed_and_no_slot()
    {
        await using var server = new RawServer(async (_, stream, cancellation) =>
            await stream.WriteAsync(_failing ? Body.AsMemory(0, Body.Length / 2) : Body, cancellation));
        using var client = new GuardedClient(
            Clients.Options with { Deadline = TimeSpan.FromMilliseconds(500) }, TimeProvider.System, new Network(Resolve, (_, cancellation) => Dial(server.Place, cancellation)));
        await _feeds.Add([.. Enumerable.Range(0, Papers).Select(i => Feed.New(new Uri($"http://paper{i}.example/feed"), null, null, Start, _options))], restore: false, Cancellation);
        var stage = new PollFeed(
            _feeds, client, new PollSchedule(_options), new HubSubscriber(new SqliteHubStore(_database), client, new HubOptions(null), _clock),
            new FeedNotices(_options, _clock, NullLogger<FeedNotices>.Instance), _clock);

        var polls = 0;
        for (var minute = 0; minute < 15; minute++)
            polls += await Round(stage, Start.AddMinutes(minute));

        polls.ShouldBeGreaterThan(3 * Papers, "failing feeds are asked again");
        var failing = await _feeds.All(Cancellation);
        failing.ShouldAllBe(feed => feed.State.LastError != null && !feed.State.Paused && feed.State.NextPollAt < Start.AddHours(24.1));
        (await _feeds.Claim(_clock.Now.AddDays(2), Lease, 500, Cancellation)).Count.ShouldBe(Papers, "no slot is held by a poll that failed");
        await _feeds.FreeClaims(Cancellation);

        _failing = false;
        (await Round(stage, Start.AddDays(2))).ShouldBe(Papers);
        (await _feeds.All(Cancellation)).ShouldAllBe(feed => feed.State.LastError == null && feed.State.FailureWeight == 0 && feed.State.LastSuccessAt != null);
        (await _feeds.Counts(Cancellation)).Summary.ShouldBe("30 feeds, all well");
    }

    private async Task<int> Round(PollFeed stage, DateTimeOffset at)
    {
        _clock.Now = at;
        var due = await _feeds.Claim(at, Lease, 500, Cancellation);
        await Task.WhenAll(due.Select(fact => stage.Poll(fact, Cancellation)));
        return due.Count;
    }

    private Task<IPAddress[]> Resolve(string host, CancellationToken cancellation) =>
        _failing && Interlocked.Increment(ref _dials) % 4 == 0
            ? throw new SocketException((int)SocketError.TryAgain)
            : Task.FromResult<IPAddress[]>([IPAddress.Parse("9.9.9.9")]);

    private async Task<Stream> Dial(IPEndPoint server, CancellationToken cancellation)
    {
        switch (_failing ? Interlocked.Increment(ref _dials) % 4 : -1)
        {
            case 1:
                throw new SocketException((int)SocketError.ConnectionReset);
            case 2:
                // Half open: it takes what we say and never answers.
                return await Connect(_silent.Place, cancellation);
            default:
                return await Connect(server, cancellation);
        }
    }

    private static async Task<Stream> Connect(IPEndPoint place, CancellationToken cancellation)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(place, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
