using System.Text;
using System.Text.RegularExpressions;
using NewsWatch.Host.Storage;

namespace NewsWatch.EndToEnd;

/// <summary>The sample week through the real binary: in one go, killed again and again, and over RabbitMQ.</summary>
public sealed class SampleWeekTests(UninterruptedWeek week) : IClassFixture<UninterruptedWeek>
{
    [Fact]
    public void Every_line_of_the_truth_comes_out_but_the_named_exceptions()
    {
        var truth = Truth.Read();
        var expected = truth.Lines();
        SortedSet<string> differences = new(StringComparer.Ordinal);
        differences.UnionWith(expected.Except(week.Lines).Select(line => $"- {line}"));
        differences.UnionWith(week.Lines.Except(expected).Select(line => $"+ {line}"));
        var named = truth.Exceptions.SelectMany(exception => exception.Lines).ToHashSet();

        expected.Count.ShouldBeGreaterThan(200);
        differences.Except(named).ShouldBeEmpty("the week's result is further from the truth than truth.yaml admits");
        named.Except(differences).ShouldBeEmpty("truth.yaml excuses what the engine can do by now: remove these lines");
        foreach (var exception in truth.Exceptions)
            exception.Lines.Count.ShouldBe(exception.Count, exception.Because);
    }

    [Fact]
    public void The_summary_counts_stories_alerts_copies_and_the_digest()
    {
        week.Output.ShouldContain("alerts sent");
        week.Output.ShouldContain("copies held back");
        week.Output.ShouldMatch(@"digests written\s+│\s+1 ");
    }

    [Fact]
    public void Every_alert_and_the_digest_lie_in_the_folder_as_mails()
    {
        var mails = Directory.GetFiles(Path.Combine(week.Data, "mail"), "*.eml");
        mails.Length.ShouldBe(week.Lines.Count(line => line.StartsWith("alert:", StringComparison.Ordinal)) + 1);
        foreach (var mail in mails)
            File.ReadAllText(mail).ShouldContain("Message-ID: <");
    }

    [Fact]
    public void Metrics_of_every_stage_and_traces_reach_the_collector()
    {
        week.Metrics.ShouldContain("newswatch.stage.duration");
        foreach (var stage in Pipeline.Stages.Where(stage => stage.Consumes is not null))
            week.Metrics.ShouldContain(stage.Name);

        week.Traces.ShouldContain("newswatch-resolve");
    }

    [Fact]
    public async Task An_article_is_one_trace_through_every_stage()
    {
        await using var store = OpenStore.Of(new Host.NewsWatchOptions { Data = week.Data });
        var alerts = await store.Alerts.Latest(40, TestContext.Current.CancellationToken);
        alerts.Count.ShouldBeGreaterThan(10);
        foreach (var article in alerts.Select(alert => alert.ArticleId).Distinct())
        {
            // A span as it is sent: field 1 the trace's id, 2 its own, 16 its flags, 5 its name; a parent it would name in field 4.
            var trace = new byte[16];
            ArticleTrace.IdOf(article).CopyTo(trace);
            var spans = Regex.Matches(week.Traces, $@"\n\x10{Regex.Escape(Encoding.Latin1.GetString(trace))}\x12\x08[\s\S]{{8}}\x85\x01[\s\S]{{4}}\*[\s\S]([a-z]+)", RegexOptions.NonBacktracking);

            spans.Select(span => span.Groups[1].Value).Distinct().Order()
                .ShouldBe(["alert", "deliver", "index", "read", "resolve", "tag"]);
        }
    }

    [Fact]
    public async Task Killed_at_twenty_moments_it_loses_nothing_and_tells_nothing_twice()
    {
        using var folder = new Folder();
        await using var receiver = await WebhookReceiver.Start();
        var kills = await PlayWithKills(folder.Path, receiver.Address, atLeast: Kills);

        var lines = await WeekResult.Read(folder.Path);
        lines.Except(week.Lines).ShouldBeEmpty();
        week.Lines.Except(lines).ShouldBeEmpty();
        var alerts = lines.Count(line => line.StartsWith("alert:", StringComparison.Ordinal));
        receiver.Ids.Count.ShouldBe(alerts);
        receiver.Bodies.Count.ShouldBe(alerts, "one logical alert must keep its id and bytes when it is sent again");
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills, {alerts} alerts: {week.Lines.Except(lines).Count()} lines lost, {receiver.Ids.Count - alerts} repeated logically, {receiver.Requests - alerts} physically");
        (receiver.Requests - alerts).ShouldBeLessThanOrEqualTo(kills, "a physical repeat is possible only where a kill hid the answer");
    }

    [Fact]
    public async Task On_a_full_disk_it_says_so_once_waits_for_room_and_comes_out_the_same()
    {
        using var disk = new SmallDisk("2500k");
        using var demo = Newswatch.Start("demo", "--exit", "--seconds", "1", "--data", disk.Path);
        var said = $"nothing can be saved: the disk that holds {Path.Combine(disk.Path, "newswatch.db")} is full; make room on it";
        for (var i = 0; i < 600 && !demo.Output.Contains(said, StringComparison.Ordinal); i++)
            (await demo.End(TimeSpan.FromMilliseconds(100))).ShouldBeNull($"it ended on the full disk:\n{demo.Output}\n{demo.Errors}");

        demo.Output.ShouldContain(said);
        disk.Grow("200m");
        (await demo.End(TimeSpan.FromMinutes(5))).ShouldBe(0, demo.Output + demo.Errors);

        demo.Output.Split(said).Length.ShouldBe(2, "it is said once");
        demo.Output.ShouldNotContain("SqliteException");
        var lines = await WeekResult.Read(disk.Path);
        lines.Except(week.Lines).ShouldBeEmpty();
        week.Lines.Except(lines).ShouldBeEmpty();
    }

    /// <summary>Twenty, or as many as NEWSWATCH_KILLS says: two hundred take some ten minutes.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("NEWSWATCH_KILLS"), out var kills) && kills > 20 ? kills : 20;

    /// <summary>Starts the demo again and again, each time killed a little later, until it has been killed often enough and reaches its end.</summary>
    private static async Task<int> PlayWithKills(string data, Uri webhook, int atLeast)
    {
        var kills = 0;

        // The more kills, the slower the week, so that it does not end before them.
        var seconds = (atLeast > 20 ? atLeast : 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        while (true)
        {
            // Spread over start-up, first polls and the thick of the week; always the same, so that a failure comes again.
            var patience = kills < atLeast ? TimeSpan.FromMilliseconds(900 + (kills * 397 % 2300)) : TimeSpan.FromMinutes(5);
            using var demo = Newswatch.Start("demo", "--exit", "--seconds", seconds, "--data", data, "--webhook", webhook.AbsoluteUri);
            if (await demo.End(patience) is { } exitCode)
            {
                exitCode.ShouldBe(0, demo.Output + demo.Errors);
                kills.ShouldBeGreaterThanOrEqualTo(atLeast, "the week ended before it was killed often enough");
                return kills;
            }

            demo.Kill();
            await demo.End(TimeSpan.FromSeconds(30));
            kills.ShouldBeLessThan(atLeast, $"left alone after {kills} kills, the week did not end; it said:\n{demo.Output}\n{demo.Errors}");
            kills++;
        }
    }
}

/// <summary>The week over the engines of a cluster.</summary>
[Collection(OnRabbitMq.Name)]
public sealed class ClusterWeekTests(UninterruptedWeek week) : IClassFixture<UninterruptedWeek>
{
    [Fact]
    public async Task Over_RabbitMQ_and_PostgreSQL_it_comes_out_the_same()
    {
        await using var cluster = Cluster.Create(""" "scope": "ai" """);
        var (exitCode, output, errors) = await Newswatch.Run(
            "demo", "--exit", "--seconds", "1", "--data", cluster.Folder.Path, "--bus", Services.RabbitMq(), "--store", cluster.Options.Store);

        exitCode.ShouldBe(0, output + errors);
        var lines = await WeekResult.Read(cluster.Store);
        lines.Except(week.Lines).ShouldBeEmpty();
        week.Lines.Except(lines).ShouldBeEmpty();
    }
}

/// <summary>The week played once without disturbance: what every other way of playing it is held to.</summary>
public sealed class UninterruptedWeek : IAsyncLifetime
{
    private readonly Folder _folder = new();

    public string Data => Path.Combine(_folder.Path, "data");

    public string Metrics { get; private set; } = "";

    public string Traces { get; private set; } = "";

    public string Output { get; private set; } = "";

    public IReadOnlySet<string> Lines { get; private set; } = new HashSet<string>();

    public async ValueTask InitializeAsync()
    {
        await using var collector = await OtlpCollector.Start();
        var config = _folder.Write("newswatch.json", CommandLineTests.WithShippedFiles($$"""{ "telemetry": { "otlp": "{{collector.Address}}" } }"""));
        var (exitCode, output, errors) = await Newswatch.Run("demo", "--exit", "--seconds", "1", "--data", Data, "--config", config);
        exitCode.ShouldBe(0, output + errors);
        (Output, Metrics, Traces) = (output, collector.Received("metrics"), collector.Received("traces"));
        Lines = await WeekResult.Read(Data);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
