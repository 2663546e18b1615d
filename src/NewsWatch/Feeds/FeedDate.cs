using NewsWatch.Feeds.Reading;

namespace NewsWatch.Feeds;

/// <summary>
/// Reads dates as feeds write them: RFC 822 and its wild kin, ISO 8601 whole and in part, C's asctime, months in some twenty
/// languages, years and months marked in Chinese, Japanese and Korean, epoch seconds. Pure; never throws.
/// </summary>
/// <remarks>
/// No date is invented: what does not name a day, or names one that does not exist, or could be either of two days, is null.
/// A time without zone is taken for UTC, except where the words are Chinese, Japanese or Korean: there for that country's.
/// </remarks>
public static class FeedDate
{
    /// <summary>No date with all its words is longer.</summary>
    private const int Longest = 120;

    /// <summary>The instant that <paramref name="text"/> names, in UTC; null where it names none.</summary>
    public static DateTimeOffset? Parse(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is < 4 or > Longest)
            return null;
        if (MailDate.Parse(text) is { } mail)
            return mail.ToInstant();
        if (IsoDate.Parse(text) is { } iso)
            return iso.ToInstant();
        return new WrittenDate(text).Parts?.ToInstant();
    }
}
