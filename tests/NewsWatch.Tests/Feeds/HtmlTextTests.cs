using NewsWatch.Feeds.Reading;

namespace NewsWatch.Tests.Feeds;

/// <summary>Text out of HTML: paragraphs kept, nothing left that a page could run (row 24, as far as text goes).</summary>
public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>One.</p><p>Two.</p>", "One.\nTwo.")]
    [InlineData("One<br>two<br/><br />three", "One\ntwo\nthree")]
    [InlineData("<ul><li>a</li><li>b</li></ul>after", "a\nb\nafter")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("a  b\n c\t\td", "a b c d")]
    [InlineData("<b>bold</b>and <i>not</i> ", "boldand not")]
    [InlineData("<pre>a\n  b\nc</pre>", "a\nb\nc")]
    [InlineData("Q&amp;A &ndash; &lt;3 &#8217;tis &copy2025 &notit; a&nbsp;b", "Q&A – <3 ’tis ©2025 &notit; a\u00A0b")]
    [InlineData("1 < 2 > 0 <3 a<b", "1 < 2 > 0 <3 a")]
    [InlineData("before<!-- hidden <p>x</p> -->after", "beforeafter")]
    [InlineData("before<![CDATA[in]]>after", "beforein]]>after")]
    [InlineData("before<script>alert('<p>x</p>')</script>after", "beforeafter")]
    [InlineData("before<style>p{}</style><svg><title>t</title><text>x</text></svg><template><p>y</p></template>after", "beforeafter")]
    [InlineData("before<iframe src=x>no frames</iframe><noscript><img src=y></noscript>after", "beforeafter")]
    [InlineData("<script/>kept", "kept")]
    [InlineData("before<svg><svg></svg>in</svg>after", "beforeafter")]
    [InlineData("an <svg that never ends> goes on", "an goes on")]
    [InlineData("a <a href=\"x>y\">link</a> and <a href='it's'>another</a>", "a link and another")]
    [InlineData("cut in a <a href=\"https://harbour.exa", "cut in a")]
    [InlineData("<P>UPPER</P><DIV>case</DIV>", "UPPER\ncase")]
    [InlineData("<xhtml:p>a</xhtml:p><xhtml:p>b</xhtml:p>", "a\nb")]
    [InlineData("", null)]
    [InlineData(" <p> </p> <br> ", null)]
    public void A_body_becomes_paragraphs(string html, string? expected)
    {
        using var text = new HtmlText();

        text.Paragraphs(html).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Council\n votes  <b>twice</b>", "Council votes twice")]
    [InlineData("List&lt;T&gt; and std::vector<int> explained", "List<T> and std::vector<int> explained")]
    [InlineData("if a<b and c>d", "if a<b and c>d")]
    [InlineData("Why <script> tags are bad", "Why tags are bad")]
    [InlineData("The <div> & the <span>", "The & the")]
    public void A_title_becomes_one_line_and_keeps_what_is_no_tag_of_HTML(string html, string expected)
    {
        using var text = new HtmlText();

        text.Line(html).ShouldBe(expected);
    }

    [Theory]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("&lt;x onclick=alert(1)&gt;")]
    [InlineData("&lt;svg/onload=alert(1)&gt;")]
    [InlineData("&lt;!--&gt;&lt;img src=x&gt;--&gt;")]
    [InlineData("<<script>script>alert(1)<</script>/script>")]
    [InlineData("<scr<script></script>ipt>alert(1)</scr</script>ipt>")]
    [InlineData("<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">")]
    [InlineData("<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">")]
    [InlineData("<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">")]
    [InlineData("<xmp><p title=\"</xmp><img src=x onerror=alert(1)>\">")]
    [InlineData("<template><script>alert(1)</script></template><iframe srcdoc=\"<script>alert(1)</script>\">")]
    [InlineData("<!-><img src=x onerror=alert(1)>-->")]
    [InlineData("<a href=\"java&#9;script:alert(1)\" onclick=\"alert(1)\">x</a>")]
    [InlineData("<img src=\"x\" \" onerror=alert(1)>")]
    [InlineData("<p/onmouseover=alert(1)>x<isindex type=image src=1 onerror=alert(1)>")]
    [InlineData("<![CDATA[<script>alert(1)</script>]]>")]
    [InlineData("<style><script>alert(1)</script>")]
    [InlineData("&lt;iframe src=//evil.example")]
    [InlineData("&lt;script[ &gt;alert(1)&lt;/script &gt;")]
    public void Nothing_that_a_page_could_run_is_left(string html)
    {
        using var text = new HtmlText();
        foreach (var result in new[] { text.Paragraphs(html), text.Line(html), text.PlainLine(System.Net.WebUtility.HtmlDecode(html)) })
        {
            var left = result ?? "";
            left.ShouldNotMatch("(?i)<\\s*/?\\s*(script|img|svg|iframe|style|math|template)");
            left.ShouldNotMatch("<[^>]*=");
        }
    }

    [Fact]
    public void A_text_longer_than_its_limit_is_cut_between_characters()
    {
        using var text = new HtmlText();

        text.Paragraphs(new string('a', 9) + "😀😀", limit: 10)!.ShouldBe("aaaaaaaaa");
    }

    [Fact]
    public void A_text_speaks_of_tags_without_being_one()
    {
        using var text = new HtmlText();

        text.PlainLine("How <script> works, and <blink>").ShouldBe("How ‹script› works, and <blink>");
    }
}
