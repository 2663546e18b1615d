using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using NewsWatch.Elasticsearch;
using NewsWatch.Elasticsearch.Client;
using NewsWatch.Search;
using NewsWatch.Tests.Outbound;

namespace NewsWatch.Tests.Adapters;

/// <summary>What servers do on bad days (scorecard fault 7), told by a scripted one: no Elasticsearch is needed.</summary>
public sealed class ElasticsearchFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_a_bulk_with_429_400_and_409_all_is_written_but_the_400_which_is_named_and_never_sent_again()
    {
        await using var server = await ScriptedElasticsearch.Start();
        var sent = new ConcurrentDictionary<string, int>();
        server.Item = id => (sent.AddOrUpdate(id, 1, (_, n) => n + 1), Number(id) % 100) switch
        {
            (1, < 30) => 429,
            (2, < 10) => 503,
            (_, 40) => 400,
            (_, 41) => 409,
            _ => 201,
        };
        using var index = Index(server.Address);

        var error = await Should.ThrowAsync<UnprocessableException>(() => index.Upsert([.. Enumerable.Range(0, 200).Select(Document)], Cancellation));

        error.Message.ShouldContain("a40");
        error.Message.ShouldContain("a140");
        error.Message.ShouldContain("because");
        sent.Count.ShouldBe(200);
        sent.ShouldAllBe(row => row.Value == (Number(row.Key) % 100 < 10 ? 3 : Number(row.Key) % 100 < 30 ? 2 : 1));
    }

    [Fact]
    public async Task A_document_that_is_refused_stops_only_whoever_wrote_it()
    {
        await using var server = await ScriptedElasticsearch.Start();
        server.Item = id => id == "a7" ? 400 : 201;
        using var index = Index(server.Address);

        var writes = Enumerable.Range(0, 20).Select(i => (i, Task: index.Upsert([Document(i)], Cancellation))).ToList();
        foreach (var (i, task) in writes)
            if (i == 7)
                await Should.ThrowAsync<UnprocessableException>(() => task);
            else
                await task;

        server.Requests.Count(request => request == "POST /_bulk").ShouldBeLessThan(20, "writers that come at once share a bulk");
    }

    [Fact]
    public async Task A_node_that_is_away_is_passed_over_and_asked_again_later()
    {
        await using var server = await ScriptedElasticsearch.Start();
        using var index = Index(Nowhere(), server.Address);
        foreach (var i in Enumerable.Range(0, 6))
            await index.Upsert([Document(i)], Cancellation);

        (await index.Trouble(Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData(0, "is not reached")]
    [InlineData(401, "Correct the user and password")]
    [InlineData(403, "Give this user the rights")]
    [InlineData(503, "answers 503")]
    [InlineData(500, "for some reason")]
    public async Task Where_nothing_can_be_written_the_work_waits_and_the_words_say_what_to_do_and_no_secret(int status, string words)
    {
        await using var server = await ScriptedElasticsearch.Start();
        server.Whole = _ => status;
        using var index = Index(new HurriedClock(), status == 0 ? Nowhere() : server.Address);

        var error = await Should.ThrowAsync<UnavailableException>(() => index.Upsert([Document(1)], Cancellation));
        var trouble = await index.Trouble(Cancellation);

        foreach (var message in new[] { error.ToString(), trouble! })
        {
            message.ShouldContain(words);
            message.ShouldNotContain("hush");
        }
    }

    [Fact]
    public async Task User_and_password_or_an_API_key_go_with_every_request()
    {
        await using var server = await ScriptedElasticsearch.Start();
        using (var index = Index(server.Address))
            await index.Trouble(Cancellation);

        using (var index = new ElasticsearchIndex(Options([server.Address]) with { User = null, Password = null, ApiKey = new Secret("a2V5") }, TimeProvider.System))
            await index.Trouble(Cancellation);

        server.Authorizations.Distinct().ShouldBe([$"Basic {Convert.ToBase64String("desk:hush"u8)}", "ApiKey a2V5"]);
    }

    [Fact]
    public async Task Over_TLS_only_a_certificate_of_the_named_authority_is_trusted()
    {
        var (from, until) = (new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await TlsServer.Start(TlsServer.CertificateFor("localhost", from, until));
        using var other = TlsServer.CertificateFor("localhost", from, until);
        var (right, wrong) = (Path.GetTempFileName(), Path.GetTempFileName());
        try
        {
            await File.WriteAllTextAsync(right, server.Certificate.ExportCertificatePem(), Cancellation);
            await File.WriteAllTextAsync(wrong, other.ExportCertificatePem(), Cancellation);
            var node = new Uri($"https://localhost:{server.Place.Port}");
            (await Trouble(right)).ShouldContain("no JSON", customMessage: "it was asked and answered; what it answers is another matter");
            (await Trouble(wrong)).ShouldContain("is not reached");
            server.Requests.ShouldBe(1);

            async Task<string> Trouble(string authority)
            {
                using var index = new ElasticsearchIndex(Options([node]) with { Authority = authority }, TimeProvider.System);
                return (await index.Trouble(Cancellation))!;
            }
        }
        finally
        {
            File.Delete(right);
            File.Delete(wrong);
        }
    }

    [Fact]
    public void An_authority_that_is_no_certificate_is_refused_with_its_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            Should.Throw<ConfigurationException>(() => new ElasticsearchIndex(Options([Nowhere()]) with { Authority = file }, TimeProvider.System))
                .Message.ShouldContain(file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ElasticsearchIndex Index(params Uri[] nodes) => Index(TimeProvider.System, nodes);

    private static ElasticsearchIndex Index(TimeProvider clock, params Uri[] nodes) => new(Options(nodes), clock);

    private static ElasticsearchOptions Options(Uri[] nodes) => new() { Nodes = nodes, User = "desk", Password = new Secret("hush"), Index = "x" };

    private static int Number(string id) => int.Parse(id.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A port that nobody listens on.</summary>
    private static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }

    private static SearchDocument Document(int i) => new()
    {
        ArticleId = $"a{i}",
        Title = "Cameras",
        Text = "Cameras at the harbour",
        Keys = new HashSet<string>(),
        Time = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero),
    };

    /// <summary>Waits for nothing: a pause is over at once, and the time that it would have taken has passed.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private readonly Lock _lock = new();
        private DateTimeOffset _now = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow()
        {
            lock (_lock)
                return _now;
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            lock (_lock)
                _now += dueTime;

            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
