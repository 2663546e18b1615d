using System.Globalization;

namespace NewsWatch.Tests.Articles.Pages;

public sealed class DateFinderTests
{
    [Theory]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-01T10:00:00+02:00","dateModified":"2026-03-05"}</script>""", "2026-03-01", "json-ld datePublished")]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle", "headline":"A "quiet" day","datePublished":"2026-03-01",}</script>""", "2026-03-01", "json-ld datePublished")]
    [InlineData("""<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"Article","datePublished":"2025-01-01"}]}</script><meta property="article:published_time" content="2026-03-01">""", "2026-03-01", "meta article:published_time")]
    [InlineData("""<meta name="date" content="2026-03-01">""", "2026-03-01", "meta date")]
    [InlineData("""<meta name="description" content="Report of 1 March 2026">""", "2026-03-01", "date in meta description")]
    public void What_the_page_states_is_read(string head, string day, string rule)
    {
        var page = SamplePages.Read(SamplePages.With(head));

        Day(page.Published).ShouldBe(day);
        page.Rules["published"].ShouldBe(rule);
    }

    [Theory]
    [InlineData("<time datetime='2026-03-01T08:00Z'>this morning</time>", "time element")]
    [InlineData("<p class='post-date'>Sunday, 1 March 2026</p>", "date in a named element")]
    [InlineData("<p>Velmouth, 1 March 2026</p>", "date in a line near the headline")]
    public void What_readers_see_is_read(string above, string rule)
    {
        var page = SamplePages.Read(SamplePages.With("", above));

        Day(page.Published).ShouldBe("2026-03-01");
        page.Rules["published"].ShouldBe(rule);
    }

    [Fact]
    public void Publication_goes_before_update() =>
        Day(SamplePages.Read(SamplePages.With("", "<p>Updated 4 March 2026</p><p>Published 1 March 2026</p>")).Published).ShouldBe("2026-03-01");

    [Fact]
    public void The_day_in_the_address_goes_before_a_later_statement()
    {
        var page = SamplePages.Read(SamplePages.With("<meta property='article:published_time' content='2026-03-05'>"), new Uri("https://news.example/2026/03/01/lock"));

        Day(page.Published).ShouldBe("2026-03-01");
        page.Rules["published"].ShouldBe("url, earlier than meta article:published_time");
    }

    [Fact]
    public void A_time_in_UTC_keeps_its_instant_and_takes_the_day_that_the_page_shows()
    {
        var page = SamplePages.Read(SamplePages.With("<meta property='article:published_time' content='2026-03-02T03:30:00Z'>"), new Uri("https://news.example/2026/03/01/lock"));

        page.Published!.Value.UtcDateTime.ShouldBe(new DateTime(2026, 3, 2, 3, 30, 0, DateTimeKind.Utc));
        Day(page.Published).ShouldBe("2026-03-01");
    }

    [Theory]
    [InlineData("<p>3/1/2026</p>", "en-US", "2026-03-01")]
    [InlineData("<p>1/3/2026</p>", "en-GB", "2026-03-01")]
    [InlineData("<p>1/3/2026</p>", "fr", "2026-03-01")]
    public void Numbers_are_read_as_the_pages_country_writes_them(string above, string language, string day) =>
        Day(SamplePages.Read(SamplePages.With("", above, language)).Published).ShouldBe(day);

    [Theory]
    [InlineData("<meta property='article:published_time' content='2036-03-01'>")]
    [InlineData("<meta property='article:published_time' content='0001-01-01T00:00:00'>")]
    [InlineData("<meta property='article:published_time' content='9999-99-99'>")]
    [InlineData("<meta property='article:published_time' content='soon'>")]
    [InlineData("")]
    public void No_date_is_invented(string head)
    {
        var page = SamplePages.Read(SamplePages.With(head));

        page.Published.ShouldBeNull();
        page.Rules.ContainsKey("published").ShouldBeFalse();
    }

    [Fact]
    public void Dates_of_other_articles_are_not_this_ones() =>
        SamplePages.Read(SamplePages.With("", "<aside class='related'><ul><li><time datetime='2025-12-24'></time> Another story</li></ul></aside>")).Published.ShouldBeNull();

    private static string? Day(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
