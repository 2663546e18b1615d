using System.Text;
using NewsWatch.Feeds;
using static NewsWatch.Tests.Feeds.Documents;

namespace NewsWatch.Tests.Feeds;

/// <summary>Row 16 of the scorecard: header, byte order mark, declaration and content in conflict.</summary>
public sealed class EncodingTests
{
    private const string Title = "Größe für 5 €";

    static EncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "utf-8", null)]
    [InlineData("windows-1252", "windows-1252", null)]
    [InlineData("windows-1252", "iso-8859-1", null)]
    [InlineData("windows-1252", null, "application/xml; charset=windows-1252")]
    [InlineData("windows-1252", "utf-8", "application/xml; charset=windows-1252")]
    [InlineData("iso-8859-15", "iso-8859-15", null)]
    [InlineData("utf-8", "iso-8859-1", null)]
    [InlineData("utf-8", "windows-1252", "text/xml; charset=iso-8859-1")]
    [InlineData("utf-8", "us-ascii", null)]
    [InlineData("utf-8", null, "text/xml")]
    [InlineData("utf-8", "bogus-8", null)]
    [InlineData("utf-8", "utf-16", null)]
    [InlineData("utf-16", "utf-16", null)]
    [InlineData("utf-16BE", null, null)]
    [InlineData("utf-32", "utf-8", null)]
    [InlineData("utf-32BE", null, "text/xml; charset=utf-8")]
    [InlineData("windows-1252", null, null)]
    [InlineData("windows-1252", "utf-8", null)]
    public void The_right_text_comes_out_of_every_conflict(string real, string? declared, string? contentType)
    {
        foreach (var mark in real.StartsWith("utf", StringComparison.Ordinal) ? new[] { true, false } : [false])
        {
            var read = Read(Document(Title, real, declared, mark), contentType);

            read.Feed.Title.ShouldBe(Title, $"mark {mark}");
        }
    }

    [Theory]
    [InlineData("gb18030", "zh-cn", "人工智能新规则今天生效")]
    [InlineData("big5", "zh-tw", "人工智慧新規則今天生效")]
    [InlineData("shift_jis", "ja", "人工知能の新しい規則が今日から")]
    [InlineData("euc-jp", "ja", "人工知能の新しい規則が今日から")]
    [InlineData("ks_c_5601-1987", "ko", "인공지능 새 규칙 오늘부터 시행")]
    [InlineData("windows-1251", "ru", "Новые правила вступают в силу сегодня")]
    [InlineData("koi8-r", "ru", "Новые правила вступают в силу сегодня")]
    [InlineData("windows-1253", "el", "Νέοι κανόνες ισχύουν από σήμερα")]
    [InlineData("windows-1250", "pl", "Nowe zasady obowiązują od dziś, więc żółć")]
    [InlineData("windows-874", "th", "กฎใหม่มีผลบังคับใช้วันนี้")]
    public void An_encoding_nobody_names_is_told_from_the_language_and_one_that_is_named_is_used(string encoding, string language, string title)
    {
        var unnamed = Read(Document($"{title} {title}", encoding, null, mark: false, language));
        unnamed.Feed.Title.ShouldBe($"{title} {title}");
        unnamed.Warnings.ShouldNotBeEmpty();

        var named = Read(Document(title, encoding, encoding, mark: false));
        named.Feed.Title.ShouldBe(title);
        named.Warnings.ShouldBeEmpty();
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_read_one_by_one_with_a_warning_at_their_place()
    {
        byte[] document = [.. "<rss><channel>\n<title>caf"u8, 0xE9, .. " and na"u8, 0xC3, 0xAF, .. "ve</title></channel></rss>"u8];

        var read = Read(document);

        read.Feed.Title.ShouldBe("café and naïve");
        var warning = read.Warnings.ShouldHaveSingleItem();
        (warning.Line, warning.Position).ShouldBe((2, 11));
    }

    [Fact]
    public void What_fits_no_encoding_becomes_replacement_characters_and_a_warning()
    {
        byte[] document = [.. "<?xml version='1.0' encoding='shift_jis'?><rss><channel><title>a"u8, 0x82, 0xFF, 0xFF, .. "b</title></channel></rss>"u8];

        var read = Read(document);

        read.Error.ShouldBeNull();
        read.Feed.Title!.ShouldStartWith("a");
        read.Warnings.ShouldNotBeEmpty();
    }

    [Fact]
    public void Windows_characters_behind_Latin_numbers_are_what_they_were_meant_to_be() =>
        Item("<title>don&#146;t &#x80;5</title>").Title.ShouldBe("don’t €5");

    [Fact]
    public void UTF_7_is_never_believed()
    {
        var read = Read("<?xml version='1.0' encoding='utf-7'?><rss><channel><title>+ADw-b+AD4-</title></channel></rss>");

        read.Feed.Title.ShouldBe("+ADw-b+AD4-");
        read.Warnings.ShouldNotBeEmpty();
    }

    private static byte[] Document(string title, string encoding, string? declared, bool mark, string? language = null)
    {
        var codec = Encoding.GetEncoding(encoding);
        var declaration = declared is null ? "<?xml version=\"1.0\"?>" : $"<?xml version=\"1.0\" encoding=\"{declared}\"?>";
        var text = $"{declaration}<rss version=\"2.0\"><channel>{(language is null ? "" : $"<language>{language}</language>")}<title>{title}</title></channel></rss>";
        return [.. mark ? codec.GetPreamble() : [], .. codec.GetBytes(text)];
    }
}
