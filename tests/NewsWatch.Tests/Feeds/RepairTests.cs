using System.Text;
using NewsWatch.Feeds;
using static NewsWatch.Tests.Feeds.Documents;

namespace NewsWatch.Tests.Feeds;

/// <summary>Rows 13, 14, 15, 17, 18 and 19 of the scorecard: documents that are broken, or are something else.</summary>
public sealed class RepairTests
{
    [Theory]
    [InlineData("caf&eacute;", "café")]
    [InlineData("a&nbsp;b", "a\u00A0b")]
    [InlineData("&Scaron;koda &rarr; &hearts;", "Škoda → ♥")]
    [InlineData("&CounterClockwiseContourIntegral;", "∳")]
    [InlineData("no &suchentity; known", "no &suchentity; known")]
    [InlineData("AT&T", "AT&T")]
    [InlineData("Tom & Jerry & co", "Tom & Jerry & co")]
    [InlineData("1 < 2 && 3 > 2", "1 < 2 && 3 > 2")]
    [InlineData("a\u0000b\u0001c\u000Bd", "abc d")]
    [InlineData("&#0;a&#xFFFF;b", "a\uFFFDb")]
    [InlineData("&#xD83D;&#xDE00;", "😀")]
    [InlineData("&#99999999999;x", "\uFFFDx")]
    public void A_broken_title_is_mended_and_the_place_is_told(string title, string expected)
    {
        var read = Read($"<rss><channel>\n  <title>{title}</title><item><title>kept</title></item></channel></rss>");

        read.Feed.Title.ShouldBe(expected);
        read.Entries.ShouldHaveSingleItem().Title.ShouldBe("kept");
    }

    [Fact]
    public void Every_entity_of_HTML_is_read_undeclared_with_one_warning()
    {
        var read = Read("<rss><channel><title>&alpha;</title></channel></rss>");

        read.Feed.Title.ShouldBe("α");
        var warning = read.Warnings.ShouldHaveSingleItem();
        (warning.Line, warning.Position).ShouldBe((1, 22));
    }

    [Fact]
    public void An_address_keeps_its_bare_ampersands() =>
        Item("<link>https://harbour.example/?a=1&b=2&copy=3&amp;d=4</link>").Link.ShouldBe("https://harbour.example/?a=1&b=2&copy=3&d=4");

    [Theory]
    [InlineData("</channel></rss>", 3, false)]
    [InlineData("", 3, true)]
    [InlineData("<item><title>half a ti", 3, true)]
    [InlineData("<item><guid>4</guid><description><![CDATA[<p>half", 3, true)]
    [InlineData("<item><link>https://harbour.example/4</li", 3, true)]
    [InlineData("<item", 3, true)]
    [InlineData("<item><title>four</title></item></cha", 4, true)]
    public void A_document_that_breaks_off_keeps_the_items_before_the_break(string rest, int kept, bool warns)
    {
        var items = string.Concat(Enumerable.Range(1, 3).Select(i => $"<item><guid>{i}</guid><title>Item {i}</title></item>"));

        var read = Read($"<rss version=\"2.0\"><channel><title>Harbour</title>{items}{rest}");

        read.Error.ShouldBeNull();
        read.Entries.Count.ShouldBe(kept);
        read.Entries[2].Title.ShouldBe("Item 3");
        (read.Warnings.Count > 0).ShouldBe(warns);
    }

    [Theory]
    [InlineData("<item><title>a</title><item><title>b</title></item>")]
    [InlineData("<item><title>a<item><title>b</title></item>")]
    [InlineData("<item><title>a</title></itm><item><title>b</title></item>")]
    [InlineData("<item><title>a</titel></item><item><title>b</title></item>")]
    [InlineData("</item><item><title>a</title></item></item><item><title>b</title></item>")]
    [InlineData("<item><description>x <b>y <br> z</description><title>a</title></item><item><title>b</title></item>")]
    public void A_missing_or_stray_end_tag_costs_no_item(string items)
    {
        var read = Read($"<rss><channel>{items}</channel></rss>");

        read.Entries.Select(e => e.Title).ShouldBe(["a", "b"]);
        read.Warnings.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("<rss><channel><item><title>a</title></item></channel></rss><rss><channel><item><title>b</title></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>a</title></item></channel></rss><item><title>b</title></item>")]
    [InlineData("Warning: mysql_connect() on line 3\n<br /><b>Notice</b>\n<?xml version=\"1.0\"?><rss><channel><item><title>a</title></item><item><title>b</title></item></channel></rss>")]
    [InlineData("\n\n  <?xml version=\"1.0\"?><rss><channel><item><title>a</title></item><item><title>b</title></item></channel></rss>")]
    [InlineData("<rss version=2.0><channel><item><title>a</title></item><item><title lang=en>b</title></item></channel></rss>")]
    [InlineData("<rss><channel><item><title>a</title></item><item><title>b</title></item></channel></rss>\n<!-- cached -->\n<script>x</script>")]
    public void Several_roots_words_before_and_marks_left_out_cost_no_item(string document)
    {
        var read = Read(document);

        read.Error.ShouldBeNull();
        read.Entries.Select(e => e.Title).ShouldBe(["a", "b"]);
        read.Warnings.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_prefix_nobody_declared_is_taken_for_what_it_is_commonly_for()
    {
        var read = Read("<rss><channel><item><dc:creator>Ann</dc:creator><content:encoded>&lt;p&gt;Text&lt;/p&gt;</content:encoded></item></channel></rss>");

        read.Entries[0].Authors[0].Name.ShouldBe("Ann");
        read.Entries[0].Content.ShouldBe("Text");
        read.Warnings.ShouldHaveSingleItem().Message.ShouldContain("\"dc\"");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \n ", "empty")]
    [InlineData("%PDF-1.7 …", "PDF")]
    [InlineData("Please wait while we check your browser", "neither XML nor JSON")]
    [InlineData("{\"error\":\"rate limited\"}", "JSON")]
    [InlineData("<Error><Code>AccessDenied</Code></Error>", "\"error\"")]
    [InlineData("<!DOCTYPE html><html><body>Please wait</body></html>", "HTML page")]
    [InlineData("<opml version='2.0'><body><outline xmlUrl='https://a.example/rss'/></body></opml>", "OPML")]
    public void What_is_no_feed_is_an_error_that_says_what_it_is(string document, string says)
    {
        var read = Read(document, "application/rss+xml");

        read.Error!.ShouldContain(says);
        read.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void A_page_in_place_of_a_feed_tells_the_feeds_it_points_to()
    {
        var read = Read("""
            <!doctype html><html><head><base href="/news/"><link rel="stylesheet" href="x.css">
            <link rel="alternate" type="application/rss+xml" title="All &amp; more" href="all.xml"><LINK REL=alternate TYPE=application/atom+xml HREF=//feeds.example/atom>
            <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"><link rel="alternate" hreflang="de" href="/de/"></head>
            <body><a href="https://news.example/sport/rss">Sport</a><a href="/about">About</a></body></html>
            """);

        read.Format.ShouldBe("html");
        read.Discovered.Select(d => d.Url).ShouldBe(["https://news.example/news/all.xml", "https://feeds.example/atom", "https://news.example/sport/rss"]);
        read.Discovered[0].Title.ShouldBe("All & more");
        read.Error!.ShouldContain("https://news.example/news/all.xml");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain")]
    [InlineData("nonsense")]
    public void A_feed_served_as_something_else_is_read_for_what_it_is(string contentType)
    {
        var read = Read(Rss("<item><title>a</title></item>"), contentType);

        read.Entries.ShouldHaveSingleItem();
        read.Warnings.ShouldHaveSingleItem();
        Read(Rss("<item><title>a</title></item>"), "application/rss+xml").Warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("0000-00-00T00:00:00Z")]
    [InlineData("Thu, 01 Jan 9999 00:00:00 GMT")]
    [InlineData("Sun, 01 Jan 2035 00:00:00 GMT")]
    public void An_item_with_a_date_that_is_none_is_kept_without_one(string date)
    {
        var read = Read(Rss($"<item><title>a</title><pubDate>{date}</pubDate></item><item><title>b</title></item>"));

        read.Entries.Select(e => (e.Title, e.Published)).ShouldBe([("a", null), ("b", null)]);
        read.Warnings.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_date_some_days_ahead_is_set_back_to_a_day_ahead() =>
        Item("<pubDate>Sun, 15 Jun 2025 00:00:00 GMT</pubDate>").Published.ShouldBe(Now.AddHours(24));

    [Fact]
    public void Warnings_are_in_order_have_places_and_are_capped()
    {
        var read = Read($"<rss><channel><item><title>{string.Concat(Enumerable.Repeat("&\n", 200))}</title></item></channel></rss>");

        read.Warnings.Count.ShouldBe(FeedLimits.Warnings + 1);
        read.Warnings.Take(FeedLimits.Warnings).Select(w => w.Line).ShouldBe(Enumerable.Range(1, FeedLimits.Warnings));
        read.Warnings[^1].Message.ShouldContain("150 more");
    }

    [Fact]
    public void Any_byte_can_stand_anywhere_without_an_exception()
    {
        var document = Encoding.UTF8.GetBytes(Rss("<item><title>a &amp; b</title><link>https://harbour.example/</link></item>"));
        for (var i = 0; i < document.Length; i++)
        {
            foreach (var b in (byte[])[0, 0x0B, (byte)'<', (byte)'>', (byte)'&', (byte)'"', 0x80, 0xFF])
            {
                var changed = (byte[])document.Clone();
                changed[i] = b;
                Should.NotThrow(() => Read(changed));
            }
        }
    }
}
