using System.Diagnostics;
using System.IO.Compression;
using NewsWatch.Articles.Pages;
using NewsWatch.Evaluation;

namespace NewsWatch.Tests.Articles.Pages;

/// <summary>The shared corpus of real pages: read from its place, never copied here.</summary>
public sealed class RealPagesTests
{
    [Fact]
    public void The_figures_of_the_evaluation_do_not_fall_below_their_reach()
    {
        foreach (var row in PageEvaluation.Run(Path.GetDirectoryName(Corpus())!, _ => true, null))
            row.Score.ShouldBeGreaterThanOrEqualTo(row.Reach ?? 0, $"{row.Measure}: {row.Note}");
    }

    [Fact]
    public void Every_real_page_is_read_and_most_are_articles()
    {
        var files = Directory.EnumerateFiles(Corpus(), "*.html.gz", SearchOption.AllDirectories).ToList();
        var articles = 0;
        foreach (var file in files)
        {
            using var stream = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);

            // A hang, not a speed: two seconds are held on a quiet machine by the benchmarks.
            var watch = Stopwatch.StartNew();
            var page = PageReader.Read(bytes.ToArray(), null, SamplePages.Address, SamplePages.Now);

            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30), file);
            articles += page.Kind == PageKind.Article ? 1 : 0;
        }

        files.Count.ShouldBeGreaterThan(500);
        articles.ShouldBeGreaterThan(files.Count * 3 / 4);
    }

    private static string Corpus()
    {
        var shared = Environment.GetEnvironmentVariable("NEWSWATCH_SHARED");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); shared is null && at is not null; at = at.Parent)
            if (Directory.Exists(Path.Combine(at.FullName, "shared", "data")))
                shared = Path.Combine(at.FullName, "shared");

        var corpus = Path.Combine(shared ?? "shared", "data", "extraction");
        if (!Directory.Exists(corpus) && Environment.GetEnvironmentVariable("CI") != "true")
            Assert.Skip($"The shared data is not here: {corpus}. Set NEWSWATCH_SHARED to the folder that holds data/.");

        return corpus;
    }
}
