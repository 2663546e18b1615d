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

    [Theory]
    [InlineData("NewsWatch.Core")]
    [InlineData("NewsWatch.Sqlite")]
    [InlineData("newswatch")]
    public void No_assembly_of_the_product_makes_a_client_of_its_own(string assembly)
    {
        var calls = InstructionReader.Calls(Assembly.Load(assembly)).ToList();

        Uses(calls).Where(use => use.Method.DeclaringType!.Namespace != typeof(GuardedClient).Namespace)
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

    private static async Task MakesClient()
    {
        await Task.Yield();
        using var invoker = new HttpMessageInvoker(new SocketsHttpHandler());
    }

    private static IEnumerable<(MethodBase Method, MethodBase Called)> Uses(IEnumerable<(MethodBase Method, MethodBase Called)> calls) =>
        calls.Where(call => Clients.Contains(call.Called.DeclaringType?.FullName));
}
