using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NewsWatch.Tests.Outbound;

/// <summary>
/// A server on a loopback port that reads one request head per answer and sends exactly the bytes it is told to: what a well-behaved
/// server library would not let itself be made to send. Also a canary: it counts who came.
/// </summary>
internal sealed class RawServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _loop;
    private int _connections;

    public RawServer(Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = Accept();
    }

    /// <summary>Answers every request with these bytes and closes.</summary>
    public RawServer(byte[] bytes)
        : this(async (_, stream, cancellation) => await stream.WriteAsync(bytes, cancellation))
    {
    }

    public RawServer(string head, byte[]? body = null)
        : this([.. Encoding.Latin1.GetBytes(head.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body ?? []])
    {
    }

    /// <summary>A listener that must never be reached.</summary>
    public static RawServer Canary() => new("HTTP/1.1 200 OK\nContent-Length: 6", "secret"u8.ToArray());

    public IPEndPoint Place => (IPEndPoint)_listener.LocalEndpoint;

    public int Port => Place.Port;

    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The heads of the requests received, as sent.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _loop;
        _end.Dispose();
    }

    private async Task Accept()
    {
        var running = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                running.Add(Serve(client));
            }
        }
        catch (Exception) when (_end.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                var head = await ReadHead(stream);
                _requests.Enqueue(head);
                await _answer(head, stream, _end.Token);
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away, which is what some tests are about.
            }
        }
    }

    private async Task<string> ReadHead(NetworkStream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            bytes.Add(one[0]);
            if (bytes.Count >= 4 && bytes[^1] == '\n' && bytes[^2] == '\r' && bytes[^3] == '\n' && bytes[^4] == '\r')
                break;
        }

        return Encoding.Latin1.GetString([.. bytes]);
    }
}
