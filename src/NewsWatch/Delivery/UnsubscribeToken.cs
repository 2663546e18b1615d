using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace NewsWatch.Delivery;

/// <summary>
/// The part of an unsubscribe link that says who leaves what, signed so that nobody can make one for somebody else. It does not
/// expire: a mail of last year must still let its reader go.
/// </summary>
public static class UnsubscribeToken
{
    private const int SignatureLength = 18;
    private const int Longest = 2000;

    /// <summary>Letters, digits, '-', '_' and one '.', to stand in an address.</summary>
    public static string Write(Secret key, string subscriptionId, string channel, string recipient)
    {
        var who = Encoding.UTF8.GetBytes($"{subscriptionId}\n{channel}\n{recipient}");
        return $"{Base64Url.EncodeToString(who)}.{Base64Url.EncodeToString(Sign(key, who))}";
    }

    /// <summary>Who leaves what; null where the token was not made with this key.</summary>
    public static (string SubscriptionId, string Channel, string Recipient)? Read(Secret key, string token)
    {
        var dot = token.IndexOf('.');
        if (dot < 0 || token.Length > Longest || !Base64Url.IsValid(token.AsSpan(0, dot)) || !Base64Url.IsValid(token.AsSpan(dot + 1)))
            return null;

        var who = Base64Url.DecodeFromChars(token.AsSpan(0, dot));
        if (!CryptographicOperations.FixedTimeEquals(Sign(key, who), Base64Url.DecodeFromChars(token.AsSpan(dot + 1))))
            return null;

        return Encoding.UTF8.GetString(who).Split('\n') is [var subscription, var channel, var recipient] ? (subscription, channel, recipient) : null;
    }

    private static byte[] Sign(Secret key, byte[] who)
    {
        byte[] signed = [.. "unsubscribe\0"u8, .. who];
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Reveal()), signed)[..SignatureLength];
    }
}
