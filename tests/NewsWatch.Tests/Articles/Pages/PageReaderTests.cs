using NewsWatch.Articles;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

public sealed class PageReaderTests
{
    [Fact]
    public void An_articles_text_is_its_paragraphs_headings_and_lists_and_nothing_around_them()
    {
        var text = SamplePages.Read(SamplePages.Article).Text;

        text.Split('\n').Select(line => line.Split(' ')[0]).ShouldBe(["The", "The", "What", "“We", "The", "Recordings", "The"]);
        foreach (var outside in new[] { "cookies", "Share", "Sign up", "Read more", "Another story", "never liked", "All rights", "Home", "By Ines", "Council votes" })
            text.ShouldNotContain(outside);
    }

    [Fact]
    public void What_a_page_says_of_itself_is_read_with_the_rule_that_found_it()
    {
        var page = SamplePages.Read(SamplePages.Article);

        page.Address.AbsoluteUri.ShouldBe("https://www.harbourpost.example/tech/council-camera-vote-18821");
        page.Title.ShouldBe("Council votes to switch off cameras");
        page.Authors.ShouldBe(["Ines Dalmar"]);
        page.Published.ShouldBe(new DateTimeOffset(2026, 3, 9, 18, 5, 0, TimeSpan.FromHours(1)));
        page.Updated.ShouldBe(new DateTimeOffset(2026, 3, 10, 8, 0, 0, TimeSpan.FromHours(1)));
        page.Language.ShouldBe("en-GB");
        page.Outlet.ShouldBe("The Harbour Post");
        page.Kind.ShouldBe(PageKind.Article);
        page.Image.ShouldBe("https://www.harbourpost.example/img/lead.jpg");
        page.Feeds.ShouldBe([new Uri("https://www.harbourpost.example/rss/tech.xml")]);
        page.Rules["published"].ShouldBe("json-ld datePublished");
        page.Rules["authors"].ShouldBe("json-ld author");
        page.Rules["title"].ShouldBe("h1");
        page.Rules["address"].ShouldBe("link canonical");
    }

    [Fact]
    public void Links_inside_the_text_are_kept_with_their_words_and_without_tracking() =>
        SamplePages.Read(SamplePages.Article).Links.ShouldBe([new ArticleLink("https://www.quayobserver.example/cameras", "a report in the Quay Observer")]);

    [Fact]
    public void A_standfirst_that_is_set_apart_belongs_to_the_text() =>
        SamplePages.Read(SamplePages.With("", "<div class='head'><p>The keeper waited all day at Brindle Lock, and the gate that opens by itself stayed shut.</p></div>"))
            .Text.ShouldStartWith("The keeper waited");

    [Fact]
    public void A_picture_between_paragraphs_keeps_its_caption_and_loses_its_credit()
    {
        const string figure = "<figure><img src=/gate.jpg><figcaption>The new gate opens by itself when its camera sees a boat.</figcaption><span>Photo: Rufus Okoro</span></figure>";
        var text = SamplePages.Read(SamplePages.With("", figure).Replace("<p>The trial", figure + "<p>The trial", StringComparison.Ordinal)).Text;

        text.Split("its camera sees a boat").Length.ShouldBe(2);
        text.IndexOf("its camera", StringComparison.Ordinal).ShouldBeGreaterThan(text.IndexOf("Nothing moved", StringComparison.Ordinal));
        text.ShouldNotContain("Okoro");
    }

    [Theory]
    [InlineData("A quiet day at the lock – Canal Weekly", "Canal Weekly")]
    [InlineData("Canal Weekly | A quiet day at the lock", "Canal Weekly")]
    public void The_sites_name_is_no_part_of_a_title(string claimed, string site)
    {
        var page = SamplePages.Read(SamplePages.With($"<title>{claimed}</title><meta property='og:site_name' content='{site}'>"));

        page.Title.ShouldBe("A quiet day at the lock");
        page.Outlet.ShouldBe(site);
    }

    [Theory]
    [InlineData("<h1><span class='story__kicker'>Brindle Lock</span> <span>A quiet day at the lock</span></h1>")]
    [InlineData("<h1>A quiet day at the lock <span class='visually-hidden'>, report</span></h1>")]
    [InlineData("<h1><a href='/'>Canal Weekly Magazine</a></h1><h1>A quiet day at the lock</h1>")]
    [InlineData("<h1><a href='https://www.harbourpost.example/'>Canal Weekly Magazine</a></h1><h2 itemprop='headline'>A quiet day at the lock</h2>")]
    public void The_title_is_the_headline_without_what_stands_beside_it(string heading) =>
        SamplePages.Read(SamplePages.With("<title>Weekly news</title>").Replace("<h1>A quiet day at the lock</h1>", heading, StringComparison.Ordinal)).Title.ShouldBe("A quiet day at the lock");

    [Theory]
    [InlineData("<p>Date: 9 March 2026<br>Author: Ines Dalmar<br>Source: Lantern Wire</p>", "Ines Dalmar")]
    [InlineData("<div><h5>Author: </h5>Ines Dalmar/PNA</div>", "Ines Dalmar")]
    [InlineData("<div class='author-box'><a class='author-name'>Ines</a> <a class='author-social'>canalweekly</a></div>", "Ines")]
    [InlineData("<div class='byline'>Alle Beiträge</div><p>Source: Canal Weekly/id</p>", "Canal Weekly/id")]
    public void Who_wrote_it_is_read_however_the_page_prints_it(string above, string author) =>
        SamplePages.Read(SamplePages.With("", above)).Authors.ShouldBe([author]);

    [Theory]
    [InlineData("""<meta name="author" content="id">""", "id")]
    [InlineData("""<script type="application/ld+json">{"@graph":[{"@type":"Article","author":{"@id":"#i"},"publisher":{"@id":"#i"}},{"@type":["Person","Organization"],"@id":"#i","name":"Ines Dalmar"}]}</script>""", "Ines Dalmar")]
    public void Initials_and_the_owner_of_a_site_are_authors_where_the_page_says_so(string head, string author) =>
        SamplePages.Read(SamplePages.With(head, "<p class='byline'><a rel='author' href='/about'>Brindle</a></p>")).Authors.ShouldBe([author]);

    [Fact]
    public void Text_that_only_a_script_would_draw_is_taken_from_the_pages_statement()
    {
        var body = string.Concat(Enumerable.Repeat("The gate at Brindle Lock opened on the second day, when a boat came near at last. ", 8));
        var page = SamplePages.Read($$"""<html><head><script type="application/ld+json">{"@type":"Article","headline":"A gate opens","articleBody":"{{body}}"}</script></head><body><div id="app"></div></body></html>""");

        page.Text.ShouldBe(body.Trim());
        page.Rules["text"].ShouldBe("json-ld articleBody");
    }

    [Theory]
    [InlineData("""<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>""", "json-ld isAccessibleForFree")]
    [InlineData("""<meta property="article:content_tier" content="locked">""", "meta article:content_tier")]
    public void A_walled_page_is_a_stub(string head, string rule)
    {
        var page = SamplePages.Read(SamplePages.With(head));

        page.Kind.ShouldBe(PageKind.Stub);
        page.Rules["kind"].ShouldBe(rule);
    }

    [Fact]
    public void A_wall_in_words_makes_a_stub() =>
        SamplePages.Read(SamplePages.With("").Replace("</article>", "<div><p>To continue reading, choose an offer.</p></div></article>", StringComparison.Ordinal))
            .Kind.ShouldBe(PageKind.Stub);

    [Theory]
    [InlineData("")]
    [InlineData("<html></html>")]
    [InlineData("<html><head><title>Just a moment…</title></head><body><p>Checking that you are a person before you go on to the page that you asked for. This may take a few seconds, so please wait, and do not close this window.</p></body></html>")]
    [InlineData("<html><body><ul><li><a href='/1'>First</a></li><li><a href='/2'>Second</a></li></ul></body></html>")]
    [InlineData("%PDF-1.7 not a page at all")]
    [InlineData("{\"error\":\"no such story\"}")]
    public void What_is_no_article_is_other(string html) => SamplePages.Read(html).Kind.ShouldBe(PageKind.Other);

    [Fact]
    public void A_cookie_wall_is_no_article() =>
        SamplePages.Read("""
            <html><body><div><h1>Your privacy</h1><p>We and our partners store cookies on your device. Some cookies are needed, other cookies help us to show you advertisements that you may like.</p>
            <p>You may accept all cookies or choose which of them you want to allow. You can change your choice at any time at the foot of the page.</p></div></body></html>
            """).Kind.ShouldBe(PageKind.Other);

    [Fact]
    public void A_canonical_link_to_the_front_page_is_not_believed() =>
        SamplePages.Read(SamplePages.With("<link rel=canonical href='https://www.harbourpost.example/'>")).Address.AbsolutePath.ShouldBe("/tech/council-camera-vote-18821");

    [Fact]
    public void Text_comes_in_any_script()
    {
        var page = SamplePages.Read("""
            <html lang="ja"><body><nav><a href="/">トップ</a></nav><div><h1>水門の静かな一日</h1><div>
            <p>試験の初日、運河では何も動かなかった。船を待っていた番人は、代わりに新聞を読んで一日を過ごしたという。</p>
            <p>新しい水門は、船が近づくと自動で開く仕組みだ。しかし船は一隻も来なかったため、動くかどうかはまだ誰にも分からない。</p>
            <p>試験は月末まで続く。その後、水門を造った会社が結果を公表し、市議会が導入するかどうかを決める予定である。</p></div></div></body></html>
            """);

        page.Kind.ShouldBe(PageKind.Article);
        page.Text.Split('\n').Length.ShouldBe(3);
        page.Language.ShouldBe("ja");
    }
}
