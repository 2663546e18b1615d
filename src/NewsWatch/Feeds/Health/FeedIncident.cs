using System.Globalization;

namespace NewsWatch.Feeds.Health;

/// <summary>A time in which a feed needs somebody: it begins with the poll that finds it so, and ends with the first that does not.</summary>
/// <param name="Id">Derived from the feed, the condition and the beginning.</param>
/// <param name="FeedId">The feed.</param>
/// <param name="Address">Its address as listed, without user name and password.</param>
/// <param name="Title">Its name, where it has one.</param>
/// <param name="Condition">What is the matter.</param>
/// <param name="Words">The finding, in words.</param>
/// <param name="OpenedAt">When it was found.</param>
/// <param name="EndedAt">When it was found to be over; null while it is not.</param>
public sealed record FeedIncident(
    string Id, string FeedId, Uri Address, string? Title, FeedCondition Condition, string Words, DateTimeOffset OpenedAt, DateTimeOffset? EndedAt)
{
    public static string IdOf(string feedId, FeedCondition condition, DateTimeOffset openedAt) =>
        Ids.Derive("incident", feedId, HealthWords.Name(condition), openedAt.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
