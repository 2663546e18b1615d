using System.Text.Json;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Feeds.Polling;

/// <summary>
/// A month of polling invented publications under a set clock, with a restart every eleven hours, some with hours of downtime, and fifty
/// restarts in ten minutes. All that survives a restart is what the store would keep, as JSON.
/// </summary>
public sealed class ThirtyDaysTests
{
    private static readonly DateTimeOffset Start = Polls.Now;
    private static readonly DateTimeOffset End = Start.AddDays(30);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Dictionary<string, string> _stored = [];
    private readonly Dictionary<string, DateTimeOffset> _holds = [];
    private readonly Dictionary<string, DateTimeOffset> _lastStart = [];
    private readonly Dictionary<string, (SimulatedServer Server, int Seen, List<TimeSpan> Delays)> _servers = [];
    private int _early;

    [Fact]
    public void A_month_keeps_every_rule_and_misses_nothing()
    {
        var desk = Add(new SimulatedServer("https://desk.example/a", TimeSpan.FromMinutes(20)) { Awake = (6, 22) });
        var daily = Add(new SimulatedServer("https://daily.example/a", TimeSpan.FromDays(1)));
        var weekly = Add(new SimulatedServer("https://weekly.example/a", TimeSpan.FromDays(7)));
        var silent = Add(new SimulatedServer("https://silent.example/a", TimeSpan.FromDays(4000)));
        var plain = Add(new SimulatedServer("https://plain.example/a", Hour) { GivesValidators = false });
        var ttl = Add(new SimulatedServer("https://ttl.example/a", Hour) { Hints = Polls.Hints(180) });
        var fresh = Add(new SimulatedServer("https://fresh.example/a", Hour) { Headers = [("Cache-Control", "max-age=7200")] });
        var asleep = Add(new SimulatedServer("https://asleep.example/a", Hour) { Hints = Polls.Hints(hours: [0, 1, 2, 3, 4, 5]) });
        var lying = Add(new SimulatedServer("https://lying.example/a", TimeSpan.FromHours(6)) { SaysNotModifiedForEver = true });
        var broken = Add(new SimulatedServer("https://broken.example/a", Hour)
        {
            Otherwise = (now, _) => Between(now, 10, 13) ? Polls.Answer(500) : null,
        });
        var gone = Add(new SimulatedServer("https://gone.example/a", Hour) { Otherwise = (now, _) => Between(now, 8, 99) ? Polls.Answer(410) : null });
        var moved = Add(new SimulatedServer("https://moved.example/a", Hour) { Otherwise = Moved });
        var crowd = Enumerable.Range(0, 40).Select(i => Add(Crowded(i))).ToList();

        Run();

        _early.ShouldBe(0, "requests before their time");
        var all = _servers.Values.Select(row => row.Server).ToList();
        all.ShouldAllBe(server => LeastGap(server) >= Polls.Options.Floor);
        LeastGap(plain).ShouldBeGreaterThanOrEqualTo(Hour);
        LeastGap(silent).ShouldBeGreaterThanOrEqualTo(Hour);
        LeastGap(ttl).ShouldBeGreaterThanOrEqualTo(3 * Hour);
        LeastGap(fresh).ShouldBeGreaterThanOrEqualTo(2 * Hour);
        asleep.Log.Skip(1).ShouldAllBe(row => row.At.Hour >= 6);
        silent.Log.Count.ShouldBeLessThan(200);
        weekly.Log.Count.ShouldBeLessThan(60);
        daily.Log.Count.ShouldBeLessThan(90);

        Delay(desk).ShouldBeLessThan(TimeSpan.FromMinutes(15));
        Delay(daily).ShouldBeLessThan(TimeSpan.FromHours(12));
        Missing(desk, daily, ttl, fresh, asleep, plain, broken, moved).ShouldBe(0);
        foreach (var server in (SimulatedServer[])[desk, daily, weekly, fresh, ttl, asleep])
            server.Log.Skip(1).Count(row => row.Conditional).ShouldBeGreaterThanOrEqualTo((int)(0.9 * (server.Log.Count - 1)));

        Worst(lying).ShouldBeLessThan(TimeSpan.FromDays(3.5), "a 304 for ever is seen through");
        broken.Log.Count(row => row.Status == 500).ShouldBeInRange(5, 25);
        State(broken).FailureWeight.ShouldBe(0);
        gone.Log.Count(row => row.Status == 410).ShouldBe(2);
        State(gone).Paused.ShouldBeTrue();
        State(moved).Url.ShouldBe(new Uri("https://moved.example/b"));
        moved.Log.Count(row => row.At > Start.AddDays(7) && row.Url.AbsolutePath == "/a").ShouldBe(0);

        var visits = crowd.SelectMany(server => server.Log).OrderBy(row => row.At).ToList();
        visits.Count(row => row.Status == 429).ShouldBeGreaterThan(10);
        visits.Zip(visits.Skip(1)).ShouldAllBe(pair => pair.Second.At - pair.First.At >= (pair.First.Status == 429 ? Hour : Polls.Options.SpacingPerDomain));
        crowd.ShouldAllBe(server => server.Log.Any(row => row.Status == 200));
    }

    private void Run()
    {
        var now = Start;
        for (var life = 0; now < End; life++)
        {
            // Each life begins with what was stored and nothing else.
            var until = Between(now, 3, 3.01) ? now.AddSeconds(12) : now.AddHours(11);
            Live(now, until);
            now = until + TimeSpan.FromMinutes(life % 5 == 4 ? 45 : 0);
        }
    }

    private void Live(DateTimeOffset from, DateTimeOffset until)
    {
        var due = new PriorityQueue<Feed, DateTimeOffset>(_stored.Keys.Select(Read).Select(feed => (feed, feed.State.NextPollAt)));
        while (due.TryDequeue(out var feed, out var at) && at < until)
        {
            if (feed.State.Paused)
                continue;

            var domain = RegistrableDomain.Of(feed.State.Url);
            var free = new[]
            {
                from, at, _holds.GetValueOrDefault(domain), _lastStart.GetValueOrDefault(domain) + Polls.Options.SpacingPerDomain,
            }.Max();
            if (free > at)
            {
                due.Enqueue(feed, free);
                continue;
            }

            _lastStart[domain] = at;
            var next = Poll(feed, at);
            due.Enqueue(next, next.State.NextPollAt);
        }
    }

    private Feed Poll(Feed feed, DateTimeOffset now)
    {
        _early += now < feed.State.NextPollAt ? 1 : 0;
        var (server, seen, delays) = _servers[feed.Id];
        var (response, entries) = server.Answer(Polls.Schedule.RequestFor(feed, now), now);
        PollOutcome outcome;
        if (response.Status == 200)
        {
            var found = entries.Skip(seen).ToList();
            delays.AddRange(found.Where(time => time > Start).Select(time => now - time));
            _servers[feed.Id] = (server, entries.Count, delays);
            outcome = Polls.Schedule.OnSuccess(feed, response, new FeedReading($"{entries.Count}", server.Hints, found), now);
        }
        else
        {
            outcome = Polls.Schedule.OnAnswer(feed, response, now);
        }

        if (outcome.Hold is { } hold)
            _holds[hold.Domain] = hold.Until;

        var next = feed with { State = outcome.State };
        Write(next);
        return next;
    }

    private SimulatedServer Add(SimulatedServer server)
    {
        var feed = Feed.New(server.Url, null, null, Start, Polls.Options);
        _servers[feed.Id] = (server, 0, []);
        Write(feed);
        return server;
    }

    /// <summary>Forty feeds of one host that takes thirty requests an hour and then asks for an hour's rest.</summary>
    private SimulatedServer Crowded(int i)
    {
        var recent = _crowd;
        return new SimulatedServer($"https://blog{i}.crowd.example/a", TimeSpan.FromMinutes(50))
        {
            Otherwise = (now, _) =>
            {
                recent.RemoveAll(time => time <= now - Hour);
                if (recent.Count >= 30)
                    return Polls.Answer(429, ("Retry-After", "3600")) with { Address = new Uri($"https://blog{i}.crowd.example/a") };

                recent.Add(now);
                return null;
            },
        };
    }

    private readonly List<DateTimeOffset> _crowd = [];

    private static FetchResponse? Moved(DateTimeOffset now, FetchRequest request)
    {
        if (!Between(now, 5, 99) || request.Address.AbsolutePath == "/b")
            return null;

        var target = new Uri("https://moved.example/b");
        return Polls.Answer(200, ("ETag", $"\"{now:O}\"")) with { Redirects = [new Hop(301, target)], Address = target, Conditional = false };
    }

    private static bool Between(DateTimeOffset now, double fromDay, double toDay) => now >= Start.AddDays(fromDay) && now < Start.AddDays(toDay);

    private static TimeSpan LeastGap(SimulatedServer server) =>
        server.Log.Zip(server.Log.Skip(1), (a, b) => b.At - a.At).DefaultIfEmpty(TimeSpan.MaxValue).Min();

    private TimeSpan Delay(SimulatedServer server) => Of(server).Delays.Order().ElementAt(Of(server).Delays.Count / 2);

    private TimeSpan Worst(SimulatedServer server) => Of(server).Delays.Max();

    /// <summary>Entries published up to two days before the end and never seen.</summary>
    private int Missing(params SimulatedServer[] servers) =>
        servers.Sum(server => Math.Max(0, server.Published(End.AddDays(-2)).Count - Of(server).Seen));

    private (SimulatedServer Server, int Seen, List<TimeSpan> Delays) Of(SimulatedServer server) =>
        _servers[Ids.Derive("feed", server.Url.AbsoluteUri)];

    private FeedState State(SimulatedServer server) => Read(Ids.Derive("feed", server.Url.AbsoluteUri)).State;

    private Feed Read(string id) => JsonSerializer.Deserialize<Feed>(_stored[id])!;

    private void Write(Feed feed) => _stored[feed.Id] = JsonSerializer.Serialize(feed);
}
