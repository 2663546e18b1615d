using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NewsWatch.Tests.Outbound;

/// <summary>An https server on loopback with a certificate made for the test; it answers with the protocol that was spoken.</summary>
internal sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsServer(WebApplication app, X509Certificate2 certificate) => (_app, Certificate) = (app, certificate);

    public X509Certificate2 Certificate { get; }

    public IPEndPoint Place { get; private set; } = new(IPAddress.Loopback, 0);

    public int Requests { get; private set; }

    public static async Task<TlsServer> Start(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;

            // Offline: the server's own library would otherwise look for the issuer, and a canary could not tell who came.
            var offline = SslStreamCertificateContext.Create(certificate, null, offline: true);
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = offline,
                    EnabledSslProtocols = protocols,
                    ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11],
                }),
            });
        }));
        var server = new TlsServer(builder.Build(), certificate);
        server._app.Run(context =>
        {
            server.Requests++;
            return context.Response.WriteAsync(context.Request.Protocol);
        });
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        var address = server._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        server.Place = new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
        return server;
    }

    /// <summary>A self-signed certificate, or one signed by nobody known that names where its signer's certificate would be.</summary>
    public static X509Certificate2 CertificateFor(string host, DateTimeOffset from, DateTimeOffset until, string? issuerAt = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        if (issuerAt is null)
            return Loaded(request.CreateSelfSigned(from, until));

        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [issuerAt]));
        request.CertificateExtensions.Add(CertificateRevocationListBuilder.BuildCrlDistributionPointExtension([issuerAt]));
        using var signer = RSA.Create(2048);
        using var unsaved = request.Create(
            new X500DistinguishedName("CN=Nobody Known"), X509SignatureGenerator.CreateForRSA(signer, RSASignaturePadding.Pkcs1), from, until, [1, 2, 3]);
        return Loaded(unsaved.CopyWithPrivateKey(key));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    private static X509Certificate2 Loaded(X509Certificate2 made)
    {
        using (made)
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
