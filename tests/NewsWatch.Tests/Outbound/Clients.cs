using System.Net;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

/// <summary>Guarded clients for tests, with deadlines short enough to wait for.</summary>
internal static class Clients
{
    public static OutboundOptions Options { get; } = new() { Deadline = TimeSpan.FromSeconds(10), ConnectDeadline = TimeSpan.FromSeconds(2) };

    /// <summary>A client for which every host under <c>.example</c> is this server.</summary>
    public static GuardedClient For(RawServer server, OutboundOptions? options = null) => For(server.Place, options);

    public static GuardedClient For(IPEndPoint place, OutboundOptions? options = null) =>
        new((options ?? Options) with { ConnectTo = new Dictionary<string, IPEndPoint> { ["*.example"] = place } });

    public static FetchRequest Get(string address) => new(new Uri(address));

    public static async Task<FetchException> Fails(this GuardedClient client, FetchRequest request) =>
        await Should.ThrowAsync<FetchException>(() => client.Send(request, TestContext.Current.CancellationToken));

    public static Task<FetchResponse> Fetch(this GuardedClient client, FetchRequest request) =>
        client.Send(request, TestContext.Current.CancellationToken);
}
