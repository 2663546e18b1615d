using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace NewsWatch.Outbound;

/// <summary>
/// How a server proves who it is, and what is said when it cannot. Certificates name addresses for their issuers and revocation lists;
/// those are a stranger's choice and would be fetched past the gate, so they are not fetched at all.
/// </summary>
internal static class ServerIdentity
{
    public static SslClientAuthenticationOptions Options(IReadOnlyDictionary<string, string> trusted) => new()
    {
#pragma warning disable CA5398 // Named, not left to the system: some still offer TLS 1.0.
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
#pragma warning restore CA5398
        CertificateChainPolicy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        },
        RemoteCertificateValidationCallback = (sender, certificate, chain, errors) =>
        {
            var host = ((SslStream)sender).TargetHostName;
            return errors == SslPolicyErrors.None || IsTrusted(trusted, host, certificate)
                ? true
                : throw new FetchException(FetchFailure.Tls, InWords(host, chain, errors));
        },
    };

    private static bool IsTrusted(IReadOnlyDictionary<string, string> trusted, string host, X509Certificate? certificate) =>
        certificate is not null
        && trusted.TryGetValue(host, out var print)
        && certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(print.Replace(":", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);

    private static string InWords(string host, X509Chain? chain, SslPolicyErrors errors)
    {
        var status = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) ?? X509ChainStatusFlags.NoError;
        var problem = (errors, status) switch
        {
            ({ } e, _) when e.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "shows no certificate",
            ({ } e, _) when e.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => "shows a certificate for another host",
            (_, { } s) when s.HasFlag(X509ChainStatusFlags.NotTimeValid) => "shows a certificate that has expired or is not valid yet",
            (_, { } s) when s.HasFlag(X509ChainStatusFlags.UntrustedRoot) => "shows a certificate that no known authority has signed",
            (_, { } s) when s.HasFlag(X509ChainStatusFlags.PartialChain) => "shows a certificate without the ones that lead to a known authority",
            _ => "shows a certificate that is not valid",
        };
        return $"{host} {problem}, so nothing was fetched; if it is yours, name its certificate in outbound.trustedCertificates";
    }
}
