using NewsWatch.Alerts;
using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Alerts;

public sealed class SubscriptionTrialTests
{
    private static readonly SubscriptionTrial Trial = new(new DocumentMaker(OutletRegistry.Empty, _ => null));

    [Fact]
    public void What_a_story_told_is_an_alert_and_its_copy_is_held_back()
    {
        var first = Invented.News(Invented.Lantern, Invented.Development(DevelopmentKind.FirstReport));
        var copy = Invented.News(Invented.Circuit).Taking(DerivationKind.Copy);
        var story = new StoryView(
            "story1", Invented.Lantern.Title, Invented.Noon, Invented.Noon, 2, [Of(first), Of(copy)],
            [new ToldDevelopment(first.Decision.Developments[0], Invented.Lantern.Id, Invented.Noon)]);

        var result = Run([story], []);
        result.Alerts.ShouldHaveSingleItem().Article.Id.ShouldBe("lantern1");
        result.HeldBack.ShouldHaveSingleItem().Held.Reason.ShouldBe(HeldBackReason.Copy);
    }

    [Fact]
    public void A_round_up_that_the_query_meets_is_counted_among_what_is_held_back_as_a_living_subscription_counts_it()
    {
        var news = Invented.News(Invented.Lantern);
        var roundUp = Of(news) with { Decision = news.Decision with { StoryId = null, Role = StoryRole.None } };
        var elsewhere = roundUp with { Article = Invented.Circuit, Tags = roundUp.Tags with { Topics = [] } };

        var result = Run([], [roundUp, elsewhere]);
        result.Alerts.ShouldBeEmpty();
        var (held, article) = result.HeldBack.ShouldHaveSingleItem();
        (held.Reason, article.Id).ShouldBe((HeldBackReason.RoundUp, "lantern1"));
    }

    private static TrialResult Run(IEnumerable<StoryView> stories, IEnumerable<StoryArticle> alone) =>
        Trial.Run(Invented.Desk, stories, alone, Invented.Noon.AddDays(-1), Invented.Noon.AddDays(1));

    private static StoryArticle Of(News news) => new(news.Article, news.Tags, news.Decision);
}
