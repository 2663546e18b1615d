using NewsWatch.Delivery;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Health;
using NewsWatch.Feeds.Polling;
using NewsWatch.Sqlite;

namespace NewsWatch.EndToEnd;

/// <summary>A feed in trouble, the real binary, a receiver of the operator's, and kill -9 in the middle.</summary>
public sealed class OperatorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_broken_feed_is_told_to_the_operator_once_although_the_process_is_killed()
    {
        using var folder = new Folder();
        await using var receiver = await WebhookReceiver.Start();
        folder.Write("feeds.opml", "<opml version=\"2.0\"><body><outline text=\"Harbour Courier\" xmlUrl=\"https://courier.example/feed\" /></body></opml>");
        folder.Write("subscriptions.yaml", "subscriptions: []\n");
        var config = Path.Combine(AppContext.BaseDirectory, "config").Replace('\\', '/');
        var file = folder.Write("newswatch.json", $$"""
            {
              "feeds": "feeds.opml", "web": "http://127.0.0.1:0", "subscriptions": "subscriptions.yaml",
              "topics": "{{config}}/topics.yaml", "entities": ["{{config}}/entities.yaml"], "outlets": ["{{config}}/outlets.yaml"],
              "outbound": { "allowLocal": ["127.0.0.1"], "connectTo": { "*.example": "127.0.0.1:9" } },
              "operator": { "channels": [{ "webhook": "{{receiver.Address}}", "secret": "whsec_{{Convert.ToBase64String(new byte[32])}}" }] }
            }
            """);
        await BreakFeed(folder.Path);

        using (var first = Newswatch.Start("run", "--config", file, "--data", folder.Path))
        {
            await Until(() => Task.FromResult(receiver.Requests > 0), first);
            first.Kill();
        }

        using var second = Newswatch.Start("run", "--config", file, "--data", folder.Path);
        await Until(() => IsSent(folder.Path), second);
        receiver.Ids.ShouldHaveSingleItem("a repeat has the same id");
        receiver.Bodies.ShouldHaveSingleItem().ShouldContain("Harbour Courier");
        receiver.Requests.ShouldBeInRange(1, 2);
    }

    /// <summary>As a poll of some minutes ago left it.</summary>
    private static async Task BreakFeed(string folder)
    {
        var clock = new Earlier();
        await using var database = SqliteDatabase.Open(Path.Combine(folder, "newswatch.db"), clock);
        var store = new SqliteFeedStore(database, new PollOptions());
        await store.Add([Feed.New(new Uri("https://courier.example/feed"), "Harbour Courier", null, clock.GetUtcNow(), new PollOptions())], restore: false, Cancellation);
        var due = (await store.Claim(clock.GetUtcNow(), TimeSpan.FromMinutes(5), 1, Cancellation)).ShouldHaveSingleItem();
        var feed = (await store.OpenPoll(due, Cancellation)).ShouldNotBeNull();
        await store.Save(
            due,
            new PollOutcome(PollEvent.ServerError, feed.State with { NextPollAt = clock.GetUtcNow().AddDays(1) })
            {
                Worst = new HealthFinding(FeedCondition.Broken, "broken since yesterday", clock.GetUtcNow()),
            },
            null, [], Cancellation);
    }

    private static async Task<bool> IsSent(string folder)
    {
        await using var database = SqliteDatabase.Open(Path.Combine(folder, "newswatch.db"), TimeProvider.System);
        return (await new SqliteDeliveryStore(database).List([DeliveryState.Sent], 10, Cancellation)).Count > 0;
    }

    private static async Task Until(Func<Task<bool>> holds, Newswatch newswatch)
    {
        // An attempt that the kill cut off is tried again after a pause, and the desk looks every half minute.
        for (var tries = 0; tries < 600; tries++)
        {
            if (await holds())
                return;

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, Cancellation);
        }

        Assert.Fail($"It did not come to that in two minutes. The monitor said:\n{newswatch.Output}\n{newswatch.Errors}");
    }

    private sealed class Earlier : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddMinutes(-5);
    }
}
