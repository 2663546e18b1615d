using System.Net;
using System.Net.Http;
using System.Net.WebSockets;
using System.Reflection;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

/// <summary>The guard is worth nothing if one feature forgets it: no product code makes or asks for another client.</summary>
public sealed class OneWayOutTests
{
    private static readonly string[] Clients =
    [
        typeof(HttpMessageInvoker).FullName!, typeof(HttpClient).FullName!, typeof(SocketsHttpHandler).FullName!,
        typeof(HttpClientHandler).FullName!, typeof(ClientWebSocket).FullName!, "System.Net.WebRequest", "System.Net.HttpWebRequest",
        "System.Net.FtpWebRequest", "System.Net.WebClient", "System.Net.Http.IHttpClientFactory",
        "System.Net.Http.HttpClientFactoryExtensions", "Microsoft.Extensions.DependencyInjection.HttpClientFactoryServiceCollectionExtensions",
    ];

    /// <summary>
    /// Exempt, each with its reason. The connection to Elasticsearch: its nodes are named by the operator and stand in private
    /// networks as a rule; no address that a stranger wrote gets there.
    /// </summary>
    private static readonly string[] Exempt = ["NewsWatch.Elasticsearch.Client.ElasticsearchConnection"];

    [Theory]
    [InlineData("NewsWatch.Core")]
    [InlineData("NewsWatch.Sqlite")]
    [InlineData("NewsWatch.Elasticsearch")]
    [InlineData("newswatch")]
    public void No_assembly_of_the_product_makes_a_client_of_its_own(string assembly)
    {
        var calls = InstructionReader.Calls(Assembly.Load(assembly)).ToList();

        Uses(calls).Where(use => use.Method.DeclaringType!.Namespace != typeof(GuardedClient).Namespace && !Exempt.Contains(Outermost(use.Method.DeclaringType)))
            .Select(use => $"{use.Method.DeclaringType}.{use.Method.Name} uses {use.Called.DeclaringType}")
            .ShouldBeEmpty("take GuardedClient from NewsWatch.Outbound");
    }

    [Fact]
    public void The_guarded_client_makes_its_own_in_one_place()
    {
        // Also shows that the reader sees what it looks for.
        var made = Uses(InstructionReader.Calls(typeof(GuardedClient).Assembly)).Where(use => use.Called.IsConstructor).ToList();

        made.Select(use => use.Called.DeclaringType).ShouldBe([typeof(HttpMessageInvoker), typeof(SocketsHttpHandler)], ignoreOrder: true);
        made.ShouldAllBe(use => use.Method.DeclaringType == typeof(GuardedClient));
    }

    [Fact]
    public async Task The_reader_finds_a_client_in_an_awaiting_method()
    {
        await MakesClient();

        Uses(InstructionReader.Calls(typeof(OneWayOutTests).Assembly))
            .ShouldContain(use => use.Called.IsConstructor && use.Method.DeclaringType!.FullName!.Contains(nameof(MakesClient)));
    }

    [Fact]
    public void Every_exemption_is_still_needed()
    {
        var used = Uses(InstructionReader.Calls(Assembly.Load("NewsWatch.Elasticsearch"))).Select(use => Outermost(use.Method.DeclaringType!)).ToList();
        Exempt.ShouldAllBe(exempt => used.Contains(exempt));
    }

    /// <summary>An awaiting method stands in a type of its own inside the one that it is written in.</summary>
    private static string Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type.FullName!;

    private static async Task MakesClient()
    {
        await Task.Yield();
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
    }

    private static IEnumerable<(MethodBase Method, MethodBase Called)> Uses(IEnumerable<(MethodBase Method, MethodBase Called)> calls) =>
        calls.Where(call => Clients.Contains(call.Called.DeclaringType?.FullName));
}
