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
}
