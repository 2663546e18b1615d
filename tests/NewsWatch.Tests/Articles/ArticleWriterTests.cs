using NewsWatch.Articles;
using NewsWatch.Articles.Pages;
using NewsWatch.Feeds;

namespace NewsWatch.Tests.Articles;

public sealed class ArticleWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_short_text_wants_the_page_and_a_long_one_does_not()
    {
        ArticleWriter.WantsPage(Entry("a summary")).ShouldBeTrue();
        ArticleWriter.WantsPage(Entry(new string('x', 2000))).ShouldBeFalse();
        ArticleWriter.WantsPage(Entry("a summary") with { HasPage = false }).ShouldBeFalse();
    }

    [Fact]
    public void Without_a_page_the_feed_s_text_is_the_article()
    {
        var article = ArticleWriter.Write(Entry("a summary"), null, OutletRegistry.Empty, Now);
        (article.Text, article.Title, article.OutletName).ShouldBe(("a summary", "A headline", "Paper"));
    }

    [Fact]
    public void The_page_gives_text_and_the_outlet_s_own_name()
    {
        var page = new ParsedPage { Address = new Uri("https://paper.example/a"), Text = "The whole text.", Kind = PageKind.Article, Outlet = "The Paper" };
        var article = ArticleWriter.Write(Entry("sum"), page, OutletRegistry.Empty, Now);
        (article.Text, article.OutletName).ShouldBe(("The whole text.", "The Paper"));
    }

    [Fact]
    public void A_page_that_calls_itself_by_another_host_s_address_is_not_believed()
    {
        var page = new ParsedPage { Address = new Uri("https://elsewhere.example/b"), Text = "The whole text.", Kind = PageKind.Article };
        ArticleWriter.Write(Entry("sum"), page, OutletRegistry.Empty, Now).CanonicalUrl.ShouldBe("https://paper.example/a");
    }

    [Fact]
    public void A_publication_in_the_future_is_taken_for_now() =>
        ArticleWriter.Write(Entry("sum") with { Published = Now.AddYears(10) }, null, OutletRegistry.Empty, Now).Published.ShouldBe(Now);

    [Theory]
    [InlineData("One two.", "one  TWO", true)]
    [InlineData("One two.", "One three.", false)]
    [InlineData("One two.", "One two. Three.", false)]
    public void White_space_case_and_punctuation_are_no_change_of_words(string before, string now, bool same)
    {
        var article = ArticleWriter.Write(Entry(before), null, OutletRegistry.Empty, Now);
        ArticleWriter.SameWords(article, article with { Text = now }).ShouldBe(same);
    }

    private static Entry Entry(string text) => new()
    {
        Id = "e",
        FeedId = "f",
        FeedTitle = "Paper",
        Address = "https://paper.example/a",
        HasPage = true,
        Title = "A headline",
        Text = text,
        FoundAt = Now,
        Revision = 1,
    };
}
