using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace NewsWatch.Tests.Delivery;

/// <summary>
/// A mail server that others wrote (Debian's python3-aiosmtpd) on a free port, with STARTTLS and a login. What it takes is read
/// by Python's own mail reader, which knows nothing of how we write.
/// </summary>
internal sealed class RealMailServer : IAsyncDisposable
{
    private const string Python = "/usr/bin/python3";

    private const string Script = """
        import asyncio, json, os, ssl, sys, threading
        from email import message_from_bytes, policy
        from aiosmtpd.smtp import SMTP, AuthResult

        class Reader:
            async def handle_DATA(self, server, session, envelope):
                mail = message_from_bytes(envelope.content, policy=policy.default)
                print(json.dumps({
                    'subject': mail['subject'], 'from': str(mail['from']), 'to': str(mail['to']), 'id': mail['message-id'],
                    'thread': mail['references'], 'unsubscribe': mail['list-unsubscribe'], 'date': mail['date'].datetime.isoformat(),
                    'recipients': envelope.rcpt_tos, 'private': session.ssl is not None, 'user': session.auth_data,
                    'text': mail.get_body(('plain',)).get_content(), 'html': mail.get_body(('html',)).get_content(),
                    'defects': [str(d) for part in mail.walk() for d in part.defects],
                }), flush=True)
                return '250 taken'

        def login(server, session, envelope, mechanism, data):
            ok = data.login == b'watch' and data.password == b'hunter2'
            return AuthResult(success=ok, handled=ok, auth_data='watch' if ok else None)

        async def main():
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(sys.argv[1], sys.argv[2])
            make = lambda: SMTP(Reader(), require_starttls=True, tls_context=tls, auth_required=True, authenticator=login)
            server = await asyncio.get_running_loop().create_server(make, '127.0.0.1', 0)
            print(server.sockets[0].getsockname()[1], flush=True)
            await server.serve_forever()

        # Its input ends with the process that started it, however that ended.
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        asyncio.run(main())
        """;

    private readonly Process _process;
    private readonly string _folder;

    private RealMailServer(Process process, string folder, int port, string fingerprint)
    {
        _process = process;
        _folder = folder;
        Port = port;
        Fingerprint = fingerprint;
    }

    public int Port { get; }

    /// <summary>The SHA-256 of its certificate.</summary>
    public string Fingerprint { get; }

    /// <summary>Starts it; without it on this machine the test is skipped, or fails where everything must be there (CI=true).</summary>
    public static async Task<RealMailServer> Start(X509Certificate2 certificate, CancellationToken cancellation)
    {
        if (!Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd") || !File.Exists(Python))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail("python3-aiosmtpd is not installed; install it from the distribution's packages.");

            Assert.Skip("python3-aiosmtpd is not installed.");
        }

        var folder = Directory.CreateTempSubdirectory("newswatch-smtp").FullName;
        var (script, cert, key) = (Path.Combine(folder, "server.py"), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(script, Script, cancellation);
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem(), cancellation);
        await File.WriteAllTextAsync(key, certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem(), cancellation);
        var process = Process.Start(new ProcessStartInfo(Python, [script, cert, key])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var port = await process.StandardOutput.ReadLineAsync(cancellation);
        return new RealMailServer(
            process, folder, int.Parse(port!, System.Globalization.CultureInfo.InvariantCulture), certificate.GetCertHashString(HashAlgorithmName.SHA256));
    }

    /// <summary>The next mail it took, as Python read it.</summary>
    public async Task<JsonElement> Mail(CancellationToken cancellation)
    {
        var line = await _process.StandardOutput.ReadLineAsync(cancellation);
        return JsonDocument.Parse(line!).RootElement;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
