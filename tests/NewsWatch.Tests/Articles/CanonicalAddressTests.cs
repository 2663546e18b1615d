using NewsWatch.Articles;

namespace NewsWatch.Tests.Articles;

public sealed class CanonicalAddressTests
{
    [Theory]
    [InlineData("HTTPS://News.Example/Story", "https://news.example/Story")]
    [InlineData("https://news.example:443/story", "https://news.example/story")]
    [InlineData("http://news.example:80/story", "http://news.example/story")]
    [InlineData("http://news.example:8080/story", "http://news.example:8080/story")]
    [InlineData("https://user:secret@news.example/story", "https://news.example/story")]
    [InlineData("https://news.example./story", "https://news.example/story")]
    [InlineData("https://news.example", "https://news.example/")]
    [InlineData("https://news.example/story#comments", "https://news.example/story")]
    [InlineData("https://news.example/a/../b", "https://news.example/b")]
    [InlineData("https://bücher.example/x", "https://xn--bcher-kva.example/x")]
    [InlineData("http://[2001:DB8::1]:8000/x", "http://[2001:db8::1]:8000/x")]
    public void One_spelling_for_scheme_host_port_and_fragment(string written, string canonical) =>
        CanonicalAddress.Of(new Uri(written)).OriginalString.ShouldBe(canonical);

    [Theory]
    [InlineData("?utm_source=x&id=7&utm_medium=y", "?id=7")]
    [InlineData("?b=2&a=1", "?b=2&a=1")]
    [InlineData("?fbclid=abc", "")]
    [InlineData("?gclid=1&mtm_campaign=2&pk_source=3&mc_cid=4&_ga=5&at_medium=6", "")]
    [InlineData("?UTM_Source=x", "")]
    [InlineData("?ref=homepage", "")]
    [InlineData("?ref=news.example", "")]
    [InlineData("?ref=https%3A%2F%2Fwww.news.example%2F", "")]
    [InlineData("?ref=chapter-2", "?ref=chapter-2")]
    [InlineData("?source=rss&page=2", "?page=2")]
    [InlineData("?source=archive", "?source=archive")]
    [InlineData("?", "")]
    [InlineData("?&&id=1&", "?id=1")]
    [InlineData("?id=1&amp;utm_source=x", "?id=1")]
    [InlineData("?q=utm_source", "?q=utm_source")]
    public void Only_parameters_that_say_where_a_reader_came_from_go(string query, string left) =>
        CanonicalAddress.Of(new Uri("https://news.example/story" + query)).PathAndQuery.ShouldBe("/story" + left);

    [Fact]
    public void The_canonical_spelling_of_a_canonical_address_is_itself()
    {
        var once = CanonicalAddress.Of(new Uri("https://News.example:443/ä b/%7Euser?x=%C3%A4&utm_id=1#z"));

        CanonicalAddress.Of(once).OriginalString.ShouldBe(once.OriginalString);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("mailto:desk@news.example")]
    [InlineData("ftp://news.example/x")]
    [InlineData("")]
    [InlineData("http://")]
    [InlineData("http://a\uFFFDb.example/")]
    [InlineData("http://\u0300a.example/")]
    public void What_leads_to_no_page_is_no_address(string link) =>
        CanonicalAddress.TryOf(link, new Uri("https://news.example/")).ShouldBeNull();

    [Fact]
    public void A_relative_link_is_of_its_page() =>
        CanonicalAddress.TryOf(" ../b?utm_source=x ", new Uri("https://news.example/a/c"))!.AbsoluteUri.ShouldBe("https://news.example/b");

    [Fact]
    public void An_endless_address_is_none() =>
        CanonicalAddress.TryOf(new Uri("https://news.example/" + new string('a', 5_000))).ShouldBeNull();

    [Fact]
    public void Another_scheme_is_refused_by_name() =>
        Should.Throw<ArgumentException>(() => CanonicalAddress.Of(new Uri("ftp://news.example/x"))).Message.ShouldContain("ftp://news.example/x");
}
