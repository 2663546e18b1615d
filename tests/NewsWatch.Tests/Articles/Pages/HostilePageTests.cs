using System.Text;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

/// <summary>
/// Rows 24, 34 and 49 of the scorecard: no markup survives; a megabyte that nothing closes; pages without end, depth and body.
/// Alone, because it measures the processor time of the process.
/// </summary>
[Collection(nameof(HostilePageTests))]
[CollectionDefinition(nameof(HostilePageTests), DisableParallelization = true)]
public sealed class HostilePageTests
{
    /// <summary>What a browser would run or fetch if it came out of here as it went in.</summary>
    private static readonly string[] Payloads =
        [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg/onload=alert(1)>", "<math><mtext><script>alert(1)</script></mtext></math>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>", "<xmp><script>alert(1)</script></xmp>", "<template><script>alert(1)</script></template>",
            "<!--><script>alert(1)</script>-->", "<![CDATA[<script>alert(1)</script>]]>", "<style>@import url(//evil.example)</style>", "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<noembed><script>alert(1)</script></noembed>", "<noframes><script>alert(1)</script></noframes>", "<textarea><script>alert(1)</script></textarea>", "<title><script>alert(1)</script></title>",
            "<\u202Escript>alert(1)</script>", "<\0script>alert(1)</script>",
            "<object data='javascript:alert(1)'></object>", "<form><button formaction=javascript:alert(1)>x</button></form>", "<a href='java\tscript:alert(1)'>x</a>", "<plaintext><script>alert(1)</script>",
        ];

    public static TheoryData<string> AllPayloads => [.. Payloads];

    [Theory]
    [MemberData(nameof(AllPayloads))]
    public void No_markup_survives_in_the_text(string payload)
    {
        var page = SamplePages.Read(SamplePages.With("", payload).Replace("It did not open", payload + "It did not open", StringComparison.Ordinal));

        page.Text.ShouldNotContain("<script", Case.Insensitive);
        page.Text.ShouldNotContain("onerror", Case.Insensitive);
        page.Text.ShouldNotContain("@import");
        page.Links.ShouldAllBe(link => link.Address.StartsWith("http", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllPayloads))]
    public void No_markup_survives_in_title_authors_and_outlet(string payload)
    {
        var escaped = System.Net.WebUtility.HtmlEncode(payload);
        var page = SamplePages.Read($"""
            <html><head><meta property="og:title" content="Gate {escaped}"><meta name="author" content="Ines {escaped}"><meta property="og:site_name" content="Post {escaped}">
            <meta property="og:image" content="javascript:alert(1)"><link rel="canonical" href="javascript:alert(1)"><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head><body></body></html>
            """);

        $"{page.Title} {string.Join(' ', page.Authors)} {page.Outlet}".ShouldNotContain("<script", Case.Insensitive);
        $"{page.Title} {string.Join(' ', page.Authors)} {page.Outlet}".ShouldNotContain("onerror", Case.Insensitive);
        page.Image.ShouldBeNull();
        page.Feeds.ShouldBeEmpty();
        page.Address.Scheme.ShouldBe("https");
    }

    public static TheoryData<string, string> Endless => new()
    {
        { "a megabyte of unclosed tags", Repeated("<div><b><i><font color=1>x", 1_000_000) },
        { "a megabyte of unclosed brackets", Repeated("<", 1_000_000) },
        { "a megabyte of broken comments", Repeated("<!-- x <!", 1_000_000) },
        { "a megabyte of broken attributes", "<a " + Repeated("b='c\" ", 1_000_000) },
        { "a megabyte of anchors", Repeated("<a href=x>y", 1_000_000) },
        { "a megabyte of list items", Repeated("<ul><li><a href=/x>A title that is long enough to be one</a>", 1_000_000) },
        { "a megabyte of table cells", Repeated("<table><tr><td>", 1_000_000) },
        { "a megabyte of times", Repeated("<time datetime=2026-03-01><span class=author>", 1_000_000) },
        { "a megabyte of dates", "<p>" + Repeated("12.12.2019 ", 1_000_000) },
        { "a megabyte of ampersands", Repeated("&amp", 1_000_000) },
        { "a megabyte of open JSON", "<script type='application/ld+json'>" + Repeated("[{\"a\":", 1_000_000) },
        { "a megabyte of JSON authors", "<script type='application/ld+json'>{\"@type\":\"Article\",\"author\":[" + Repeated("{\"@id\":\"x\"},", 1_000_000) + "{}]}</script>" },
        { "a megabyte of byline words", "<p class=byline>By " + Repeated("Ann and Bob, ", 1_000_000) },
        { "a megabyte of class names", "<div class='" + Repeated("article-body comment share ", 1_000_000) + "'>x</div>" },
        { "a megabyte of headings", Repeated("<h1 class=title>Council votes</h1>", 1_000_000) },
        { "a depth of a hundred thousand", Repeated("<div>", 500_000) + "text" + Repeated("</div>", 600_000) },
        { "a depth of formatting elements", Repeated("<b><p>", 600_000) },
        { "a hundred thousand attributes", "<div " + string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"a{i}='{i}'")) + ">x</div>" },
        { "a million nodes", Repeated("<p>x", 4_000_000) },
        { "fifty megabytes", Repeated("<p>The gate at Brindle Lock opened on the second day, when a boat came near at last.</p>\n", 50_000_000) },
        { "fifty megabytes without a body", Repeated("<meta name=a content=b>", 50_000_000) },
        { "ten megabytes in one text", Repeated("word ", 10_000_000) },
    };

    [Theory]
    [MemberData(nameof(Endless), DisableDiscoveryEnumeration = true)]
    public void A_page_without_end_takes_little_time_and_memory(string what, string html)
    {
        var bytes = Encoding.UTF8.GetBytes(html);
        SamplePages.Read(SamplePages.Article);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var before = Environment.CpuUsage.TotalTime;

        var page = PageReader.Read(bytes, "text/html", SamplePages.Address, SamplePages.Now);

        (Environment.CpuUsage.TotalTime - before).ShouldBeLessThan(TimeSpan.FromSeconds(2), what);
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(1_000_000_000, what);
        page.Text.Length.ShouldBeLessThanOrEqualTo(PageEncoding.MaxBytes, what);
    }

    [Fact]
    public void Deep_nesting_does_not_lose_the_text()
    {
        var deep = SamplePages.With("").Replace("<article>", Repeated("<div>", 50_000) + "<article>", StringComparison.Ordinal);

        SamplePages.Read(deep).Text.ShouldContain("Nothing moved on the canal");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("\uFEFF")]
    [InlineData("<html><head><base href='http://['><link rel=canonical href='http://['></head>")]
    [InlineData("<meta charset><meta content><script type=application/ld+json>null</script><script type=application/ld+json>\"x\"</script><script type=application/ld+json>[[[]]]</script>")]
    [InlineData("<script type=application/ld+json>{\"@type\":[1,null],\"author\":1,\"datePublished\":{},\"headline\":[],\"url\":{\"@id\":{}}}</script>")]
    [InlineData("<script type=application/ld+json>{\"@type\":\"Article\",\"author\":{\"@id\":\"#a\"},\"publisher\":[],\"articleBody\":false}</script>")]
    public void Odd_pages_are_borne(string html)
    {
        SamplePages.Read(html).Kind.ShouldBe(PageKind.Other);
        PageReader.Read(Encoding.UTF8.GetBytes(html), "text/html; charset=utf-16", new Uri("about:blank"), DateTimeOffset.MinValue.AddYears(1)).Text.ShouldBeEmpty();
    }

    private static string Repeated(string part, int length) => new StringBuilder(length + part.Length).Insert(0, part, length / part.Length).ToString();
}
