using System.Diagnostics;
using NewsWatch.Outbound;

namespace NewsWatch.Tests.Outbound;

public sealed class RobotsRulesTests
{
    [Theory]
    [InlineData("", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: *\nDisallow:", "/a", true)]
    [InlineData("user-AGENT : *\nDISALLOW : /a", "/a/b", false)]
    [InlineData("User-agent: *\r\nDisallow: /a # not there\r\n", "/a", false)]
    [InlineData("User-agent: *\nDisallow: /a", "/A", true)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", false)]
    [InlineData("User-agent: *\nDisallow: /page\nAllow: /page", "/page", true)]
    [InlineData("User-agent: *\nDisallow: /*.gif$", "/x/y.gif", false)]
    [InlineData("User-agent: *\nDisallow: /*.gif$", "/x/y.gifs", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a-b-c-d", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c$", "/a-b-c-c", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a-c-b", true)]
    [InlineData("User-agent: *\nDisallow: /$", "/", false)]
    [InlineData("User-agent: *\nDisallow: /$", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /*?print=", "/a?x=1&print=1", true)]
    [InlineData("User-agent: *\nDisallow: /*print=", "/a?x=1&print=1", false)]
    [InlineData("User-agent: *\nDisallow: /ü", "/%c3%bc/x", false)]
    [InlineData("User-agent: *\nDisallow: /%7Ejoe", "/~joe", false)]
    [InlineData("User-agent: *\nDisallow: /a%2Fb", "/a/b", true)]
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: NewsWatch\nDisallow: /private", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\nUser-agent: NewsWatch\nDisallow: /private", "/private", false)]
    [InlineData("User-agent: newswatch/2.0\nDisallow: /", "/a", false)]
    [InlineData("User-agent: newswatchers\nDisallow: /", "/a", true)]
    [InlineData("User-agent: NewsWatch\nUser-agent: other\nDisallow: /", "/a", false)]
    [InlineData("User-agent: NewsWatch\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: newswatch\nDisallow: /c", "/c", false)]
    [InlineData("User-agent: NewsWatch\nDisallow: /a\nUser-agent: other\nDisallow: /b", "/b", true)]
    [InlineData("User-agent: NewsWatch\nDisallow:\nUser-agent: *\nDisallow: /", "/a", true)]
    [InlineData("User-agent: NewsWatch\nUser-agent: *\nDisallow: /a", "/a", false)]
    [InlineData("Disallow: /", "/a", true)]
    [InlineData("\ufeffUser-agent: *\nDisallow: /", "/a", false)]
    [InlineData("User-agent: *\nSitemap: https://x.example/s.xml\nCrawl-delay: 5\nDisallow: /a", "/a", false)]
    [InlineData("<html>User-agent: *</html>", "/a", true)]
    public void Rules_decide_as_RFC_9309_says(string file, string path, bool allowed) =>
        RobotsRules.Parse(file, "NewsWatch").Allows(new Uri("https://news.example" + path)).ShouldBe(allowed);

    [Fact]
    public void A_hostile_file_takes_no_time_to_speak_of()
    {
        var line = "Disallow: /" + string.Concat(Enumerable.Repeat("*a", 900)) + "$\n";
        var file = "User-agent: *\n" + string.Concat(Enumerable.Repeat(line, RobotsRules.MaxBytes / line.Length));
        var page = new Uri("https://news.example/" + new string('a', 7900) + "b");
        var watch = Stopwatch.StartNew();

        RobotsRules.Parse(file, "NewsWatch").Allows(page).ShouldBeTrue();

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }
}
