using System.Diagnostics;
using System.Text;
using NewsWatch.Feeds;
using static NewsWatch.Tests.Feeds.Documents;

namespace NewsWatch.Tests.Feeds;

/// <summary>Rows 11, 12 and 34 of the scorecard: what is built to cost time or memory, or to read what is not its own.</summary>
public sealed class LimitTests
{
    public static readonly TheoryData<string, string, string, string> Growing = new()
    {
        { "nested elements", "<rss><channel><item><description>", "<a>", "" },
        { "nested items", "<rss><channel>", "<item>", "" },
        { "nested channels", "", "<channel>", "" },
        { "stray end tags", "<rss><channel><item>", "</b>", "" },
        { "attributes", "<rss ", "a='1' b:c='2' ", "><channel/></rss>" },
        { "namespaces", "<rss ", "xmlns:a='u' ", "><channel/></rss>" },
        { "namespaces below each other", "", "<rss xmlns:a='u' xmlns:b='v'>", "" },
        { "empty items", "<rss><channel>", "<item/>", "</channel></rss>" },
        { "ampersands", "<rss><channel><title>", "&", "</title></channel></rss>" },
        { "entities", "<rss><channel><title>", "&eacute;", "</title></channel></rss>" },
        { "unknown entities", "<rss><channel><title>", "&nosuchentity;", "</title></channel></rss>" },
        { "less than signs", "<rss><channel><title>", "< ", "</title></channel></rss>" },
        { "open comments", "<rss><channel>", "<!-- ", "" },
        { "open CDATA", "<rss><channel><title>", "<![CDATA[ ", "" },
        { "open instructions", "<rss><channel>", "<?a> <?b ", "" },
        { "document types", "", "<!DOCTYPE a [ <!-- ", "" },
        { "declared entities", "<!DOCTYPE a [", "<!ENTITY b \"c\">", "]><rss/>" },
        { "open quotation marks", "<rss><channel>", "<a b=\"", "" },
        { "mixed quotation marks", "<rss><channel>", "<a b=\"'><a c='\">", "" },
        { "open tags in HTML", "<rss><channel><item><description><![CDATA[", "<a ", "]]></description></item></channel></rss>" },
        { "open quotation marks in HTML", "<rss><channel><item><description><![CDATA[", "<a b=\">\" <c d='", "]]></description></item></channel></rss>" },
        { "open scripts in HTML", "<rss><channel><item><title><![CDATA[", "<script><svg><style><template>", "]]></title></item></channel></rss>" },
        { "open comments in HTML", "<rss><channel><item><description><![CDATA[", "<!-- <![CDATA ", "]]></description></item></channel></rss>" },
        { "spaces in HTML", "<rss><channel><item><description><![CDATA[", "a  b \n", "]]></description></item></channel></rss>" },
        { "literal tags", "<rss><channel><item><description>", "&amp;lt;a b=&amp;lt;img ", "</description></item></channel></rss>" },
        { "links of a page", "<html><head>", "<link rel=alternate type=application/rss+xml href=a ", "" },
        { "anchors of a page", "<html><body>", "<a href=\"/rss?", "" },
        { "base of a base", "", "<rss xml:base='a/'>", "" },
        { "categories", "<rss><channel><item>", "<category>a</category>", "</item></channel></rss>" },
        { "authors", "<rss><channel><item>", "<author>a@b.example (c)</author>", "</item></channel></rss>" },
        { "at signs", "<rss><channel><item><author>", "@a", "</author></item></channel></rss>" },
        { "numbers in a date", "<rss><channel><item><pubDate>", "1 ", "</pubDate></item></channel></rss>" },
        { "JSON arrays", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "[[],", "" },
        { "JSON items", "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[", "{},", "]}" },
        { "JSON members", "{\"version\":\"https://jsonfeed.org/version/1\",", "\"title\":\"a\",", "\"items\":[]}" },
        { "bytes that are no UTF-8", "<rss><channel><title>", "\u00FF", "" },
        { "surrogate numbers", "<rss><channel><title>", "&#xD83D;", "" },
        { "outlines", "<opml>", "<outline xmlUrl=\"http://a.example/\"/>", "" },
    };

    [Theory]
    [MemberData(nameof(Growing))]
    public void Time_grows_with_the_document_and_not_with_its_square(string name, string before, string repeated, string after)
    {
        byte[] Of(int length) => Encoding.Latin1.GetBytes($"{before}{string.Concat(Enumerable.Repeat(repeated, length / repeated.Length))}{after}");
        var (small, large) = (Of(256 * 1024), Of(1024 * 1024));
        Best(small);

        // A busy machine makes one measure wrong, but not each of several.
        var (few, many) = (TimeSpan.Zero, TimeSpan.MaxValue);
        for (var attempt = 0; attempt < 4 && many > TimeSpan.FromMilliseconds(100) && many > 11 * few; attempt++)
            (few, many) = (Best(small), Best(large));

        // Linear is four times as much, quadratic sixteen; absolute times say more of the machine.
        if (many > TimeSpan.FromMilliseconds(400))
            (many / few).ShouldBeLessThan(14, $"{name}: four times as much took {few.TotalMilliseconds:F0} and {many.TotalMilliseconds:F0} ms");
    }

    [Fact]
    public void Entities_of_entities_are_not_expanded_and_nothing_outside_is_read()
    {
        var laughs = new StringBuilder("<!DOCTYPE rss [<!ENTITY a0 \"ha\"><!ENTITY % p SYSTEM \"http://127.0.0.1:1/p\"> %p; <!ENTITY f SYSTEM \"file:///etc/passwd\">");
        for (var i = 1; i < 30; i++)
            laughs.Append(null, $"<!ENTITY a{i} \"&a{i - 1};&a{i - 1};\">");
        var read = Read($"<?xml-stylesheet href=\"http://127.0.0.1:1/x.xsl\"?>{laughs}]><rss xmlns:xi=\"http://www.w3.org/2001/XInclude\"><channel><title>&a29;&f;</title>"
            + "<xi:include href=\"file:///etc/passwd\"/></channel></rss>");

        read.Feed.Title.ShouldBe("&a29;&f;");
        read.Warnings.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_document_that_declares_plain_entities_gets_them_up_to_a_million_characters()
    {
        Read("<!DOCTYPE rss [<!ENTITY hp 'Harbour Post'><!ENTITY dash '&#8212;'>]><rss><channel><title>&hp; &dash; news</title></channel></rss>")
            .ShouldSatisfyAllConditions(r => r.Feed.Title.ShouldBe("Harbour Post — news"), r => r.Warnings.ShouldBeEmpty());

        var value = new string('a', 900);
        var quadratic = Read($"<!DOCTYPE rss [<!ENTITY a '{value}'>]><rss><channel><item><description>{string.Concat(Enumerable.Repeat("&a;", 100_000))}</description></item></channel></rss>");
        quadratic.Entries[0].Summary!.Count(c => c == 'a').ShouldBeLessThanOrEqualTo(1_000_000 + 100_000);
    }

    [Fact]
    public void Of_a_million_items_the_newest_two_thousand_are_kept_in_order()
    {
        var document = new StringBuilder("<rss><channel>");
        for (var i = 0; i < 100_000; i++)
            document.Append(System.Globalization.CultureInfo.InvariantCulture, $"<item><guid>{i}</guid><pubDate>{Now.AddMinutes(-100_000 + (i * 7919L % 100_000)):yyyy-MM-ddTHH:mm:ssZ}</pubDate></item>");

        var read = Read(document.Append("</channel></rss>").ToString());

        read.Entries.Count.ShouldBe(FeedLimits.Entries);
        read.Entries.Min(e => e.Published).ShouldBe(Now.AddMinutes(-FeedLimits.Entries));
        read.Entries.Select(e => int.Parse(e.Id!, System.Globalization.CultureInfo.InvariantCulture)).ShouldBeInOrder();
        read.Warnings.ShouldHaveSingleItem().Message.ShouldContain("100000 entries");
        Read($"<rss><channel>{string.Concat(Enumerable.Repeat("<item/>", 1_000_000))}</channel></rss>").Entries.Count.ShouldBe(FeedLimits.Entries);
    }

    [Fact]
    public void Fields_are_cut_at_their_limits()
    {
        var entry = Item($"<title>{new string('t', 100_000)}</title><description>{new string('d', 3_000_000)}</description><guid>{new string('g', 100_000)}</guid>"
            + string.Concat(Enumerable.Range(0, 500).Select(i => $"<category>{i}</category><dc:creator>a{i}</dc:creator>")));

        (entry.Title!.Length, entry.Summary!.Length, entry.Id!.Length).ShouldBe((FeedLimits.Line, FeedLimits.Body, FeedLimits.Address));
        (entry.Categories.Count, entry.Authors.Count).ShouldBe((FeedLimits.List, FeedLimits.List));
    }

    [Fact]
    public void Elements_deeper_than_the_limit_are_left_out_and_what_follows_is_read()
    {
        var deep = string.Concat(Enumerable.Repeat("<b>", 1_000)) + "x" + string.Concat(Enumerable.Repeat("</b>", 1_000));

        var read = Read(Rss($"<item><title>a</title><description>{deep}</description></item><item><title>b</title></item>"));

        read.Entries.Select(e => e.Title).ShouldBe(["a", "b"]);
        read.Entries[0].Summary.ShouldBe("x");
    }

    [Fact]
    public void Ten_megabytes_of_one_text_are_read_in_memory_that_is_a_few_times_theirs()
    {
        var document = Encoding.UTF8.GetBytes(Rss($"<item><description>{new string('a', 10_000_000)}</description></item>"));
        Read(document);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Read(document).Entries.ShouldHaveSingleItem();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64L * 1024 * 1024);
    }

    private static TimeSpan Best(byte[] document)
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 2; i++)
        {
            var clock = Stopwatch.StartNew();
            Read(document);
            best = clock.Elapsed < best ? clock.Elapsed : best;
        }

        return best;
    }
}
