using System.Text;
using NewsWatch.Feeds;
using static NewsWatch.Tests.Feeds.Documents;

namespace NewsWatch.Tests.Feeds;

/// <summary>
/// The fuzz target "feed": a corpus of our own, mutated the same way each time. NEWSWATCH_FUZZ_CORPUS names a folder of more documents.
/// </summary>
internal static class FeedFuzz
{
    private static readonly string[] Words =
    [
        "<", ">", "</", "/>", "<![CDATA[", "]]>", "<!--", "-->", "<!DOCTYPE a [", "<!ENTITY a \"b\">", "&", "&a;", "&#x0;", "&#55357;", "&eacute;", "\"", "'", "=", "\0", "\uFFFF",
        "<item>", "</item>", "<channel>", "<rss>", "<entry>", "<script>", "<a href=\"", "xmlns:a=\"http://www.w3.org/2005/Atom\"", "xml:base=\"//x/\"", "javascript:alert(1)",
        "2024-02-30T25:61:61Z", "99999999999999999999", "{", "}", "[", "\\ud800", "\\u0001", "\\u009d", "\x9d", "1e400", "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?", "\u202E", "年", "😀",
    ];

    private static readonly byte[][] Corpus = [.. OwnCorpus().Select(Encoding.UTF8.GetBytes), .. MoreCorpus()];

    private static string[] OwnCorpus() =>
    [
        Rss("<title>T &amp; &lt;b&gt;x&lt;/b&gt;</title><link>https://a.example/</link><ttl>5</ttl><skipHours><hour>3</hour></skipHours><item><guid>1</guid><title>a</title>"
            + "<pubDate>Thu, 01 May 2025 08:00:00 GMT</pubDate><description><![CDATA[<p>One.</p><p>Two <a href='x'>three</a>.</p>]]></description>"
            + "<media:group><media:content url='/a.mp4' type='video/mp4'/></media:group><enclosure url='/a.mp3' length='5' type='audio/mpeg'/></item>"),
        Atom("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>T <b>b</b></div></title><link href='/'/><entry xml:base='/x/'><id>1</id><link href='1'/>"
            + "<author><name>n</name><uri>u</uri></author><updated>2025-05-01T08:00:00+02:00</updated><content type='html'>&lt;p&gt;a&lt;/p&gt;</content>"
            + "<source><title>s</title></source></entry>"),
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'><channel><title>T</title></channel><item rdf:about='1'><title>a</title></item></rdf:RDF>",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>https://a.example/1</loc><lastmod>2025-05-01</lastmod></url></urlset>",
        """{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","url":"/1","content_html":"<p>a</p>","authors":[{"name":"n"}],"tags":["t"]}]}""",
        "<!doctype html><html><head><link rel=alternate type='application/rss+xml' href='/rss'></head><body><p>wait</p></body></html>",
    ];

    private static IEnumerable<byte[]> MoreCorpus() => Environment.GetEnvironmentVariable("NEWSWATCH_FUZZ_CORPUS") is { Length: > 0 } folder
        ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        : [];

    /// <summary>Mutates one document and reads it.</summary>
    public static void Round(ulong seed)
    {
        var document = Mutated(seed);
        Check(FeedReader.Read(document, null, seed % 2 == 0 ? Address : null, Now));
    }

    private static byte[] Mutated(ulong seed)
    {
        var random = new SeededBytes(seed);
        var document = new List<byte>(Corpus[random.Next(Corpus.Length)]);
        for (var change = 1 + random.Next(12); change > 0; change--)
        {
            var at = random.Next(document.Count + 1);
            var length = Math.Min(document.Count - at, random.Next(40));
            switch (random.Next(6))
            {
                case 0:
                    document.RemoveRange(at, length);
                    break;
                case 1:
                    document.InsertRange(random.Next(document.Count + 1), document.GetRange(at, length));
                    break;
                case 2 when at < document.Count:
                    document[at] = (byte)random.Next(256);
                    break;
                case 3 when random.Next(8) == 0:
                    document.RemoveRange(at, document.Count - at);
                    break;
                case 4 when random.Next(8) == 0:
                    document.InsertRange(at, Enumerable.Repeat(Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]), random.Next(3_000)).SelectMany(w => w));
                    break;
                default:
                    document.InsertRange(at, Encoding.UTF8.GetBytes(Words[random.Next(Words.Length)]));
                    break;
            }
        }

        return [.. document];
    }

    private static void Check(ParsedFeed read)
    {
        read.Entries.Count.ShouldBeLessThanOrEqualTo(FeedLimits.Entries);
        read.Warnings.Count.ShouldBeLessThanOrEqualTo(FeedLimits.Warnings + 1);
        foreach (var entry in read.Entries)
        {
            foreach (var link in new[] { entry.Link, entry.Comments, entry.Image, entry.Source?.Link }.Concat(entry.Enclosures.Select(e => e.Url)).Concat(entry.Authors.Select(a => a.Uri)).OfType<string>())
                (link.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("https://", StringComparison.OrdinalIgnoreCase)).ShouldBeTrue(link);
            foreach (var text in new[] { entry.Title, entry.Summary, entry.Content }.OfType<string>())
            {
                text.Length.ShouldBeLessThanOrEqualTo(FeedLimits.Body);
                text.ShouldNotMatch("(?i)<(script|img|iframe|svg|style)\\b");
                text.ShouldAllBe(c => !char.IsControl(c) || c == '\n');
                Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).ShouldBe(text);
            }

            if (entry.Published is { } published)
                published.ShouldBeLessThanOrEqualTo(Now.AddHours(24));
        }
    }
}
