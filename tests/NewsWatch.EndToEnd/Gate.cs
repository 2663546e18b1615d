using System.Net;
using System.Net.Sockets;

namespace NewsWatch.EndToEnd;

/// <summary>A door before a server: while it is shut, nobody gets in and whoever was inside is thrown out, as when the server is stopped.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly int _port;
    private readonly List<TcpClient> _inside = [];
    private TcpListener? _listener;
    private Task _accepting = Task.CompletedTask;

    public Gate(Uri server)
    {
        _server = server;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        Open();
    }

    public string Address => $"http://{(_server.UserInfo.Length > 0 ? _server.UserInfo + "@" : "")}127.0.0.1:{_port}";

    public void Open()
    {
        _listener = new TcpListener(IPAddress.Loopback, _port);
        _listener.Start();
        _accepting = Accept(_listener);
    }

    public async Task Shut()
    {
        _listener?.Dispose();
        await _accepting;
        lock (_inside)
        {
            foreach (var client in _inside)
                client.Dispose();

            _inside.Clear();
        }
    }

    public async ValueTask DisposeAsync() => await Shut();

    private async Task Accept(TcpListener listener)
    {
        try
        {
            while (true)
                _ = Pass(await listener.AcceptTcpClientAsync());
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // Shut.
        }
    }

    private async Task Pass(TcpClient from)
    {
        var to = new TcpClient();
        lock (_inside)
            _inside.AddRange([from, to]);

        try
        {
            await to.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(from.GetStream().CopyToAsync(to.GetStream()), to.GetStream().CopyToAsync(from.GetStream()));
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Thrown out.
        }

        from.Dispose();
        to.Dispose();
    }
}
