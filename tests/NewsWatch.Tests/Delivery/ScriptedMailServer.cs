using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace NewsWatch.Tests.Delivery;

/// <summary>
/// A mail server on a loopback port that answers by script: each point of the conversation can be given another reply, be cut
/// off, or never be answered. The points: <c>greeting</c>, the commands by their first word, <c>login</c> (the lines of AUTH
/// LOGIN), and <c>dot</c>, the end of the mail.
/// </summary>
internal sealed class ScriptedMailServer : IAsyncDisposable
{
    public const string Drop = "drop";
    public const string Stall = "stall";

    private static readonly Dictionary<string, string> Usual = new()
    {
        ["greeting"] = "220 mail.example ready",
        ["EHLO"] = "250-mail.example\r\n250-SIZE 1000000\r\n250-AUTH PLAIN LOGIN\r\n250 STARTTLS",
        ["STARTTLS"] = "220 go on",
        ["AUTH"] = "235 welcome",
        ["MAIL"] = "250 ok",
        ["RCPT"] = "250 ok",
        ["DATA"] = "354 end with a dot",
        ["dot"] = "250 taken as 1",
        ["QUIT"] = "221 bye",
    };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, string> _script;
    private readonly bool _tlsAtOnce;
    private readonly Task _loop;

    public ScriptedMailServer(Dictionary<string, string>? script = null, bool tlsAtOnce = false)
    {
        _script = new Dictionary<string, string>(Usual);
        foreach (var (point, reply) in script ?? [])
            _script[point] = reply;

        _tlsAtOnce = tlsAtOnce;
        _listener.Start();
        _loop = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public X509Certificate2 Certificate { get; } = MakeCertificate();

    /// <summary>Whole mails, as received between DATA and the dot, dots taken out again.</summary>
    public ConcurrentQueue<string> Mails { get; } = new();

    /// <summary>All commands, those in the clear marked so.</summary>
    public ConcurrentQueue<string> Commands { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _loop;
        Certificate.Dispose();
        _end.Dispose();
    }

    private async Task Accept()
    {
        var running = new List<Task>();
        try
        {
            while (true)
                running.Add(Serve(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
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
                Stream stream = client.GetStream();
                if (_tlsAtOnce)
                    stream = await Private(stream);

                if (!await Reply(stream, "greeting"))
                    return;

                while (await Line(stream) is { } line)
                {
                    Commands.Enqueue((stream is SslStream ? "" : "clear ") + line);
                    var command = line.Split(' ')[0];
                    if (line == "AUTH LOGIN")
                    {
                        await Say(stream, "334 VXNlcm5hbWU6");
                        Commands.Enqueue(await Line(stream) ?? "");
                        await Say(stream, "334 UGFzc3dvcmQ6");
                        Commands.Enqueue(await Line(stream) ?? "");
                    }

                    if (!await Reply(stream, command))
                        return;
                    if (command == "STARTTLS")
                        stream = await Private(stream);
                    if (command == "DATA" && _script["DATA"].StartsWith('3') && !await TakeMail(stream))
                        return;
                    if (command == "QUIT")
                        return;
                }
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException
                or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, which is what some tests are about.
            }
        }
    }

    private async Task<bool> TakeMail(Stream stream)
    {
        var mail = new StringBuilder();
        while (await Line(stream) is { } line)
        {
            if (line == ".")
            {
                Mails.Enqueue(mail.ToString());
                return await Reply(stream, "dot");
            }

            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return false;
    }

    private async Task<bool> Reply(Stream stream, string point)
    {
        var reply = _script.GetValueOrDefault(point, "500 what?");
        if (reply == Drop)
            return false;
        if (reply == Stall)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);

        await Say(stream, reply);
        return true;
    }

    private async Task Say(Stream stream, string reply) => await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), _end.Token);

    private async Task<SslStream> Private(Stream stream)
    {
        var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, _end.Token);
        return tls;
    }

    private async Task<string?> Line(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');

            line.Append((char)one[0]);
        }

        return null;
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var from = TimeProvider.System.GetUtcNow().AddDays(-1);
        using var made = request.CreateSelfSigned(from, from.AddDays(2));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
