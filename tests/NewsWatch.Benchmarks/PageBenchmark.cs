using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using AngleSharp.Html.Parser;
using NewsWatch.Articles.Pages;

namespace NewsWatch.Benchmarks;

/// <summary>Speed of the page reader over real pages, on one core, beside AngleSharp's parse of the same characters alone, and beside Readability on jsdom.</summary>
public static class PageBenchmark
{
    private const int Rounds = 5;
    private const int SampleEvery = 12;

    /// <summary>Prints MB of HTML a second of processor time (all threads, so that other work on the machine does not count), the median of the rounds after one to warm up, and the slowest page.</summary>
    /// <param name="dataDirectory">The folder that holds <c>extraction/</c>.</param>
    /// <param name="output">Where the lines go.</param>
    public static void Run(string dataDirectory, TextWriter output)
    {
        var files = Directory.EnumerateFiles(Path.Combine(dataDirectory, "extraction"), "*.html.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var pages = files.Select(Unzipped).ToList();
        var megabytes = pages.Sum(page => (double)page.Length) / 1e6;
        var texts = pages.Select(Encoding.UTF8.GetString).ToList();
        var address = new Uri("https://news.example/2020/01/02/story");
        var now = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

        Report("AngleSharp's parse alone", texts, text =>
        {
            using var document = new HtmlParser().ParseDocument(text);
        });
        Report("page reader", pages, page => PageReader.Read(page, null, address, now));

        // Readability takes a second a megabyte: of the pages, every twelfth.
        var sample = files.Where((_, index) => index % SampleEvery == 0).ToList();
        if (ReadabilityPeer.Speed(sample, output) is { } peer)
        {
            var those = sample.Select(Unzipped).ToList();
            var ours = Speed(those, page => PageReader.Read(page, null, address, now));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{"Readability on jsdom",-26} {sample.Count} of these pages: {peer / 1e6:f2} MB/s; the page reader on the same {ours / 1e6:f1} MB/s, {ours / peer:f0} times as fast (reach 10)"));
        }

        void Report<T>(string what, List<T> items, Action<T> read)
        {
            items.ForEach(read);
            var slowest = TimeSpan.Zero;
            var seconds = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var before = Environment.CpuUsage.TotalTime;
                foreach (var item in items)
                {
                    var one = Stopwatch.StartNew();
                    read(item);
                    slowest = one.Elapsed > slowest ? one.Elapsed : slowest;
                }

                seconds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            }

            seconds.Sort();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{what,-26} {items.Count} pages, {megabytes:f1} MB: {megabytes / seconds[Rounds / 2]:f1} MB/s, slowest page {slowest.TotalMilliseconds:f0} ms"));
        }
    }

    /// <summary>Bytes a second of processor time, of the best of the rounds.</summary>
    private static double Speed(List<byte[]> pages, Action<byte[]> read)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            pages.ForEach(read);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        return pages.Sum(page => (double)page.Length) / best;
    }

    private static byte[] Unzipped(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
