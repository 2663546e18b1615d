using Microsoft.Extensions.Hosting;
using NewsWatch.Feeds.Health;

namespace NewsWatch.Feeds;

/// <summary>Stage "schedule": claims the feeds whose time has come and announces each.</summary>
public sealed class FeedScheduler(IFeedStore store, IWorkStore work, Announcer announcer, FeedNotices notices, TimeProvider clock) : BackgroundService
{
    /// <summary>The longest nap: feeds added meanwhile wait no longer than this.</summary>
    private static readonly TimeSpan LongestNap = TimeSpan.FromMinutes(1);

    /// <summary>The shortest: what is due now but held back by its host's limits is looked at again after it.</summary>
    private static readonly TimeSpan ShortestNap = TimeSpan.FromSeconds(1);

    /// <summary>After claiming a few: by then most polls are over and the feeds' next times are known.</summary>
    private static readonly TimeSpan AfterFew = TimeSpan.FromSeconds(5);

    /// <summary>After claiming many: there are more, and polls under way are soon over.</summary>
    private static readonly TimeSpan AfterMany = TimeSpan.FromMilliseconds(200);

    /// <summary>Ten times the longest fetch: a poll that takes longer died with its process.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>With so many entries unread no feed is asked: what cannot be worked on stays where it is. The only back-pressure there is.</summary>
    private const int MostUnread = 20_000;

    private const int Batch = 500;
    private const int Many = 50;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lastClaim = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            var due = await store.NextDue(stoppingToken) <= clock.GetUtcNow() && !await IsBehind(stoppingToken);
            var said = notices.Say(nothingDue: !due);
            var claimed = due
                ? await store.Claim(clock.GetUtcNow(), Lease, Batch, stoppingToken)
                : [];
            if (claimed.Count > 0)
                lastClaim = clock.GetUtcNow();

            // What was announced has begun by then: a long nap would keep the operator waiting for what came of it.
            var quiet = said && clock.GetUtcNow() - lastClaim >= AfterFew;
            await announcer.Announce(claimed, stoppingToken);

            var nap = claimed.Count switch
            {
                >= Many => AfterMany,
                > 0 => AfterFew,
                _ => quiet ? await Nap(stoppingToken) : ShortestNap,
            };
            await Task.Delay(nap, clock, stoppingToken);
        }
    }

    private async Task<bool> IsBehind(CancellationToken cancellation) =>
        (await work.Open(cancellation)).GetValueOrDefault("read") > MostUnread;

    private async Task<TimeSpan> Nap(CancellationToken cancellation)
    {
        var wait = await store.NextDue(cancellation) - clock.GetUtcNow() ?? LongestNap;
        return wait < ShortestNap ? ShortestNap : wait > LongestNap ? LongestNap : wait;
    }
}
