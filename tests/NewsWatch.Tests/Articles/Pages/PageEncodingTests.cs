using System.Text;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

public sealed class PageEncodingTests
{
    private const string Words = "Größe – „Straße“";

    [Fact]
    public void Valid_utf8_is_utf8_whatever_is_declared() =>
        PageEncoding.Decode(Encoding.UTF8.GetBytes($"<meta charset=iso-8859-1><p>{Words}"), "text/html; charset=windows-1251").ShouldContain(Words);

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("windows-1250")]
    public void The_header_names_the_code_page(string charset) =>
        PageEncoding.Decode(Bytes(charset, $"<p>{Words}"), $"text/html; charset={charset}").ShouldContain(Words);

    [Fact]
    public void A_late_meta_element_names_the_code_page()
    {
        var late = new string(' ', 20_000) + "<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'><p>Новости дня";

        PageEncoding.Decode(Bytes("windows-1251", late), null).ShouldContain("Новости дня");
    }

    [Fact]
    public void An_undeclared_page_is_read_as_its_language_was_usually_written() =>
        PageEncoding.Decode(Bytes("windows-1251", "<html lang=\"ru\"><p>Новости дня"), null).ShouldContain("Новости дня");

    [Fact]
    public void What_is_called_Latin_1_is_read_as_browsers_do() =>
        PageEncoding.Decode(Bytes("windows-1252", "<meta charset='iso-8859-1'><p>“quoted”"), null).ShouldContain("“quoted”");

    [Fact]
    public void Byte_order_marks_and_wide_characters_are_seen()
    {
        PageEncoding.Decode([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Words)], null).ShouldBe(Words);
        PageEncoding.Decode([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Words)], null).ShouldBe(Words);
        PageEncoding.Decode(Encoding.Unicode.GetBytes("<p>" + Words), null).ShouldBe("<p>" + Words);
        PageEncoding.Decode([.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Words)], null).ShouldBe(Words);
    }

    [Theory]
    [InlineData("text/html; charset=no-such-thing")]
    [InlineData("text/html; charset=")]
    [InlineData("text/html; charset=\"")]
    [InlineData(";;;charset")]
    public void A_charset_that_nobody_knows_is_passed_over(string contentType) =>
        PageEncoding.Decode("<p>plain"u8, contentType).ShouldBe("<p>plain");

    [Fact]
    public void What_is_beyond_the_limit_is_left_out() =>
        PageEncoding.Decode(new byte[PageEncoding.MaxBytes + 10_000], null).Length.ShouldBe(PageEncoding.MaxBytes);

    private static byte[] Bytes(string charset, string text) => CodePagesEncodingProvider.Instance.GetEncoding(charset)!.GetBytes(text);
}
