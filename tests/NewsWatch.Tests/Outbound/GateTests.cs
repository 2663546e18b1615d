using System.Net;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

/// <summary>Nothing that is not public is dialled, however its address is written or reached.</summary>
public sealed class GateTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}/")]
    [InlineData("http://0.0.0.0:{0}/")]
    [InlineData("http://0:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://0x7f000001:{0}/")]
    [InlineData("http://0x7f.0x0.0x0.0x1:{0}/")]
    [InlineData("http://017700000001:{0}/")]
    [InlineData("http://0177.0.0.01:{0}/")]
    [InlineData("http://127.1:{0}/")]
    [InlineData("http://127.0.1:{0}/")]
    [InlineData("http://１２７.０.０.１:{0}/")]
    [InlineData("http://127。0。0。1:{0}/")]
    [InlineData("http://①②⑦.⓪.⓪.①:{0}/")]
    [InlineData("http://127.0.0.1.:{0}/")]
    [InlineData("http://localhost:{0}/")]
    [InlineData("http://LOCALHOST:{0}/")]
    [InlineData("http://localhost.:{0}/")]
    [InlineData("http://ｌｏｃａｌｈｏｓｔ:{0}/")]
    [InlineData("http://public.test@127.0.0.1:{0}/")]
    [InlineData("http://public.test:pass@127.0.0.1:{0}/")]
    [InlineData("http://public.test%40@127.0.0.1:{0}/")]
    [InlineData("http:\\\\127.0.0.1:{0}\\")]
    [InlineData("http:/\\127.0.0.1:{0}/")]
    [InlineData("HTTP://127.0.0.1:{0}/")]
    [InlineData("http://127.0.0.1:{0}\\@public.test/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("http://[::ffff:7f00:1]:{0}/")]
    [InlineData("http://[::127.0.0.1]:{0}/")]
    [InlineData("http://[64:ff9b::7f00:1]:{0}/")]
    [InlineData("http://[2002:7f00:1::]:{0}/")]
    [InlineData("http://[2001:0:7f00:1::]:{0}/")]
    [InlineData("http://[fe80::5efe:127.0.0.1]:{0}/")]
    [InlineData("http://[::1]:{0}/")]
    [InlineData("http://[0:0:0:0:0:0:0:1]:{0}/")]
    [InlineData("http://[::]:{0}/")]
    public async Task Loopback_in_any_spelling_is_refused_and_never_dialled(string form)
    {
        await using var canary = RawServer.Canary();
        using var client = new GuardedClient(Clients.Options);
        var text = string.Format(null, form, canary.Port);

        // A spelling may already be no address at all; what is one must end at the gate.
        if (WebAddress.TryParse(text, out var address, out _))
        {
            var error = await client.Fails(new FetchRequest(address));
            error.Kind.ShouldBeOneOf(FetchFailure.Refused, FetchFailure.Dns);
            error.Message.ShouldNotContain("secret");
        }

        canary.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("192.0.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("240.0.0.1")]
    [InlineData("[fc00::1]")]
    [InlineData("[fe80::1]")]
    [InlineData("[ff02::1]")]
    public async Task Every_private_literal_is_refused_before_anything_is_dialled(string host)
    {
        var dialled = new List<IPEndPoint>();
        using var client = ClientWhere(_ => [], dialled);

        var error = await client.Fails(Clients.Get($"http://{host}/"));

        error.Kind.ShouldBe(FetchFailure.Refused);
        error.Message.ShouldContain("RFC");
        dialled.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_mixed_answers_only_the_public_ones_are_dialled()
    {
        var dialled = new List<IPEndPoint>();
        using var client = ClientWhere(_ => ["10.0.0.1", "93.184.216.34", "127.0.0.1", "::1", "64:ff9b::a00:1"], dialled);

        (await client.Fails(Clients.Get("http://mixed.test/"))).Kind.ShouldBe(FetchFailure.Connect);

        dialled.ShouldBe([new IPEndPoint(IPAddress.Parse("93.184.216.34"), 80)]);
    }

    [Fact]
    public async Task A_name_is_looked_up_once_so_that_a_second_answer_gains_nothing()
    {
        var dialled = new List<IPEndPoint>();
        var lookUps = 0;
        using var client = ClientWhere(_ => lookUps++ == 0 ? ["93.184.216.34"] : ["127.0.0.1"], dialled);

        await client.Fails(Clients.Get("http://rebinding.test/"));
        lookUps.ShouldBe(1);
        dialled.ShouldHaveSingleItem().Address.ShouldBe(IPAddress.Parse("93.184.216.34"));

        // The next fetch looks up anew, and is refused.
        (await client.Fails(Clients.Get("http://rebinding.test/"))).Kind.ShouldBe(FetchFailure.Refused);
        dialled.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_name_without_an_address_is_a_look_up_failure_in_words()
    {
        using var client = ClientWhere(_ => [], []);

        var error = await client.Fails(Clients.Get("http://nowhere.test/"));

        error.Kind.ShouldBe(FetchFailure.Dns);
        error.Message.ShouldBe("the name nowhere.test has no address");
    }

    [Fact]
    public async Task The_next_address_is_tried_when_one_fails_and_when_one_keeps_us_waiting()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\nContent-Length: 2", "ok"u8.ToArray());
        var network = new Network(
            (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("8.8.8.8"), IPAddress.Parse("8.8.4.4"), IPAddress.Parse("9.9.9.9")]),
            async (place, cancellation) =>
            {
                if (place.Address.Equals(IPAddress.Parse("8.8.8.8")))
                    throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.NetworkUnreachable);

                if (place.Address.Equals(IPAddress.Parse("8.8.4.4")))
                    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellation);

                return await Network.Real.Dial(server.Place, cancellation);
            });
        using var client = new GuardedClient(Clients.Options, TimeProvider.System, network);

        (await client.Fetch(Clients.Get("http://three.test/"))).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:{0}")]
    public async Task Configuration_can_allow_a_local_host_by_name(string entry)
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\nContent-Length: 2", "ok"u8.ToArray());
        using var client = new GuardedClient(Clients.Options with { AllowLocal = [string.Format(null, entry, server.Port)] });

        (await client.Fetch(Clients.Get($"http://127.0.0.1:{server.Port}/"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_allowed_port_allows_no_other_port_and_no_other_name()
    {
        await using var canary = RawServer.Canary();
        using var client = new GuardedClient(Clients.Options with { AllowLocal = ["127.0.0.1:1", $"localhost.test:{canary.Port}"] });

        await client.Fails(Clients.Get($"http://127.0.0.1:{canary.Port}/"));
        await client.Fails(Clients.Get($"http://localhost:{canary.Port}/"));

        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task A_host_pattern_serves_its_subdomains_and_nothing_else()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\nContent-Length: 2", "ok"u8.ToArray());
        using var client = Clients.For(server);

        (await client.Fetch(Clients.Get("http://a.example/"))).Status.ShouldBe(200);
        (await client.Fetch(Clients.Get("http://b.a.example:8080/"))).Status.ShouldBe(200);
        (await client.Fails(Clients.Get("http://notexample.invalid/"))).Kind.ShouldBe(FetchFailure.Dns);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://public.test/")]
    [InlineData("ftp://public.test/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/xml,<rss/>")]
    public async Task Only_http_and_https_are_fetched(string address)
    {
        using var client = ClientWhere(_ => throw new InvalidOperationException("looked up"), []);

        (await client.Fails(Clients.Get(address))).Kind.ShouldBe(FetchFailure.Refused);
    }

    private static GuardedClient ClientWhere(Func<string, string[]> answers, List<IPEndPoint> dialled) =>
        new(Clients.Options, TimeProvider.System, new Network(
            (host, _) => Task.FromResult<IPAddress[]>([.. answers(host).Select(IPAddress.Parse)]),
            (place, _) =>
            {
                dialled.Add(place);
                throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.ConnectionRefused);
            }));
}
