using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace NewsWatch.Benchmarks;

/// <summary>
/// Ten thousand invented publications on one loopback port, in a process of their own so that what they need is not counted as ours.
/// Told over standard input: <c>edition N</c> publishes ten new entries everywhere, <c>hang 20</c> lets that share of hosts accept
/// and never answer.
/// </summary>
internal static class PollServer
{
    private const int Entries = 10;

    private static volatile int _edition = 1;
    private static volatile int _hanging;

    public static async Task Run()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Any, 0));
        listener.Listen(4096);
        await Console.Out.WriteLineAsync(((IPEndPoint)listener.LocalEndPoint!).Port.ToString(CultureInfo.InvariantCulture));
        var serving = Accept(listener);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var value = int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
            _ = line.StartsWith("edition", StringComparison.Ordinal) ? _edition = value : _hanging = value;
            await Console.Out.WriteLineAsync("done");
        }

        listener.Close();
        await serving;
    }

    private static async Task Accept(Socket listener)
    {
        try
        {
            while (true)
                _ = Serve(await listener.AcceptAsync());
        }
        catch (SocketException)
        {
            // Closed: the measurement is over.
        }
    }

    private static async Task Serve(Socket client)
    {
        using (client)
        {
            try
            {
                var buffer = new byte[2048];
                var length = 0;
                do
                {
                    var count = await client.ReceiveAsync(buffer.AsMemory(length));
                    if (count == 0)
                        return;
                    length += count;
                }
                while (!buffer.AsSpan(0, length).EndsWith("\r\n\r\n"u8));

                var head = Encoding.ASCII.GetString(buffer, 0, length);
                var feed = FeedOf(head);
                if (feed % 100 < _hanging)
                {
                    // Until the client gives up.
                    await client.ReceiveAsync(buffer.AsMemory());
                    return;
                }

                await client.SendAsync(Answer(head, feed));
                client.Shutdown(SocketShutdown.Send);
                await client.ReceiveAsync(buffer.AsMemory());
            }
            catch (SocketException)
            {
                // The client went away.
            }
        }
    }

    private static int FeedOf(string head)
    {
        var start = head.IndexOf("Host: feed", StringComparison.Ordinal) + "Host: feed".Length;
        return int.Parse(head.AsSpan(start, head.IndexOf('.', start) - start), CultureInfo.InvariantCulture);
    }

    private static byte[] Answer(string head, int feed)
    {
        var (edition, etag) = (_edition, $"\"{_edition}\"");
        if (head.Contains($"If-None-Match: {etag}", StringComparison.Ordinal))
            return Encoding.ASCII.GetBytes($"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\nConnection: close\r\n\r\n");

        var body = Document(feed, edition);
        return Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nETag: {etag}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
    }

    private static string Document(int feed, int edition)
    {
        var text = new StringBuilder(
            $"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Paper {feed}</title><link>https://feed{feed}.example/</link>");
        for (var i = 0; i < Entries; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<item><title>Council of town {feed} votes on draft {edition}-{i}</title>")
                .Append(CultureInfo.InvariantCulture, $"<link>https://feed{feed}.example/{edition}/{i}</link><guid>https://feed{feed}.example/{edition}/{i}</guid>")
                .Append(CultureInfo.InvariantCulture, $"<pubDate>{TimeProvider.System.GetUtcNow():R}</pubDate><description>")
                .Append(CultureInfo.InvariantCulture, $"&lt;p&gt;The council of town {feed} voted on the third draft of its rules for automated decisions, ")
                .Append("the clerk said; objections are heard until spring, and the office that wrote them answers in writing.&lt;/p&gt;</description></item>");
        }

        return text.Append("</channel></rss>").ToString();
    }
}
