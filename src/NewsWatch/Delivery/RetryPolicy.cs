using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NewsWatch.Delivery;

/// <summary>
/// When a failed delivery is tried again: after 5 s, then about 30 s, 2 min, 10 min, 30 min, 1 h and 2 h, then every 4 h, until
/// two days have passed since the first attempt. Each wait varies by up to a fifth, by the delivery's id and attempt, so that
/// a thousand deliveries that failed together do not come back together, and a test knows the moment.
/// </summary>
public static class RetryPolicy
{
    /// <summary>From the first attempt; a delivery whose next attempt would come later is dead.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(2);

    /// <summary>A receiver's wish is honoured up to this: one that asks for a year gets a retry within the two days all the same.</summary>
    public static readonly TimeSpan LongestWish = TimeSpan.FromHours(12);

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(4),
    ];

    /// <summary>The moment of the next attempt, or null when it is not to be tried again.</summary>
    /// <param name="deliveryId">What the variation is derived from.</param>
    /// <param name="attempts">Attempts made, at least 1.</param>
    /// <param name="first">When the first attempt began.</param>
    /// <param name="now">When the last one failed.</param>
    /// <param name="asked">The receiver's own wish for how long to wait; a longer wait than ours is honoured, up to <see cref="LongestWish"/>.</param>
    public static DateTimeOffset? Next(string deliveryId, int attempts, DateTimeOffset first, DateTimeOffset now, TimeSpan? asked = null)
    {
        var wait = Waits[Math.Clamp(attempts, 1, Waits.Length) - 1] * Variation(deliveryId, attempts);
        if (asked is { } wish && wish > wait)
            wait = wish < LongestWish ? wish : LongestWish;

        return now + wait - first <= GiveUpAfter ? now + wait : null;
    }

    /// <summary>0.8 to 1.2.</summary>
    private static double Variation(string deliveryId, int attempts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{deliveryId}/{attempts}")));
        var share = BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
        return 0.8 + (0.4 * share);
    }
}
