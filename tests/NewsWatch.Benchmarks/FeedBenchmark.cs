using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using NewsWatch.Feeds;

namespace NewsWatch.Benchmarks;

/// <summary>
/// The feed reader against a bare <see cref="XmlReader"/> pass over the same bytes, in turns in one run: from bytes to entries with
/// text and dates, and from bytes to nothing. For each document the best of the rounds counts, so that a busy machine harms neither.
/// </summary>
internal static class FeedBenchmark
{
    private const int Rounds = 25;
    private const int WarmDocuments = 600;

    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };

    /// <summary>Measures on feeds made up here and, where a data folder is given, on the real ones in it. Prints a line for each set.</summary>
    public static void Run(string? dataDirectory, TextWriter output)
    {
        output.WriteLine("set                       files      MB   XmlReader MB/s   feed reader MB/s   times XmlReader");
        Measure("made up: escaped HTML", [MadeUp(cdata: false)], output);
        Measure("made up: CDATA", [MadeUp(cdata: true)], output);
        var real = dataDirectory is null ? "" : Path.Combine(dataDirectory, "feeds", "real");
        if (Directory.Exists(real))
            Measure("real feeds", [.. Directory.EnumerateFiles(real, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).Where(IsXmlFeed)], output);
    }

    private static void Measure(string name, IReadOnlyList<byte[]> documents, TextWriter output)
    {
        // The runtime compiles a method well only after it ran often: neither side is measured before.
        for (var warm = 0; warm < WarmDocuments; warm++)
        {
            Bare(documents[warm % documents.Count]);
            Entries(documents[warm % documents.Count]);
        }

        var (bare, read) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var document in documents)
        {
            var (bestBare, bestRead) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
            for (var round = 0; round < Rounds; round++)
            {
                bestBare = Shorter(bestBare, () => Bare(document));
                bestRead = Shorter(bestRead, () => Entries(document));
            }

            bare += bestBare;
            read += bestRead;
        }

        var megabytes = documents.Sum(d => d.Length) / 1e6;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-24} {documents.Count,6} {megabytes,7:F1} {megabytes / bare.TotalSeconds,16:F0} {megabytes / read.TotalSeconds,18:F0} {read / bare,17:F2}"));
    }

    private static TimeSpan Shorter(TimeSpan best, Action pass)
    {
        var clock = Stopwatch.StartNew();
        pass();
        return clock.Elapsed < best ? clock.Elapsed : best;
    }

    private static int Bare(byte[] document)
    {
        using var reader = XmlReader.Create(new MemoryStream(document), Settings);
        var nodes = 0;
        while (reader.Read())
            nodes++;
        return nodes;
    }

    private static int Entries(byte[] document) => FeedReader.Read(document, "application/xml", null, Now).Entries.Count;

    private static bool IsXmlFeed(byte[] document)
    {
        try
        {
            return Bare(document) > 0 && Entries(document) > 0;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static byte[] MadeUp(bool cdata)
    {
        var feed = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
            + "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Harbour Post</title><link>https://harbour.example/</link>\n");
        for (var i = 0; i < 400; i++)
        {
            var body = new StringBuilder();
            for (var p = 0; p < 8; p++)
            {
                body.Append(CultureInfo.InvariantCulture, $"<p>Paragraph {p} of article {i}: the city council of Harbour &amp; Bay voted on the third draft of its rules ")
                    .Append("for automated decisions, <a href=\"https://harbour.example/council\">the clerk said</a>; objections are heard until spring.</p>\n");
            }

            var html = cdata ? $"<![CDATA[{body}]]>" : body.ToString().Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
            feed.Append(CultureInfo.InvariantCulture, $"<item><title>Council votes on draft {i}</title><link>https://harbour.example/{i}</link>")
                .Append(CultureInfo.InvariantCulture, $"<guid isPermaLink=\"false\">harbour-{i}</guid><pubDate>Mon, {1 + (i % 28)} Jan 2024 10:{i % 60:00}:00 GMT</pubDate>")
                .Append(CultureInfo.InvariantCulture, $"<dc:creator>Ann Author</dc:creator><category>Council</category><content:encoded>{html}</content:encoded></item>\n");
        }

        return Encoding.UTF8.GetBytes(feed.Append("</channel></rss>").ToString());
    }
}
