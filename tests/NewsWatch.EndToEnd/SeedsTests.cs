using NewsWatch.Sqlite;
using NewsWatch.Stories;

namespace NewsWatch.EndToEnd;

/// <summary>Five real articles on one event, as pages behind feeds, through the real binary, arriving in three orders.</summary>
public sealed class SeedsTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("004 002 003 001 000")]
    [InlineData("003 002 004 000 001")]
    [InlineData("000 001 003 004 002")]
    public async Task One_story_whose_rewrites_point_to_their_sources_and_the_explainer_is_no_member(string order)
    {
        var seeds = SeedServer.Read(Path.Combine(Services.Shared(), "seeds"));
        using var folder = new Folder();
        await using var server = await SeedServer.Start(seeds);
        using var newswatch = Newswatch.Start("run", "--config", Configure(folder, server), "--data", folder.Path);
        var count = 0;
        foreach (var seed in order.Split(' '))
        {
            server.Publish(seed);
            count++;
            await Until(async () => await Decided(folder.Path, seeds) == count, newswatch);
        }

        var decisions = await Decisions(folder.Path, seeds);
        newswatch.Kill();

        string[] members = ["001", "002", "003", "004"];
        members.ShouldAllBe(seed => decisions[seed].Role == StoryRole.Member);
        members.Select(seed => decisions[seed].StoryId).Distinct().Count().ShouldBe(1);
        decisions["000"].Role.ShouldNotBe(StoryRole.Member);
        Sources(decisions["002"]).ShouldContain(seeds["004"].ArticleId);
        Sources(decisions["003"]).ShouldContain(seeds["002"].ArticleId);
        Sources(decisions["001"]).ShouldBeEmpty();
        Sources(decisions["004"]).ShouldBeEmpty();
    }

    private static IEnumerable<string?> Sources(Decision decision) =>
        decision.Derivations.Where(edge => edge.Confidence >= Derivation.Confirmed).Select(edge => edge.SourceArticleId);

    private static string Configure(Folder folder, SeedServer server)
    {
        var feeds = string.Concat(server.Feeds.Select(feed => $"""<outline type="rss" text="seed" xmlUrl="{feed}" />"""));
        folder.Write("feeds.opml", $"""<opml version="2.0"><body>{feeds}</body></opml>""");
        var connectTo = string.Join(", ", server.Hosts.Select(host => $"\"{host}\": \"{server.Place}\""));
        var config = Path.Combine(AppContext.BaseDirectory, "config").Replace('\\', '/');
        return folder.Write("newswatch.json", $$"""
            {
              "feeds": "feeds.opml",
              "topics": "{{config}}/topics.yaml",
              "entities": ["{{config}}/entities.yaml"],
              "outlets": ["{{config}}/outlets.yaml"],
              "roles": ["poller", "worker", "core"],
              "polling": { "default": "0:00:01", "floor": "0:00:01", "cap": "0:00:02", "spacingPerDomain": "0:00:00.1" },
              "outbound": { "connectTo": { {{connectTo}} } }
            }
            """);
    }

    private static async Task<int> Decided(string data, IReadOnlyDictionary<string, Seed> seeds) =>
        File.Exists(Path.Combine(data, "newswatch.db")) ? (await Decisions(data, seeds)).Count : 0;

    private static async Task<Dictionary<string, Decision>> Decisions(string data, IReadOnlyDictionary<string, Seed> seeds)
    {
        await using var database = SqliteDatabase.Open(Path.Combine(data, "newswatch.db"), TimeProvider.System);
        var store = new SqliteStoryStore(database);
        var decisions = new Dictionary<string, Decision>();
        foreach (var (key, seed) in seeds)
            if (await store.DecisionsOn(seed.ArticleId, TestContext.Current.CancellationToken) is [.., var latest])
                decisions[key] = latest;

        return decisions;
    }

    private static async Task Until(Func<Task<bool>> holds, Newswatch newswatch)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        while (!await holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse($"an article did not arrive; the program said:\n{newswatch.Output}\n{newswatch.Errors}");
            (await newswatch.End(TimeSpan.FromMilliseconds(200))).ShouldBeNull($"the program ended:\n{newswatch.Output}\n{newswatch.Errors}");
        }
    }
}
