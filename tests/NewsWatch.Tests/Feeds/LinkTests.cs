using System.Text;
using NewsWatch.Feeds;
using NewsWatch.Feeds.Reading;
using NewsWatch.Outbound;
using static NewsWatch.Tests.Feeds.Documents;

namespace NewsWatch.Tests.Feeds;

/// <summary>Rows 22 and 23 of the scorecard: links are absolute http or https, or none.</summary>
public sealed class LinkTests
{
    public static readonly TheoryData<string> Hostile =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java&#10;script:alert(1)", "&#1;javascript:alert(1)",
        "&#106;avascript:alert(1)", "javascript&#58;alert(1)", "javascript://harbour.example/%0aalert(1)", "vbscript:msgbox(1)", "data:text/html,&lt;script>1&lt;/script>",
        "java\0script:alert(1)", "java script:alert(1)", "file:///etc/passwd", "ftp://harbour.example/x", "mailto:a@harbour.example", "blob:https://harbour.example/1",
        "view-source:https://harbour.example/", "intent://x#Intent;end", "http:", "https://", "http:///x", "about:blank",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void No_address_that_runs_or_opens_anything_else_gets_through(string link)
    {
        var item = Item($"""
            <link>{link}</link><guid>{link}</guid><comments>{link}</comments><enclosure url="{link}" type="a/b" length="1"/><media:thumbnail url="{link}"/>
            <atom:author><atom:name>n</atom:name><atom:uri>{link}</atom:uri></atom:author><source url="{link}">s</source><itunes:image href="{link}"/>
            """);

        item.Link.ShouldBeNull();
        item.Comments.ShouldBeNull();
        item.Enclosures.ShouldBeEmpty();
        item.Image.ShouldBeNull();
        item.Authors.ShouldHaveSingleItem().Uri.ShouldBeNull();
        item.Source!.Link.ShouldBeNull();
        var feed = Read(Rss($"<link>{link}</link><atom:link rel=\"self\" href=\"{link}\"/><atom:link rel=\"hub\" href=\"{link}\"/><image><url>{link}</url></image>")).Feed;
        (feed.Link, feed.Self, feed.Hub, feed.Image).ShouldBe((null, null, null, null));
    }

    [Theory]
    [InlineData("https://harbour.example", "https://harbour.example")]
    [InlineData("HTTPS://Harbour.example/A", "HTTPS://Harbour.example/A")]
    [InlineData("/1", "https://news.example/1")]
    [InlineData("1.html", "https://news.example/feeds/1.html")]
    [InlineData("../1.html", "https://news.example/1.html")]
    [InlineData("?p=1", "https://news.example/feeds/all.xml?p=1")]
    [InlineData("//cdn.example/1", "https://cdn.example/1")]
    [InlineData("www.harbour.example/1", "http://www.harbour.example/1")]
    [InlineData("https://harbour.example/a b", "https://harbour.example/a%20b")]
    [InlineData("https://harbour.example/größe", "https://harbour.example/größe")]
    [InlineData("https://harbour.example/x\u202Egpj.exe", "https://harbour.example/x%E2%80%AEgpj.exe")]
    [InlineData("https://harbour.example/&amp;lt;script>", "https://harbour.example/&lt;script%3E")]
    [InlineData(" https://harbour.example/1\n", "https://harbour.example/1")]
    [InlineData("https://harbour.example/?a=1&amp;amp;b=2", "https://harbour.example/?a=1&b=2")]
    public void A_link_is_kept_as_written_or_made_whole(string link, string expected) => Item($"<link>{link}</link>").Link.ShouldBe(expected);

    [Theory]
    [InlineData("xml:base='https://a.example/x/'", "", "https://a.example/x/1")]
    [InlineData("xml:base='https://a.example/x/'", "xml:base='y/'", "https://a.example/x/y/1")]
    [InlineData("xml:base='/x/'", "xml:base='y/'", "https://news.example/x/y/1")]
    [InlineData("xml:base='//b.example/'", "", "https://b.example/1")]
    [InlineData("xml:base='javascript:alert(1)//'", "", "https://news.example/feeds/1")]
    [InlineData("xml:base='file:///etc/'", "xml:base='y/'", "https://news.example/feeds/y/1")]
    public void Bases_chain_and_only_the_web_is_a_base(string outer, string inner, string expected)
    {
        var read = Read($"<feed xmlns='http://www.w3.org/2005/Atom' {outer}><entry {inner}><link href='1'/></entry></feed>");

        read.Entries.ShouldHaveSingleItem().Link.ShouldBe(expected);
    }

    [Fact]
    public void Content_location_comes_before_the_address_unless_it_is_unsafe()
    {
        var rss = Rss("<item><link>1</link></item>");

        Read(rss, null, new Dictionary<string, string> { ["content-location"] = "https://moved.example/" }).Entries[0].Link.ShouldBe("https://moved.example/1");
        Read(rss, null, new Dictionary<string, string> { ["Content-Location"] = "javascript:alert(1)" }).Entries[0].Link.ShouldBe("https://news.example/feeds/1");
    }

    [Fact]
    public void Without_an_address_the_feeds_own_link_is_the_base_and_without_that_there_is_none()
    {
        NewsWatch.Feeds.ParsedFeed From(string channel) => NewsWatch.Feeds.FeedReader.Read(System.Text.Encoding.UTF8.GetBytes(Rss(channel)), null, null, Now);

        From("<link>https://harbour.example/news/</link><item><link>1</link></item>").Entries[0].Link.ShouldBe("https://harbour.example/news/1");
        From("<item><link>1</link></item>").Entries[0].Link.ShouldBeNull();
    }

    [Fact]
    public void A_hub_named_in_the_answers_header_is_the_feeds() =>
        Read(Rss(""), null, new Dictionary<string, string> { ["Link"] = "<https://hub.example/>; rel=\"hub\", </rss>; rel=self" })
            .Feed.ShouldSatisfyAllConditions(f => f.Hub.ShouldBe("https://hub.example/"), f => f.Self.ShouldBe("https://news.example/rss"));

    [Fact]
    public void The_reader_sees_every_header_of_a_polls_answer()
    {
        var answer = new FetchResponse
        {
            Status = 200,
            Address = new Uri("https://news.example/feeds/all.xml"),
            Headers = new RawHeaders([new("Link", "<https://news.example/other>; rel=\"self\""), new("link", "<https://hub.example/>; rel=\"hub\""), new("Content-Location", "https://moved.example/")]),
        };

        var read = FeedReader.Read(Encoding.UTF8.GetBytes(Rss("<item><link>1</link></item>")), answer.ContentType, answer.Address, Now, PollFeed.HeadersOf(answer));

        read.Feed.Hub.ShouldBe("https://hub.example/");
        read.Feed.Self.ShouldBe("https://news.example/other");
        read.Entries[0].Link.ShouldBe("https://moved.example/1");
    }

    [Fact]
    public void An_address_longer_than_any_is_no_link() => Links.Absolute("https://harbour.example/" + new string('a', 5_000), null).ShouldBeNull();
}
