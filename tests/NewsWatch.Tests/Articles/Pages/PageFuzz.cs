using System.Text;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Tests.Articles.Pages;

/// <summary>The fuzz target "page": sample pages, broken in every way that a fixed sequence thinks of.</summary>
internal static class PageFuzz
{
    private static readonly string[] Seeds =
        [
            SamplePages.Article, SamplePages.With("<meta name=date content=2026-03-01>", "<p class=byline>By Ines Dalmar, 3/1/2026</p>"), SamplePages.With("", "<time datetime='2026-03-01'>", "ar"),
        ];

    private static readonly string[] Pieces =
        [
            "<", ">", "</", "<!--", "-->", "<![CDATA[", "]]>", "\"", "'", "&", "&#x0;", "&#xD800;", "\0", "\uD800", "<svg>", "<math>", "<table>", "<select>", "<template>", "<noscript>", "<plaintext>", "<b>", "<a href='",
            "<script type=application/ld+json>{", "}</script>", "<base href=//x>", "2026-99-99", "<time datetime=99999999999999>", "٣", "\u202E", "<frameset>", "<form><form>", "</p>", "</br>", "<body>", "<html lang=x>", "class=\"", "itemprop=author ",
        ];

    /// <summary>Breaks one page and reads it.</summary>
    public static void Round(ulong seed)
    {
        var page = PageReader.Read(Mutated((uint)seed), seed % 3 == 0 ? "text/html; charset=shift_jis" : null, SamplePages.Address, SamplePages.Now);

        page.Text.Any(c => char.IsControl(c) && c != '\n').ShouldBeFalse();
        page.Text.Length.ShouldBeLessThanOrEqualTo(PageEncoding.MaxBytes);
        page.Links.ShouldAllBe(link => link.Address.StartsWith("http", StringComparison.Ordinal));
        (page.Published ?? SamplePages.Now).ShouldBeLessThan(SamplePages.Now.AddDays(3));
    }

    private static byte[] Mutated(uint seed)
    {
        var state = (seed * 2654435761u) | 1;
        var page = new StringBuilder(Seeds[Next(ref state, Seeds.Length)]);
        for (var i = Next(ref state, 12); i >= 0; i--)
        {
            var at = Next(ref state, page.Length);
            var length = Math.Min(Next(ref state, 200), page.Length - at);
            switch (Next(ref state, 5))
            {
                case 0:
                    page.Insert(at, Pieces[Next(ref state, Pieces.Length)]);
                    break;
                case 1:
                    page.Remove(at, length);
                    break;
                case 2:
                    page.Insert(Next(ref state, page.Length), page.ToString(at, length));
                    break;
                case 3:
                    page.Insert(at, Pieces[Next(ref state, Pieces.Length)], Next(ref state, 300));
                    break;
                default:
                    page.Length = Math.Max(1, at);
                    break;
            }
        }

        var bytes = Encoding.UTF8.GetBytes(page.ToString());
        for (var i = bytes.Length == 0 ? 0 : Next(ref state, 4); i > 0; i--)
            bytes[Next(ref state, bytes.Length)] = (byte)Next(ref state, 256);

        return bytes;
    }

    /// <summary>Xorshift: the same seed gives the same page on every machine.</summary>
    private static int Next(ref uint state, int below)
    {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return (int)(state % (uint)Math.Max(1, below));
    }
}
