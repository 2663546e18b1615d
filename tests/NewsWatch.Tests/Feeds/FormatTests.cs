using static NewsWatch.Tests.Feeds.Documents;

namespace NewsWatch.Tests.Feeds;

public sealed class FormatTests
{
    [Fact]
    public void A_channel_of_RSS_2_says_all_that_a_feed_can_say()
    {
        var read = Read(Rss("""
            <title>The Harbour Post &amp;amp; Mail</title><link>https://harbour.example/</link><description>News &lt;b&gt;from&lt;/b&gt; the bay</description>
            <language>en_GB</language><copyright>Harbour Press</copyright><managingEditor>ed@harbour.example (Edda Editor)</managingEditor>
            <pubDate>Thu, 01 May 2025 08:00:00 GMT</pubDate><lastBuildDate>Thu, 01 May 2025 09:00:00 GMT</lastBuildDate>
            <category domain="https://harbour.example/topics">Bay</category><generator>Pressroom 3</generator><ttl>45</ttl>
            <image><url>/logo.png</url><title>not the title</title><link>https://elsewhere.example/</link></image>
            <textInput><title>nor this</title><link>https://search.example/</link></textInput>
            <skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>
            <sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
            <atom:link rel="self" href="https://harbour.example/rss"/><atom:link rel="hub" href="https://hub.example/"/>
            """));

        read.Format.ShouldBe("rss2.0");
        read.Error.ShouldBeNull();
        read.Warnings.ShouldBeEmpty();
        var feed = read.Feed;
        feed.Title.ShouldBe("The Harbour Post & Mail");
        feed.Link.ShouldBe("https://harbour.example/");
        feed.Description.ShouldBe("News from the bay");
        feed.Language.ShouldBe("en-GB");
        feed.Rights.ShouldBe("Harbour Press");
        feed.Authors.ShouldHaveSingleItem().ShouldBe(new("Edda Editor", "ed@harbour.example"));
        feed.Published!.Value.Hour.ShouldBe(8);
        feed.Updated!.Value.Hour.ShouldBe(9);
        feed.Categories.ShouldHaveSingleItem().ShouldBe(new("Bay", null, "https://harbour.example/topics"));
        feed.Generator.ShouldBe("Pressroom 3");
        feed.Ttl.ShouldBe(TimeSpan.FromMinutes(45));
        feed.Image.ShouldBe("https://news.example/logo.png");
        feed.SkipHours.ShouldBe([0, 3]);
        feed.SkipDays.ShouldBe([DayOfWeek.Sunday]);
        feed.UpdatePeriod.ShouldBe(TimeSpan.FromHours(6));
        feed.Self.ShouldBe("https://harbour.example/rss");
        feed.Hub.ShouldBe("https://hub.example/");
    }

    [Fact]
    public void An_item_of_RSS_2_keeps_each_of_its_fields()
    {
        var entry = Item("""
            <guid isPermaLink="false">post-1</guid><title>Council votes</title><link>https://harbour.example/1</link>
            <pubDate>Thu, 01 May 2025 08:00:00 GMT</pubDate><description>Short.</description>
            <content:encoded><![CDATA[<p>First.</p><p>Second<br>third.</p>]]></content:encoded>
            <dc:creator>Ann Author</dc:creator><dc:creator>Ben Writer</dc:creator><category>Council</category><dc:subject>Bay</dc:subject>
            <enclosure url="https://harbour.example/1.mp3" type="audio/mpeg" length="12345"/><comments>https://harbour.example/1#talk</comments>
            <media:thumbnail url="https://harbour.example/1.jpg"/><source url="https://wire.example/rss">The Wire</source><dc:language>en</dc:language>
            """);

        entry.Id.ShouldBe("post-1");
        entry.Title.ShouldBe("Council votes");
        entry.Link.ShouldBe("https://harbour.example/1");
        entry.Published.ShouldBe(new DateTimeOffset(2025, 5, 1, 8, 0, 0, TimeSpan.Zero));
        entry.Summary.ShouldBe("Short.");
        entry.Content.ShouldBe("First.\nSecond\nthird.");
        entry.Authors.Select(a => a.Name).ShouldBe(["Ann Author", "Ben Writer"]);
        entry.Categories.Select(c => c.Term).ShouldBe(["Council", "Bay"]);
        entry.Enclosures.ShouldHaveSingleItem().ShouldBe(new("https://harbour.example/1.mp3", "audio/mpeg", 12345));
        entry.Comments.ShouldBe("https://harbour.example/1#talk");
        entry.Image.ShouldBe("https://harbour.example/1.jpg");
        entry.Source.ShouldBe(new("The Wire", "https://wire.example/rss"));
        entry.Language.ShouldBe("en");
    }

    [Theory]
    [InlineData("<guid>https://harbour.example/1</guid>", "https://harbour.example/1")]
    [InlineData("<guid isPermaLink=\"false\">https://harbour.example/1</guid>", null)]
    [InlineData("<guid>https://harbour.example/1</guid><link>https://harbour.example/2</link>", "https://harbour.example/2")]
    [InlineData("<guid>post-1</guid>", null)]
    public void A_guid_is_a_link_only_where_it_may_be_and_is_needed(string children, string? link) => Item(children).Link.ShouldBe(link);

    [Fact]
    public void RSS_1_keeps_items_beside_its_channel()
    {
        var read = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://harbour.example/rdf"><title>Harbour</title><link>https://harbour.example/</link></channel>
            <item rdf:about="https://harbour.example/1"><title>One</title><link>https://harbour.example/1</link><d:date>2025-05-01T08:00Z</d:date></item>
            </rdf:RDF>
            """);

        read.Format.ShouldBe("rss1.0");
        read.Feed.Title.ShouldBe("Harbour");
        var entry = read.Entries.ShouldHaveSingleItem();
        entry.Id.ShouldBe("https://harbour.example/1");
        entry.Published.ShouldBe(entry.Updated);
        entry.Published.ShouldNotBeNull();
    }

    [Fact]
    public void An_Atom_entry_keeps_each_of_its_fields_whatever_the_prefix()
    {
        var read = Read("""
            <a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="fr"><a:title type="text">Le Port</a:title><a:id>tag:port.example,2025:1</a:id>
            <a:subtitle>Nouvelles</a:subtitle><a:updated>2025-05-01T08:00:00Z</a:updated><a:link href="https://port.example/"/><a:logo>logo.png</a:logo>
            <a:entry><a:id>tag:port.example,2025:2</a:id><a:title type="html">Une &amp;lt;b&amp;gt; &lt;i&gt;voix&lt;/i&gt;</a:title>
            <a:link rel="alternate" type="text/html" href="https://port.example/2"/><a:link rel="enclosure" href="/2.mp3" type="audio/mpeg" length="9"/>
            <a:author><a:name>Anne</a:name><a:email>anne@port.example</a:email><a:uri>https://port.example/anne</a:uri></a:author>
            <a:category term="ville" label="Ville" scheme="https://port.example/themes"/><a:published>2025-05-01T06:00:00+02:00</a:published>
            <a:updated>2025-05-01T07:00:00Z</a:updated><a:summary>Court.</a:summary>
            <a:content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p>Un &amp; deux.</x:p><x:p>Trois.</x:p></x:div></a:content>
            <a:source><a:title>Agence</a:title><a:id>tag:agence.example,2025:1</a:id><a:link href="https://agence.example/"/></a:source></a:entry></a:feed>
            """);

        read.Format.ShouldBe("atom1.0");
        read.Warnings.ShouldBeEmpty();
        read.Feed.Language.ShouldBe("fr");
        read.Feed.Image.ShouldBe("https://news.example/feeds/logo.png");
        var entry = read.Entries.ShouldHaveSingleItem();
        entry.Title.ShouldBe("Une <b> voix");
        entry.Link.ShouldBe("https://port.example/2");
        entry.Enclosures.ShouldHaveSingleItem().ShouldBe(new("https://news.example/2.mp3", "audio/mpeg", 9));
        entry.Authors.ShouldHaveSingleItem().ShouldBe(new("Anne", "anne@port.example", "https://port.example/anne"));
        entry.Categories.ShouldHaveSingleItem().ShouldBe(new("ville", "Ville", "https://port.example/themes"));
        entry.Published!.Value.UtcDateTime.Hour.ShouldBe(4);
        entry.Summary.ShouldBe("Court.");
        entry.Content.ShouldBe("Un & deux.\nTrois.");
        entry.Source.ShouldBe(new("Agence", "https://agence.example/", "tag:agence.example,2025:1"));
    }

    [Fact]
    public void Atom_text_is_literal_and_Atom_0_3_goes_by_its_mode()
    {
        Entry("<title>History of the &lt;blink&gt; tag</title>").Title.ShouldBe("History of the <blink> tag");
        Entry("<title type='html'>History of &lt;i&gt;the tag&lt;/i&gt;</title>").Title.ShouldBe("History of the tag");
        var old = Read("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><title mode='escaped' type='text/html'>A &lt;b&gt;bold&lt;/b&gt; step</title>"
            + "<content mode='base64' type='text/html'>PHA+T25lLjwvcD48cD5Ud28uPC9wPg==</content><issued>2025-05-01T08:00:00Z</issued></entry></feed>");
        old.Format.ShouldBe("atom0.3");
        old.Entries[0].Title.ShouldBe("A bold step");
        old.Entries[0].Content.ShouldBe("One.\nTwo.");
        old.Entries[0].Published.ShouldNotBeNull();
    }

    [Fact]
    public void A_news_sitemap_is_a_feed_and_an_index_lists_its_sitemaps()
    {
        var map = Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
              xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://harbour.example/1</loc><lastmod>2025-05-02</lastmod>
            <n:news><n:publication><n:name>The Harbour Post</n:name><n:language>en</n:language></n:publication>
            <n:publication_date>2025-05-01T08:00:00Z</n:publication_date><n:title>Council votes</n:title><n:keywords>council, bay</n:keywords></n:news>
            <image:image><image:loc>https://harbour.example/1.jpg</image:loc></image:image></url></urlset>
            """);

        map.Format.ShouldBe("sitemap");
        var entry = map.Entries.ShouldHaveSingleItem();
        (entry.Title, entry.Link, entry.Language, entry.Image).ShouldBe(("Council votes", "https://harbour.example/1", "en", "https://harbour.example/1.jpg"));
        entry.Source!.Title.ShouldBe("The Harbour Post");
        entry.Published!.Value.Day.ShouldBe(1);
        entry.Updated!.Value.Day.ShouldBe(2);
        entry.Categories.Select(c => c.Term).ShouldBe(["council", "bay"]);

        var index = Read("<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>https://harbour.example/a.xml</loc></sitemap></sitemapindex>");
        index.Format.ShouldBe("sitemapindex");
        index.Entries.ShouldHaveSingleItem().Link.ShouldBe("https://harbour.example/a.xml");
    }

    [Theory]
    [InlineData("<author>Name Only</author>", "Name Only", null)]
    [InlineData("<author>me@harbour.example</author>", null, "me@harbour.example")]
    [InlineData("<author>me@harbour.example (Me Myself)</author>", "Me Myself", "me@harbour.example")]
    [InlineData("<author>Me Myself &lt;me@harbour.example&gt;</author>", "Me Myself", "me@harbour.example")]
    [InlineData("<author><name>Me</name><email>me@harbour.example</email></author>", "Me", "me@harbour.example")]
    [InlineData("<itunes:author>Me</itunes:author>", "Me", null)]
    [InlineData("<dc:creator>Me</dc:creator><author>me@harbour.example (Me)</author><itunes:author>Radio</itunes:author>", "Me", "me@harbour.example")]
    public void Authors_are_taken_apart(string children, string? name, string? email)
    {
        var author = Item(children).Authors.ShouldHaveSingleItem();
        (author.Name, author.Email).ShouldBe((name, email));
    }

    [Fact]
    public void A_title_of_the_format_outranks_those_of_extensions()
    {
        Item("<media:title>other</media:title><title>own</title><itunes:title>pod</itunes:title>").Title.ShouldBe("own");
        Item("<itunes:title>pod</itunes:title><media:title>other</media:title>").Title.ShouldBe("other");
    }
}
