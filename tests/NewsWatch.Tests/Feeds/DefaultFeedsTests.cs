using NewsWatch.Feeds;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Feeds;

/// <summary>The list that is shipped.</summary>
public sealed class DefaultFeedsTests
{
    [Fact]
    public void Some_sixty_feeds_in_at_least_eight_languages_stand_in_groups()
    {
        var list = Opml.Read(Repository.Text("config/feeds.opml"), new OutboundOptions());

        list.Refused.ShouldBeEmpty();
        list.Feeds.Count.ShouldBeInRange(55, 70);
        list.Feeds.ShouldAllBe(feed => feed.Group != null && feed.Title != null && feed.Address.Scheme == "https");
        var languages = list.Feeds.Select(feed => feed.Others.FirstOrDefault(other => other.Key == "language").Value ?? "en").ToHashSet();
        languages.Count.ShouldBeGreaterThanOrEqualTo(8);
        languages.ShouldContain("zh");
    }
}
