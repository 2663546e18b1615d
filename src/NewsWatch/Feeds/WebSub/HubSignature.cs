using System.Security.Cryptography;
using System.Text;

namespace NewsWatch.Feeds.WebSub;

/// <summary>Checks <c>X-Hub-Signature</c> (W3C WebSub, section 7.1.2): <c>method=hex</c>, an HMAC over the body.</summary>
internal static class HubSignature
{
    public static bool IsValid(string? header, string secret, ReadOnlySpan<byte> body)
    {
        var equals = header?.IndexOf('=') ?? -1;
        if (equals < 0)
            return false;

        var key = Encoding.UTF8.GetBytes(secret);
        byte[]? expected = header![..equals].Trim().ToLowerInvariant() switch
        {
            "sha256" => HMACSHA256.HashData(key, body),
            "sha384" => HMACSHA384.HashData(key, body),
            "sha512" => HMACSHA512.HashData(key, body),
            // SHA-1 is left out: hubs may choose a stronger one since 2018, and a push that is not taken is polled anyway.
            _ => null,
        };
        var given = header[(equals + 1)..].Trim();
        return expected is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Convert.ToHexStringLower(expected)), Encoding.UTF8.GetBytes(given.ToLowerInvariant()));
    }
}
