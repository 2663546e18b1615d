using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NewsWatch.EndToEnd;

/// <summary>Takes every mail that comes over plain SMTP, as the mail catcher of compose does.</summary>
internal sealed class MailCatcher : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _mails = [];
    private readonly Task _taking;

    public MailCatcher()
    {
        _listener.Start();
        _taking = Take();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The mails, as they came.</summary>
    public IReadOnlyCollection<string> Mails => _mails;

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _taking;
    }

    private async Task Take()
    {
        try
        {
            while (true)
                await Talk(await _listener.AcceptTcpClientAsync());
        }
        catch (SocketException)
        {
            // Stopped.
        }
    }

    private async Task Talk(TcpClient client)
    {
        using (client)
        {
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream()) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 catcher");
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line != "DATA")
                {
                    await writer.WriteLineAsync(line == "QUIT" ? "221 bye" : "250 ok");
                    continue;
                }

                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } part && part != ".")
                    mail.Append(part).Append('\n');

                _mails.Enqueue(mail.ToString());
                await writer.WriteLineAsync("250 taken");
            }
        }
    }
}
