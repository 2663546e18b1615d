using System.Globalization;
using System.Text;
using NewsWatch.Delivery;

namespace NewsWatch.Tests.Delivery;

public sealed class PlainTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("  a \t\r\n b  ", "a b")]
    [InlineData("a\u0000b\u001b[31mc", "a b [31mc")]
    [InlineData("a\u2028b\u2029c\u0085d", "a b c d")]
    [InlineData("\u202Eabc\u202C \u2066x\u2069\u200F\u061C\uFEFF", "abc x")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    [InlineData("👩\u200D🔬", "👩\u200D🔬")]
    [InlineData("\uE000\uFFFE", "")]
    public void A_line_holds_only_what_can_be_seen(string? text, string line) => Plain.Line(text, 100).ShouldBe(line);

    // Half a character cannot stand in an attribute: it would be mended before it arrives here.
    [Fact]
    public void Half_a_character_becomes_a_mark_for_one() => Plain.Line("x\uD83Dy", 10).ShouldBe("x\uFFFDy");

    [Fact]
    public void A_tower_of_marks_is_cut_down() => Plain.Line("a" + new string('\u0301', 10_000), 100).Length.ShouldBe(7);

    [Theory]
    [InlineData("one two three four", 12, "one two…")]
    [InlineData("onetwothreefour", 8, "onetwot…")]
    [InlineData("short", 5, "short")]
    [InlineData("👍👍👍👍", 4, "👍…")]
    public void A_long_line_is_cut_at_a_word_and_never_inside_a_character(string text, int length, string line)
    {
        Plain.Line(text, length).ShouldBe(line);
        line.Length.ShouldBeLessThanOrEqualTo(length);
    }

    [Fact]
    public void Right_to_left_words_are_fenced_among_ours()
    {
        Plain.Isolated("خبر", 50).ShouldBe("\u2068خبر\u2069");
        Plain.Isolated("news", 50).ShouldBe("news");
    }

    [Theory]
    [InlineData("https://lantern.example/a b?q=ü", "https://lantern.example/a%20b?q=%C3%BC")]
    [InlineData("https://\u0430pple.example/", "https://xn--pple-43d.example/")]
    [InlineData("javascript:alert(1)", "javascript:alert(1)")]
    [InlineData("java\tscript:alert(1)", "java script:alert(1)")]
    [InlineData("https://lantern.example/\r\nBcc: x", "https://lantern.example/%0D%0ABcc:%20x")]
    public void An_address_shows_its_host_as_it_is_and_stays_on_its_line(string address, string shown) => Plain.Address(address).ShouldBe(shown);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("JaVaScRiPt:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//lantern.example")]
    [InlineData("/path")]
    [InlineData("\\\\host\\share")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_http_addresses_can_be_links(string? address) => Plain.IsWeb(address, out _).ShouldBeFalse();

    [Fact]
    public void Every_character_there_is_comes_out_as_something_harmless()
    {
        for (var codePoint = 0; codePoint <= 0x10FFFF; codePoint++)
        {
            if (codePoint is >= 0xD800 and <= 0xDFFF)
                continue;

            var line = Plain.Line("a" + char.ConvertFromUtf32(codePoint) + "b", 10);
            line.EnumerateRunes().All(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator))
                .ShouldBeTrue($"U+{codePoint:X}");
        }
    }
}
