using System.Text;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

public sealed class HtmlGuardTests
{
    [Fact]
    public void An_ordinary_page_passes_as_the_same_string()
    {
        const string page = "<!doctype html><html><head><script>if (a < b) { '</div>' }</script><!-- <b> --></head><body><div class='a > b'><p>One<p>Two<ul><li>x<li>y</ul><svg><path/><g/></svg></div></body></html>";

        HtmlGuard.Tame(page).ShouldBeSameAs(page);
    }

    [Fact]
    public void Tags_below_the_limit_go_and_their_text_stays()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 100_000)) + "the text" + string.Concat(Enumerable.Repeat("</div>", 100_000));

        var tamed = HtmlGuard.Tame(deep);

        Count(tamed, "<div>").ShouldBe(HtmlGuard.MaxOpen);
        tamed.ShouldContain("the text");
    }

    [Fact]
    public void Foreign_end_tags_do_not_hide_the_depth() =>
        Count(HtmlGuard.Tame(string.Concat(Enumerable.Repeat("<div></i>", 5_000))), "<div>").ShouldBe(HtmlGuard.MaxOpen);

    [Fact]
    public void Self_closing_signs_close_nothing_in_html() =>
        Count(HtmlGuard.Tame(string.Concat(Enumerable.Repeat("<div/>", 5_000))), "<div/>").ShouldBe(HtmlGuard.MaxOpen);

    [Fact]
    public void Unclosed_formatting_elements_are_few() =>
        Count(HtmlGuard.Tame(string.Concat(Enumerable.Repeat("<font color=1><p>", 5_000))), "<font").ShouldBe(HtmlGuard.MaxOpenFormatting);

    [Fact]
    public void A_tag_of_a_hundred_thousand_attributes_goes()
    {
        var page = new StringBuilder("<p>before</p><div ");
        for (var i = 0; i < 100_000; i++)
            page.Append('a').Append(i).Append("=1 ");

        HtmlGuard.Tame(page.Append(">inside</div>").ToString()).ShouldBe("<p>before</p> inside</div>");
    }

    [Fact]
    public void A_million_tags_are_cut_short() =>
        HtmlGuard.Tame(string.Concat(Enumerable.Repeat("<p>x", 1_000_000))).Length.ShouldBe(HtmlGuard.MaxTags * 4);

    [Theory]
    [InlineData("")]
    [InlineData("<")]
    [InlineData("</")]
    [InlineData("<a")]
    [InlineData("<a href=\"")]
    [InlineData("<a href=")]
    [InlineData("<!--")]
    [InlineData("<!-->")]
    [InlineData("<script>")]
    [InlineData("<title></titl")]
    public void Broken_off_markup_is_borne(string page) => HtmlGuard.Tame(page).ShouldBe(page);

    private static int Count(string text, string sought) => text.Split(sought).Length - 1;
}
