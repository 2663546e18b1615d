using System.Security.Cryptography;

namespace NewsWatch.Feeds.Polling;

/// <summary>What one poll's body turned out to hold, as far as the schedule minds.</summary>
/// <param name="BodyHash">See <see cref="HashOf"/>.</param>
/// <param name="Hints">What the document says of its schedule.</param>
/// <param name="NewEntryTimes">The publication times (when found, where there is none) of entries not seen before.</param>
public sealed record FeedReading(string BodyHash, ScheduleHints Hints, IReadOnlyList<DateTimeOffset> NewEntryTimes)
{
    /// <summary>How many entries are news, not what was there when the feed was added, and how long their texts are together.</summary>
    public (int Entries, long Characters) News { get; init; }

    /// <summary>How many of the document's entries are dated in the future.</summary>
    public int FutureDates { get; init; }

    /// <summary>SHA-256 of the decoded bytes, in hex. Two equal bodies need not be read twice.</summary>
    public static string HashOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
