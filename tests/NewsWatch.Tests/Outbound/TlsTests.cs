using System.Security.Authentication;
using System.Security.Cryptography;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

public sealed class TlsTests
{
    private static readonly DateTimeOffset Past = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Future = new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task An_expired_certificate_is_refused_in_words() =>
        (await Refusal("news.example", Past, Past.AddYears(1))).ShouldContain("shows a certificate that has expired");

    [Fact]
    public async Task A_certificate_for_another_host_is_refused_in_words() =>
        (await Refusal("other.example", Past, Future)).ShouldContain("shows a certificate for another host");

    [Fact]
    public async Task A_self_signed_certificate_is_refused_in_words() =>
        (await Refusal("news.example", Past, Future)).ShouldContain("shows a certificate that no known authority has signed");

    [Fact]
    public async Task A_certificate_starts_no_fetch_of_its_issuer_or_of_its_revocation_list()
    {
        await using var canary = RawServer.Canary();

        var message = await Refusal("news.example", Past, Future, $"http://127.0.0.1:{canary.Port}/ca.crt");

        message.ShouldContain("known authority");
        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public async Task An_old_protocol_is_refused_in_words()
    {
#pragma warning disable SYSLIB0039, CA5397 // The obsolete protocol is what the test is about.
        await using var server = await TlsServer.Start(TlsServer.CertificateFor("news.example", Past, Future), SslProtocols.Tls11 | SslProtocols.Tls);
#pragma warning restore SYSLIB0039, CA5397
        using var client = Clients.For(server.Place);

        var error = await client.Fails(Clients.Get("https://news.example/"));

        error.Kind.ShouldBe(FetchFailure.Tls);
        server.Requests.ShouldBe(0);
    }

    [Fact]
    public async Task A_certificate_that_the_operator_names_is_trusted_for_its_host_and_HTTP2_is_spoken()
    {
        await using var server = await TlsServer.Start(TlsServer.CertificateFor("news.example", Past, Future));
        var print = server.Certificate.GetCertHashString(HashAlgorithmName.SHA256);
        using var client = Clients.For(server.Place, Clients.Options with
        {
            TrustedCertificates = new Dictionary<string, string> { ["news.example"] = print },
        });

        var answer = await client.Fetch(Clients.Get("https://news.example/"));
        answer.Body.ShouldBe("HTTP/2"u8.ToArray());

        (await client.Fails(Clients.Get("https://else.example/"))).Kind.ShouldBe(FetchFailure.Tls);
    }

    private static async Task<string> Refusal(string host, DateTimeOffset from, DateTimeOffset until, string? issuerAt = null)
    {
        await using var server = await TlsServer.Start(TlsServer.CertificateFor(host, from, until, issuerAt));
        using var client = Clients.For(server.Place);

        var error = await client.Fails(Clients.Get("https://news.example/"));

        error.Kind.ShouldBe(FetchFailure.Tls);
        error.Message.ShouldStartWith("news.example ");
        server.Requests.ShouldBe(0);
        return error.Message;
    }
}
