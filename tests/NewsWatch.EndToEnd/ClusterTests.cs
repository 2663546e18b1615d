using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;

namespace NewsWatch.EndToEnd;

/// <summary>Roles in processes of their own, on RabbitMQ and PostgreSQL: the same result as one process, whatever dies meanwhile.</summary>
[Collection(OnRabbitMq.Name)]
public sealed class ClusterTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>What is away is back without a hand within this.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>How many rounds of kills, cuts and freezes: NEWSWATCH_CLUSTER_KILLS, or one.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("NEWSWATCH_CLUSTER_KILLS"), out var kills) && kills > 1 ? kills : 1;

    /// <summary>How long each server is away: NEWSWATCH_OUTAGE_SECONDS, or five.</summary>
    private static TimeSpan Outage => TimeSpan.FromSeconds(int.TryParse(Environment.GetEnvironmentVariable("NEWSWATCH_OUTAGE_SECONDS"), out var seconds) ? seconds : 5);

    [Fact]
    public async Task Three_workers_a_core_and_its_standby_killed_cut_off_and_frozen_decide_as_one_process_does()
    {
        await using var cluster = Cluster.Create(""" "scope": "everything" """);
        var stream = await StoredStream.SampleWeek(cluster);
        StartAll(cluster);
        for (var round = 0; round < Kills; round++)
        {
            var before = await cluster.Store.Stories.LastDecision(Cancellation);
            await cluster.Until(async () => await cluster.Store.Stories.LastDecision(Cancellation) >= before + 3 || await IsIdle(cluster), Longest, "the next decision");
            cluster.KillAndRestart($"worker{round % 3}", "worker");
            await cluster.CutConnections();

            // One of the two decides: it is frozen until the other has taken over, then wakes and must be refused; or it stands by.
            var (frozen, killed) = round % 2 == 0 ? ("core0", "core1") : ("core1", "core0");
            cluster.Signal(frozen, "STOP");
            await cluster.Until(
                async () => await cluster.Store.Stories.LastDecision(Cancellation) > before + 6 || await IsIdle(cluster), Longest, "the other core's decision");
            cluster.Signal(frozen, "CONT");
            cluster.KillAndRestart(killed, "core");
        }

        await Idle(cluster);
        (await stream.Results()).ShouldBe(await stream.Embedded());
    }

    [Fact]
    public async Task Servers_that_go_away_and_come_back_in_the_midst_of_it_change_nothing()
    {
        string[] servers = ["postgres", "rabbitmq", "elasticsearch"];
        Services.CanGoAway(servers);
        var login = new Uri(Services.Elasticsearch());
        var prefix = $"cluster-{Guid.NewGuid():n}";
        await using var cluster = Cluster.Create($$""" "scope": "everything", "search": { "nodes": ["{{login}}"], "index": "{{prefix}}" } """);
        using var index = new ElasticsearchIndex(new ElasticsearchOptions { Nodes = [login], Index = prefix }, TimeProvider.System);
        var stream = await StoredStream.AiNews(cluster);
        StartAll(cluster);
        foreach (var server in servers)
        {
            var before = await cluster.Store.Stories.LastDecision(Cancellation);
            await cluster.Until(async () => await cluster.Store.Stories.LastDecision(Cancellation) >= before + 20, Longest, "the next decisions");
            (await IsIdle(cluster)).ShouldBeFalse("all was done before the servers went away");
            await Services.Outage(server, Outage);
            await cluster.Until(
                async () => await cluster.Store.Stories.LastDecision(Cancellation) >= before + 25 || await IsIdle(cluster), Back, $"the next decision after {server} was away");
        }

        await Idle(cluster);
        await index.Refresh(Cancellation);
        (await index.Count(QueryParser.Parse("*"), new QueryClock(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc), int.MaxValue, Cancellation)).ShouldBe(stream.Count);
        await index.Delete(Cancellation);
        (await stream.Results()).ShouldBe(await stream.Embedded());
    }

    [Theory]
    [InlineData("004 002 003 001 000")]
    [InlineData("000 003 001 002 004")]
    public async Task The_seeds_are_one_story_with_the_same_sources_as_in_one_process(string order)
    {
        await using var cluster = Cluster.Create(""" "scope": "everything" """);
        var stream = await StoredStream.Seeds(cluster, order);
        StartAll(cluster);
        await Idle(cluster);
        (await stream.Results()).ShouldBe(await stream.Embedded());
    }

    [Fact]
    public async Task An_article_that_ends_every_process_which_reads_it_is_quarantined_and_the_rest_goes_on()
    {
        await using var server = await PoisonServer.Start();
        await using var cluster = Cluster.Create($$""" "scope": "everything", "outbound": { "connectTo": { "*.example": "{{server.Place}}" } } """);
        await PoisonServer.Enter(cluster.Store.Feeds, Cancellation);
        cluster.Start("core0", "core");
        cluster.Start("worker", "worker");
        var kills = 0;
        while ((await cluster.Store.Work.Quarantined(Cancellation)).Count == 0)
        {
            await cluster.Until(
                async () => server.TakeBite() || (await cluster.Store.Work.Quarantined(Cancellation)).Count > 0, Longest, "the poison's reading or its quarantine");
            if ((await cluster.Store.Work.Quarantined(Cancellation)).Count > 0)
                break;

            cluster.KillAndRestart("worker", "worker");
            (++kills).ShouldBeLessThan(12, "it is never quarantined");
        }

        var row = (await cluster.Store.Work.Quarantined(Cancellation)).ShouldHaveSingleItem();
        (row.Stage, row.Id).ShouldBe(("read", PoisonServer.Poison));
        await Idle(cluster);
        (await cluster.Store.Stories.LastDecision(Cancellation)).ShouldBeGreaterThan(0, "the others were decided");
    }

    private static void StartAll(Cluster cluster)
    {
        foreach (var i in Enumerable.Range(0, 3))
            cluster.Start($"worker{i}", "worker");

        cluster.Start("core0", "core");
        cluster.Start("core1", "core");
    }

    private static Task Idle(Cluster cluster) => cluster.Until(() => IsIdle(cluster), Longest, "the end of the work");

    private static async Task<bool> IsIdle(Cluster cluster) =>
        (await cluster.Store.Work.Open(Cancellation)).Values.Sum() == 0;
}
