namespace NewsWatch.Feeds;

/// <summary>Caps on what a stranger's document may hold. What goes beyond is cut, with a warning.</summary>
public static class FeedLimits
{
    /// <summary>Bytes read of one document; fetching caps earlier, this is the second wall.</summary>
    public const int Bytes = 15 * 1024 * 1024;

    /// <summary>Entries kept of one document: twice the longest feed in common use; the newest are kept.</summary>
    public const int Entries = 2_000;

    /// <summary>Depth of nested elements or JSON values; real feeds stay below 60, inline XHTML included.</summary>
    public const int Depth = 256;

    /// <summary>Characters of a title, name, category or other short field.</summary>
    public const int Line = 2_000;

    /// <summary>Characters of an address or id.</summary>
    public const int Address = 4_000;

    /// <summary>Characters of a summary or content.</summary>
    public const int Body = 1_000_000;

    /// <summary>Authors, categories or enclosures of one entry.</summary>
    public const int List = 100;

    /// <summary>Warnings kept of one document.</summary>
    public const int Warnings = 50;

    /// <summary>How far ahead of the clock a date may lie; one beyond it is set back to this.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromHours(24);

    /// <summary>How far ahead a date may lie and still be a wrong clock rather than no date at all.</summary>
    public static readonly TimeSpan FarAhead = TimeSpan.FromDays(366);

    /// <summary>The date as it may be used at <paramref name="now"/>: as it is, set back to the limit ahead, or null where it is absurd.</summary>
    public static DateTimeOffset? Settle(DateTimeOffset date, DateTimeOffset now) =>
        date <= now + Ahead ? date : date <= now + FarAhead ? (now + Ahead).ToUniversalTime() : null;
}
