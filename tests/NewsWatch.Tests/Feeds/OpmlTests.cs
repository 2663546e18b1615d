using System.Diagnostics;
using System.Text;
using NewsWatch.Feeds;
using NewsWatch.Outbound;
using NewsWatch.Tests.Outbound;

namespace NewsWatch.Tests.Feeds;

public sealed class OpmlTests
{
    private static readonly OutboundOptions Outbound = new();

    [Fact]
    public void Nested_folders_become_group_paths()
    {
        var list = Read("""
            <opml version="1.1"><head><title>Our desk</title></head><body>
              <outline text="Top" xmlUrl="https://top.example/feed"/>
              <outline text="AI/Society">
                <outline title="Policy">
                  <outline type="rss" text="The Rule Book" xmlUrl="https://rules.example/rss" htmlUrl="https://rules.example/" language="de"/>
                </outline>
                <outline TEXT="Labour" XMLURL="HTTPS://Labour.example:443/Feed#top" title="Labour Notes"/>
              </outline>
              <outline text="Last" xmlUrl="feed://last.example/"/>
            </body></opml>
            """);

        list.Title.ShouldBe("Our desk");
        list.Refused.ShouldBeEmpty();
        list.Feeds.Select(feed => (feed.Address.AbsoluteUri, feed.Title, feed.Group)).ShouldBe(
        [
            ("https://top.example/feed", "Top", null),
            ("https://rules.example/rss", "The Rule Book", "AI\\/Society/Policy"),
            ("https://labour.example/Feed#top", "Labour", "AI\\/Society"),
            ("http://last.example/", "Last", null),
        ]);
        list.Feeds[1].Others.ShouldBe([KeyValuePair.Create("htmlUrl", "https://rules.example/"), KeyValuePair.Create("language", "de")]);
        list.Feeds[2].Others.ShouldBe([KeyValuePair.Create("title", "Labour Notes")]);
        GroupPath.Split(list.Feeds[1].Group).ShouldBe(["AI/Society", "Policy"]);
    }

    [Theory]
    [InlineData("javascript:alert(1)", "javascript")]
    [InlineData("file:///etc/passwd", "file")]
    [InlineData("\\\\host\\share", "file")]
    [InlineData("ftp://x.example/", "ftp")]
    [InlineData("rss.xml", "not a whole address")]
    [InlineData("", "is empty")]
    [InlineData("http://127.0.0.1/feed", "this machine")]
    [InlineData("http://2130706433/feed", "this machine")]
    [InlineData("http://①②⑦.⓪.⓪.①/feed", "this machine")]
    [InlineData("http://localhost./feed", "this machine")]
    [InlineData("http://10.1.2.3/feed", "private use")]
    [InlineData("http://169.254.169.254/latest", "metadata")]
    [InlineData("http://[::1]/feed", "this machine")]
    [InlineData("http://[::ffff:10.0.0.1]/feed", "private use")]
    [InlineData("https://good.example/feed", "line 2 already")]
    [InlineData("HTTPS://GOOD.example:443/feed", "line 2 already")]
    public void A_row_that_cannot_be_used_is_listed_with_line_and_reason(string address, string reason)
    {
        var list = Read($"""
            <opml version="2.0"><body>
            <outline text="Good" xmlUrl="https://good.example/feed"/>
            <outline text="Bad" xmlUrl="{address}"/>
            <outline text="Also good" xmlUrl="https://also.example/feed"/>
            </body></opml>
            """);

        list.Feeds.Count.ShouldBe(2);
        var refused = list.Refused.ShouldHaveSingleItem();
        refused.Line.ShouldBe(3);
        refused.Reason.ShouldContain(reason);
    }

    [Fact]
    public void A_local_feed_that_configuration_allows_is_taken()
    {
        var text = """<opml><body><outline text="Ours" xmlUrl="http://127.0.0.1:8080/feed"/></body></opml>""";

        Opml.Read(text, Outbound with { AllowLocal = ["127.0.0.1:8080"] }).Feeds.ShouldHaveSingleItem();
        Opml.Read(text, Outbound with { AllowLocal = ["127.0.0.1:80"] }).Feeds.ShouldBeEmpty();
    }

    [Fact]
    public void A_list_written_and_read_again_is_the_same_list()
    {
        var list = OpmlDocument.Of("Desk & <friends> \"2026\"",
        [
            new OpmlFeed(new Uri("https://a.example/?x=1&y=ü#f"), "Ä <b>\"&\n", null),
            new OpmlFeed(new Uri("https://b.example/"), null, "One/Two\\/Half/Three\\\\"),
            new OpmlFeed(new Uri("http://reader:pw@c.example/"), "新闻 🗞️", "One")
            {
                Others = [KeyValuePair.Create("htmlUrl", "https://c.example/?a&b"), KeyValuePair.Create("description", "tab\u00a0line")],
            },
            new OpmlFeed(new Uri("https://d.example/"), "  ", ""),
        ]);

        var once = Opml.Read(Opml.Write(list), Outbound);
        var twice = Opml.Read(Opml.Write(once), Outbound);

        Opml.Write(twice).ShouldBe(Opml.Write(once));
        once.Title.ShouldBe(list.Title);
        once.Refused.ShouldBeEmpty();
        once.Feeds.Select(feed => feed.Address).ShouldBe(list.Feeds.OrderBy(feed => feed.Group?.Length > 0 ? 1 + (feed.Group == "One" ? 0 : 1) : 0).Select(feed => feed.Address));
        var third = once.Feeds.Single(feed => feed.Group == "One");
        third.Others.ShouldBe(list.Feeds[2].Others);
        third.Title.ShouldBe("新闻 🗞️");
        once.Feeds.Select(feed => feed.Group).ShouldContain("One/Two\\/Half/Three\\\\");
    }

    [Fact]
    public async Task External_entities_reach_no_file_and_no_server_and_what_stood_before_is_kept()
    {
        await using var canary = RawServer.Canary();
        var list = Read($"""
            <?xml version="1.0"?>
            <!DOCTYPE opml SYSTEM "http://127.0.0.1:{canary.Port}/o.dtd" [
              <!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY net SYSTEM "http://127.0.0.1:{canary.Port}/">
              <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
            ]>
            <opml version="2.0"><body>
            <outline text="Before" xmlUrl="https://before.example/feed"/>
            <outline text="&file;&net;&c;" xmlUrl="https://bad.example/feed"/>
            </body></opml>
            """);

        list.Feeds.ShouldHaveSingleItem().Title.ShouldBe("Before");
        list.Refused.ShouldHaveSingleItem().Line.ShouldBe(8);
        canary.Connections.ShouldBe(0);
    }

    [Fact]
    public void A_hundred_thousand_outlines_are_read_and_the_next_is_not()
    {
        var text = new StringBuilder("<opml version=\"2.0\"><body>");
        for (var i = 0; i <= Opml.MaxOutlines; i++)
            text.Append(null, $"<outline text=\"Feed {i}\" xmlUrl=\"https://f{i}.example/feed\"/>\n");

        text.Append("</body></opml>");
        var watch = Stopwatch.StartNew();

        var list = Read(text.ToString());

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
        list.Feeds.Count.ShouldBe(Opml.MaxOutlines);
        list.Refused.ShouldHaveSingleItem().Reason.ShouldContain("more than 100,000 outlines");
        Read(Opml.Write(list)).Feeds.Count.ShouldBe(Opml.MaxOutlines);
    }

    [Fact]
    public void Folders_nested_ten_thousand_deep_are_cut_off_and_the_rest_is_read()
    {
        var list = Read("<opml version=\"2.0\"><body>"
            + string.Concat(Enumerable.Repeat("<outline text=\"in\">", 10_000))
            + "<outline text=\"Deep\" xmlUrl=\"https://deep.example/\"/>"
            + string.Concat(Enumerable.Repeat("</outline>", 10_000))
            + "<outline text=\"After\" xmlUrl=\"https://after.example/\"/></body></opml>");

        list.Feeds.ShouldHaveSingleItem().Title.ShouldBe("After");
        list.Refused.ShouldHaveSingleItem().Reason.ShouldContain("nested deeper");
    }

    [Fact]
    public void Ten_thousand_bad_rows_are_counted_and_the_first_thousand_listed()
    {
        var list = Read("<opml><body>" + string.Concat(Enumerable.Repeat("<outline xmlUrl=\"file:///x\"/>\n", 10_000)) + "</body></opml>");

        list.RefusedCount.ShouldBe(10_000);
        list.Refused.Count.ShouldBe(Opml.MaxRefused);
    }

    [Theory]
    [InlineData("", "not well-formed")]
    [InlineData("hello", "not well-formed")]
    [InlineData("<html><body/></html>", "not an OPML list")]
    [InlineData("<opml><body><outline text=\"Q&A\" xmlUrl=\"https://x.example/\"/>", "&amp;")]
    [InlineData("<opml><body><outline text=\"x", "not well-formed")]
    public void A_file_that_is_no_list_is_an_error_in_words(string text, string reason)
    {
        var list = Read(text);

        list.Feeds.ShouldBeEmpty();
        list.Refused.ShouldHaveSingleItem().Reason.ShouldContain(reason);
    }

    [Fact]
    public void A_file_beyond_fifty_million_characters_is_not_read_to_its_end()
    {
        using var stream = new MemoryStream();
        stream.Write("<opml><body><outline xmlUrl=\"https://x.example/\"/>"u8);
        var padding = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
        for (var i = 0; i < 50; i++)
            stream.Write(padding);

        stream.Position = 0;
        var list = Opml.Read(stream, Outbound);

        list.Feeds.ShouldHaveSingleItem();
        list.Refused.ShouldHaveSingleItem().Reason.ShouldContain("longer than 50,000,000");
    }

    [Fact]
    public void The_encoding_that_a_file_declares_is_used()
    {
        var bytes = Encoding.Latin1.GetBytes(
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><opml><body><outline text=\"Süddeutsch\" xmlUrl=\"https://x.example/\"/></body></opml>");

        Opml.Read(new MemoryStream(bytes), Outbound).Feeds.ShouldHaveSingleItem().Title.ShouldBe("Süddeutsch");
    }

    private static OpmlDocument Read(string text) => Opml.Read(text, Outbound);
}
