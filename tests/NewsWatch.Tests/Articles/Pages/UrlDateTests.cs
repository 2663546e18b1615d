using System.Globalization;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

public sealed class UrlDateTests
{
    [Theory]
    [InlineData("/2020/04/03/story", "2020-04-03")]
    [InlineData("/2020/4/3/story", "2020-04-03")]
    [InlineData("/news/2020-04-03-story.html", "2020-04-03")]
    [InlineData("/news/20200403/story", "2020-04-03")]
    [InlineData("/story-20200403.html", "2020-04-03")]
    [InlineData("/world/2020/apr/03/story", "2020-04-03")]
    [InlineData("/03-04-2020/story", "2020-04-03")]
    public void A_day_in_the_path_is_found(string path, string day) =>
        UrlDate.Day(new Uri("https://news.example" + path)).ShouldBe(DateOnly.Parse(day, CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("/2020/04/story")]
    [InlineData("/article-2020040312345")]
    [InlineData("/2020/13/45/story")]
    [InlineData("/2021/02/30/story")]
    [InlineData("/story-12345")]
    public void What_is_no_day_is_none(string path) => UrlDate.Day(new Uri("https://news.example" + path)).ShouldBeNull();
}
