using System.Net;
using System.Net.Sockets;

namespace NewsWatch.Outbound;

/// <summary>How names are looked up and places dialled. The real one, except in tests of what must never be dialled.</summary>
internal sealed record Network(
    Func<string, CancellationToken, Task<IPAddress[]>> Resolve,
    Func<IPEndPoint, CancellationToken, Task<Stream>> Dial)
{
    // A look-up that hangs holds a thread for as long as the system's resolver likes. So many may, and no more.
    private static readonly SemaphoreSlim LookUps = new(64);

    public static Network Real { get; } = new(LookUp, Connect);

    /// <summary>
    /// Asks the system. Its call blocks and cannot be called off, so it has a thread of its own, lest hanging names starve the pool
    /// that everything else runs on.
    /// </summary>
    private static async Task<IPAddress[]> LookUp(string host, CancellationToken cancellation)
    {
        await LookUps.WaitAsync(cancellation);
        return await Task.Factory.StartNew(() => Ask(host), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .WaitAsync(cancellation);
    }

    private static IPAddress[] Ask(string host)
    {
        try
        {
            return Dns.GetHostAddresses(host);
        }
        finally
        {
            LookUps.Release();
        }
    }

    private static async Task<Stream> Connect(IPEndPoint place, CancellationToken cancellation)
    {
        var socket = new Socket(place.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(place, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
