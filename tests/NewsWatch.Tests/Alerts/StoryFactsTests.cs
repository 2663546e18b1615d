using NewsWatch.Alerts;
using NewsWatch.Stories;

namespace NewsWatch.Tests.Alerts;

public sealed class StoryFactsTests
{
    [Fact]
    public void Who_told_something_new_is_not_among_those_that_only_repeat()
    {
        var fact = Invented.Development(DevelopmentKind.NewFact);
        var first = Invented.News(Invented.Lantern);
        var rewrite = Invented.News(Invented.Circuit, fact).Taking(DerivationKind.Rewrite);
        var copy = Invented.News(Invented.Circuit with { Id = "post1", OutletName = "Northern Post" }).Taking(DerivationKind.Copy);
        var story = new StoryView(
            "story1", "Cameras", Invented.Noon, Invented.Noon, 3, [.. new[] { first, rewrite, copy }.Select(news => new StoryArticle(news.Article, news.Tags, news.Decision))],
            [new ToldDevelopment(fact, Invented.Circuit.Id, Invented.Noon)]);

        var facts = StoryFacts.Of(story);
        facts.ComesFrom.ShouldBe(["The Lantern"]);
        facts.Repeaters.ShouldBe(["Northern Post"]);
    }

    [Fact]
    public void A_report_and_its_own_outlets_follow_up_are_one_independent_source()
    {
        var report = Invented.News(Invented.Lantern);
        var followUp = Invented.News(Invented.Lantern with { Id = "lantern2" });
        var other = Invented.News(Invented.Circuit);
        var story = new StoryView(
            "story1", "Cameras", Invented.Noon, Invented.Noon, 3,
            [.. new[] { report, followUp, other }.Select(news => new StoryArticle(news.Article, news.Tags, news.Decision))], []);

        story.IndependentSources.ShouldBe(2);
        story.Roots().ShouldBe([Invented.Lantern.OutletName, Invented.Circuit.OutletName]);
        StoryFacts.Of(story).IndependentSources.ShouldBe(2);
    }
}
