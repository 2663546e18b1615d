using System.Xml;
using NewsWatch.Evaluation.Feeds;
using NewsWatch.Feeds;

namespace NewsWatch.Tests.Feeds;

/// <summary>The reader on other people's feeds. The figures are the evaluation's; here they may not fall.</summary>
public sealed class SuiteTests
{
    [Fact]
    public void The_feedparser_suite_and_the_real_feeds_are_read_as_the_issue_asks()
    {
        var details = new StringWriter();

        foreach (var row in FeedEvaluation.Run(SharedData.Folder(), details))
            row.Value.ShouldBeGreaterThanOrEqualTo(row.Target!.Value, $"{row.Measure}: {row.Note}\n{details}");
    }

    [Fact]
    public void What_XmlReader_accepts_needs_no_repair_and_what_it_refuses_is_noted()
    {
        var (accepted, refused, wrong) = (0, 0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(SharedData.Folder(), "feeds"), "*", SearchOption.AllDirectories))
        {
            if (Path.GetExtension(file) is not (".xml" or ".rss" or ".atom" or ".rdf"))
                continue;
            var fault = Refuses(file);
            var repairs = Repairs(file);
            (accepted, refused) = fault is null ? (accepted + 1, refused) : (accepted, refused + 1);

            // Four files are in encodings, or name ones, that XmlReader does not know.
            if (fault is null != (repairs.Count == 0))
                wrong.Add($"{Path.GetFileName(file)}: {fault ?? "accepted"} / {string.Join(" | ", repairs)}");
        }

        accepted.ShouldBeGreaterThan(800);
        refused.ShouldBeGreaterThan(20);
        wrong.Count.ShouldBeLessThanOrEqualTo(4, string.Join('\n', wrong));
    }

    private static string? Refuses(string file)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(File.ReadAllBytes(file)), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (reader.Read())
            {
            }

            return null;
        }
        catch (XmlException e)
        {
            return e.Message;
        }
    }

    // Repairs of the XML alone: what a field says (a date, an address) is no matter of XML.
    private static IReadOnlyList<string> Repairs(string file)
    {
        var read = FeedReader.Read(File.ReadAllBytes(file), null, Documents.Address, Documents.Now.AddYears(20));
        string[] fields = ["The date", "web address", "was left out.", "encoding"];
        return [.. read.Warnings.Select(w => $"{w.Line}:{w.Position} {w.Message}").Where(w => !fields.Any(w.Contains))];
    }
}
