using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsWatch.Delivery;

/// <summary>
/// Signatures by the Standard Webhooks specification: HMAC-SHA256 over <c>id.timestamp.body</c>, so that neither can be changed
/// without the key. <see cref="Verify"/> is what a receiver does; a receiver also keeps the ids it has seen for as long as the
/// tolerance and drops what comes again.
/// </summary>
public static class WebhookSignature
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>How far a receiver lets our clock be from its own: older is taken for a replay.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The value of <c>webhook-signature</c>: one signature for each key, while keys change there are two.</summary>
    public static string Sign(Secret secret, string id, DateTimeOffset timestamp, ReadOnlySpan<byte> body)
    {
        var signatures = new List<string>();
        foreach (var key in secret.Reveal().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            signatures.Add(Version + Convert.ToBase64String(Hash(new Secret(key), id, Seconds(timestamp), body)));

        return string.Join(' ', signatures);
    }

    /// <summary>The value of <c>webhook-timestamp</c>: seconds since 1970.</summary>
    public static string Seconds(DateTimeOffset timestamp) => timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether the holder of the secret sent these bytes lately.</summary>
    /// <param name="secret">The key both sides hold.</param>
    /// <param name="id">The header <c>webhook-id</c>.</param>
    /// <param name="timestamp">The header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">The header <c>webhook-signature</c>: one or, while keys change, several with spaces between.</param>
    /// <param name="body">The body's bytes as received, before anything parses them.</param>
    /// <param name="now">The receiver's time.</param>
    public static bool Verify(Secret secret, string id, string timestamp, string signatures, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((double)seconds - now.ToUnixTimeSeconds()) > Tolerance.TotalSeconds)
            return false;

        var expected = Encoding.ASCII.GetBytes(Version + Convert.ToBase64String(Hash(secret, id, timestamp, body)));
        var matches = false;
        foreach (var signature in signatures.Split(' '))
            matches |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));

        return matches;
    }

    private static byte[] Hash(Secret secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        var key = secret.Reveal();
        var bytes = Convert.FromBase64String(key.StartsWith(SecretPrefix, StringComparison.Ordinal) ? key[SecretPrefix.Length..] : key);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, bytes);
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return hmac.GetHashAndReset();
    }
}
