using System.Net.Sockets;
using System.Text;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

public sealed class RedirectTests
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_to_a_private_address_stops_there(int status)
    {
        await using var canary = RawServer.Canary();
        await using var server = Redirecting(_ => (status, $"http://127.0.0.1:{canary.Port}/"));
        using var client = Clients.For(server);

        (await client.Fails(Clients.Get("http://feeds.example/"))).Kind.ShouldBe(FetchFailure.Refused);

        canary.Connections.ShouldBe(0);
    }

    [Theory]
    [InlineData("//127.0.0.1:{0}/")]
    [InlineData("http:\\\\127.0.0.1:{0}/")]
    [InlineData("http://2130706433:{0}/")]
    [InlineData("http://feeds.example@127.0.0.1:{0}/")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:{0}/")]
    [InlineData("data:text/html,secret")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://")]
    public async Task A_second_hop_to_what_is_not_public_stops_there(string target)
    {
        await using var canary = RawServer.Canary();
        await using var server = Redirecting(path => path == "/" ? (302, "/second") : (302, string.Format(null, target, canary.Port)));
        using var client = Clients.For(server);

        (await client.Fails(Clients.Get("http://feeds.example/"))).Kind.ShouldBeOneOf(FetchFailure.Refused, FetchFailure.BadResponse);

        canary.Connections.ShouldBe(0);
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_public_server_cannot_send_us_to_a_local_host_that_configuration_allows_for_its_own_lists()
    {
        await using var local = RawServer.Canary();
        await using var server = Redirecting(_ => (302, $"http://127.0.0.1:{local.Port}/"));
        var dialled = new Network((_, _) => Task.FromResult<System.Net.IPAddress[]>([System.Net.IPAddress.Parse("8.8.8.8")]),
            (_, cancellation) => Network.Real.Dial(server.Place, cancellation));
        using var client = new GuardedClient(Clients.Options with { AllowLocal = ["127.0.0.1"] }, TimeProvider.System, dialled);

        (await client.Fails(Clients.Get("http://public.test/"))).Kind.ShouldBe(FetchFailure.Refused);

        local.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task Five_hops_are_followed_and_told_and_a_sixth_is_not()
    {
        await using var server = Redirecting(path => path == "/5" ? null : (path == "/0" ? 301 : 302, $"/{path[1] - '0' + 1}#part"));
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://feeds.example/0"));
        answer.Status.ShouldBe(200);
        answer.Address.ShouldBe(new Uri("http://feeds.example/5"));
        answer.Redirects.Select(hop => hop.Status).ShouldBe([301, 302, 302, 302, 302]);
        answer.Redirects[0].Target.ShouldBe(new Uri("http://feeds.example/1"));

        await using var endless = Redirecting(_ => (301, "/again"));
        using var second = Clients.For(endless);
        (await second.Fails(Clients.Get("http://feeds.example/"))).Kind.ShouldBe(FetchFailure.TooManyRedirects);
        endless.Requests.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_target_in_UTF8_is_understood()
    {
        await using var server = Redirecting(path => path == "/" ? (302, Encoding.Latin1.GetString("/späte-Züge"u8)) : null);
        using var client = Clients.For(server);

        (await client.Fetch(Clients.Get("http://feeds.example/"))).Address.AbsolutePath.ShouldBe("/sp%C3%A4te-Z%C3%BCge");
    }

    [Fact]
    public async Task Unfollowed_redirects_are_answers()
    {
        await using var server = Redirecting(_ => (301, "/elsewhere"));
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://feeds.example/") with { FollowRedirects = false });

        answer.Status.ShouldBe(301);
        answer.Headers.First("Location").ShouldBe("/elsewhere");
        answer.Redirects.ShouldBeEmpty();
    }

    [Fact]
    public async Task Validators_go_only_to_the_address_that_gave_them()
    {
        await using var server = Redirecting(path => path == "/old" ? (302, "/new") : null);
        using var client = Clients.For(server);
        var request = Clients.Get("http://feeds.example/old");

        var answer = await client.Fetch(request with { Validators = new Validators("\"1\"", null, new Uri("http://feeds.example/new")) });
        server.Requests[0].ShouldNotContain("If-None-Match");
        server.Requests[1].ShouldContain("If-None-Match: \"1\"");
        answer.Conditional.ShouldBeTrue();

        answer = await client.Fetch(request with { Validators = new Validators("\"1\"", null, new Uri("http://feeds.example/old")) });
        server.Requests[2].ShouldContain("If-None-Match: \"1\"");
        server.Requests[3].ShouldNotContain("If-None-Match");
        answer.Conditional.ShouldBeFalse();
    }

    [Fact]
    public async Task Secrets_stay_with_the_origin_they_are_for()
    {
        await using var server = Redirecting(path => path == "/a" ? (307, "/b") : path == "/b" ? (307, "http://other.example/c") : null);
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://reader:s%C3%BC%C3%9F@feeds.example/a") with
        {
            Headers = new Dictionary<string, string> { ["X-Signature"] = "abc" },
        });

        server.Requests[0].ShouldContain($"Authorization: Basic {Convert.ToBase64String("reader:süß"u8)}");
        server.Requests[1].ShouldContain("X-Signature: abc");
        server.Requests[2].ShouldNotContain("Authorization");
        server.Requests[2].ShouldNotContain("X-Signature");
        answer.Address.ShouldBe(new Uri("http://other.example/c"));
        server.Requests.ShouldAllBe(head => !head.Contains("Referer"));
    }

    [Fact]
    public async Task A_name_and_password_in_a_redirect_are_a_strangers_and_are_not_used()
    {
        await using var server = Redirecting(path => path == "/" ? (302, "http://admin:secret@other.example/next") : null);
        using var client = Clients.For(server);

        var answer = await client.Fetch(Clients.Get("http://feeds.example/"));

        server.Requests[1].ShouldNotContain("Authorization");
        answer.Address.AbsoluteUri.ShouldBe("http://other.example/next");
        answer.Redirects[0].Target.UserInfo.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(301, "GET")]
    [InlineData(302, "GET")]
    [InlineData(303, "GET")]
    [InlineData(307, "POST")]
    [InlineData(308, "POST")]
    public async Task A_message_is_repeated_only_where_the_redirect_says_so(int status, string method)
    {
        await using var server = Redirecting(path => path == "/" ? (status, "/next") : null);
        using var client = Clients.For(server);

        await client.Fetch(Clients.Get("http://hooks.example/") with { Method = HttpMethod.Post, Content = [] });

        server.Requests[1].ShouldStartWith($"{method} /next ");
    }

    private static RawServer Redirecting(Func<string, (int Status, string Location)?> rule) => new(async (head, stream, cancellation) =>
    {
        var answer = rule(head.Split(' ')[1]) is var (status, location)
            ? $"HTTP/1.1 {status} Moved\r\nLocation: {location}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(answer), cancellation);
    });
}
