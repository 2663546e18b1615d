using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Polling;
using NewsWatch.Postgres;
using Npgsql;

namespace NewsWatch.Tests.Adapters;

/// <summary>What a database between processes must bear: many at once, and connections that break at any moment.</summary>
public sealed class PostgresDatabaseTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly StoreUnderTest _store = new(Adapter.Postgres, new SteppedClock(Now));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Processes_that_start_together_make_the_schema_once()
    {
        var processes = Enumerable.Range(0, 6).Select(_ => _store.Open()).ToList();
        var opened = await Task.WhenAll(processes.Select(process => Task.Run(
            () => process.GetRequiredService<IWorkStore>().Idle(Now, Cancellation), Cancellation)));

        opened.ShouldAllBe(idle => idle);
        foreach (var process in processes)
            await process.DisposeAsync();
    }

    [Fact]
    public async Task A_migration_cut_off_at_any_moment_leaves_nothing_behind()
    {
        for (var moment = 0; moment < 12; moment++)
        {
            await using var process = _store.Open();
            var opening = Task.Run(() => process.GetRequiredService<PostgresDatabase>(), Cancellation);
            for (var i = 0; i <= moment; i++)
                await PostgresServer.CutConnections(_store.Options.Store);

            await Task.WhenAny(opening, Task.Delay(TimeSpan.FromSeconds(30), TimeProvider.System, Cancellation));
            opening.IsCompletedSuccessfully.ShouldBeTrue(opening.Exception?.ToString());
        }

        (await _store.Work.Idle(Now, Cancellation)).ShouldBeTrue();
        (await _store.Readers.LinkKey(Cancellation)).Reveal().Length.ShouldBe(64);
    }

    [Fact]
    public async Task A_plan_made_while_nothing_waited_looks_each_fact_up_by_its_key()
    {
        await _store.Work.Idle(Now, Cancellation);
        await using var connection = new NpgsqlConnection(PostgresAddress.Parse(_store.Options.Store).Unpooled);
        await connection.OpenAsync(Cancellation);
        var from = PostgresWorkStore.FromOpen("'deliver'").Replace("@ids", "$1", StringComparison.Ordinal).Replace("@revisions", "$2", StringComparison.Ordinal);
        await connection.ExecuteAsync($"{PostgresDatabase.Settings}; SET plan_cache_mode = force_generic_plan; PREPARE step (text[], bigint[]) AS SELECT f.place {from}");

        var plan = string.Join('\n', await connection.QueryAsync<string>("EXPLAIN EXECUTE step (ARRAY['a', 'b'], ARRAY[1, 2])"));

        plan.ShouldContain("Index Cond: ((stage = 'deliver'::text) AND (id = f.id) AND (revision = f.revision))", customMessage: plan);
    }

    [Fact]
    public async Task Writes_whose_connections_are_cut_are_each_done_once()
    {
        await _store.Work.Idle(Now, Cancellation);
        var feeds = Enumerable.Range(0, 60).Select(i => Feed.New(new Uri($"https://paper{i}.example/rss"), null, null, Now, new PollOptions())).ToList();
        var cutting = Task.Run(
            async () =>
            {
                for (var i = 0; i < 40; i++)
                    await PostgresServer.CutConnections(_store.Options.Store);
            },
            Cancellation);
        var added = await Task.WhenAll(feeds.Select(feed => Task.Run(() => _store.Feeds.Add([feed], restore: false, Cancellation), Cancellation)));
        await cutting;

        added.ShouldAllBe(ids => ids.Count == 1);
        (await _store.Feeds.All(Cancellation)).Count.ShouldBe(60);
    }

    [Fact]
    public async Task Pollers_that_claim_at_once_share_the_feeds_and_each_hosts_limits()
    {
        var options = new PollOptions();
        await _store.Feeds.Add(
            [.. Enumerable.Range(0, 40).Select(i => Feed.New(new Uri($"https://www{i % 2}.paper{i / 4}.example/rss{i}"), null, null, Now, options))],
            restore: false, Cancellation);

        var claims = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(
            () => _store.Feeds.Claim(Now, TimeSpan.FromMinutes(5), 100, Cancellation), Cancellation)));

        claims.Sum(claimed => claimed.Count).ShouldBe(10, "one start a host");
        claims.SelectMany(claimed => claimed).Select(due => due.Id).Distinct().Count().ShouldBe(10);
    }

    [Theory]
    [InlineData("postgres://db.example")]
    [InlineData("postgres:///news")]
    [InlineData("postgres://me:secret@db.example/news?nonsense=1")]
    [InlineData("http://me:secret@db.example/news")]
    public void An_address_that_cannot_be_meant_is_refused_without_its_password(string words) =>
        Should.Throw<FormatException>(() => PostgresAddress.Parse(words)).Message.ShouldNotContain("secret");

    [Fact]
    public void Kerberos_is_used_where_the_address_asks_for_it()
    {
        PostgresAddress.Parse("postgres://me@db.example/news").ConnectionString.ShouldContain("GSS Encryption Mode=Disable");
        PostgresAddress.Parse("postgres://me@db.example/news?GSS%20Encryption%20Mode=require").ConnectionString.ShouldContain("GSS Encryption Mode=Require");
    }

    [Fact]
    public void An_address_prints_without_user_and_password() =>
        PostgresAddress.Parse("postgres://me:s%20e@db.example:5433/news?sslmode=require").ToString().ShouldBe("postgres://db.example:5433/news");
}
