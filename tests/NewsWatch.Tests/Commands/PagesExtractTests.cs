using System.Text.Json;
using NewsWatch.Host.Commands;
using NewsWatch.Tests.Articles.Pages;

namespace NewsWatch.Tests.Commands;

public sealed class PagesExtractTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("newswatch-pages-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void One_line_a_page_in_the_lists_order_and_in_the_agreed_shape()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.html"), SamplePages.Article);
        File.WriteAllText(Path.Combine(_folder.FullName, "b.html"), "");
        var (code, output, _) = Run("""
            {"file": "a.html", "url": "https://www.harbourpost.example/tech/council-camera-vote-18821", "title": "not to be read"}

            {"file": "b.html", "url": "hard::no-address.html"}
            """);

        code.ShouldBe(0);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        rows.Select(row => row.GetProperty("file").GetString()).ShouldBe(["a.html", "b.html"]);
        rows[0].EnumerateObject().Select(property => property.Name)
            .ShouldBe(["file", "url", "title", "authors", "author", "published", "updated", "language", "outlet", "text", "kind", "rules"]);
        rows[0].GetProperty("author").GetString().ShouldBe("Ines Dalmar");
        rows[0].GetProperty("published").GetString().ShouldBe("2026-03-09T18:05:00+01:00");
        rows[0].GetProperty("kind").GetString().ShouldBe("article");
        rows[0].GetProperty("rules").GetProperty("published").GetString().ShouldBe("json-ld datePublished");
        rows[1].GetProperty("kind").GetString().ShouldBe("other");
        rows[1].GetProperty("published").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_packed_page_reads_as_the_plain_one()
    {
        using (var packed = new System.IO.Compression.GZipStream(File.Create(Path.Combine(_folder.FullName, "a.html.gz")), System.IO.Compression.CompressionLevel.Fastest))
            packed.Write(System.Text.Encoding.UTF8.GetBytes(SamplePages.Article));

        Run("""{"file": "a.html.gz", "url": "https://www.harbourpost.example/x"}""").Output.ShouldContain("Council votes to switch off cameras");
    }

    [Fact]
    public void A_bad_row_is_named_with_its_line_and_the_rest_goes_on()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "a.html"), SamplePages.Article);
        var (code, output, errors) = Run("""
            not json
            {"file": "missing.html", "url": "https://news.example/"}
            {"file": 1}
            {"file": "a.html", "url": "https://news.example/"}
            """);

        code.ShouldBe(1);
        errors.ShouldContain("line 1:");
        errors.ShouldContain("line 2:");
        errors.ShouldContain("missing.html");
        errors.ShouldContain("line 3: a row is an object");
        output.ShouldContain("a.html");
    }

    [Fact]
    public void A_list_that_is_not_there_is_named()
    {
        using var errors = new StringWriter();

        PagesExtract.Run(new FileInfo(Path.Combine(_folder.FullName, "none.jsonl")), true, TextWriter.Null, errors, TimeProvider.System).ShouldBe(1);

        errors.ToString().ShouldContain("none.jsonl");
    }

    [Fact]
    public void The_command_asks_for_its_list() => PagesExtract.Command().Parse("--json").Errors.ShouldNotBeEmpty();

    private (int Code, string Output, string Errors) Run(string rows)
    {
        var list = Path.Combine(_folder.FullName, "list.jsonl");
        File.WriteAllText(list, rows);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = PagesExtract.Run(new FileInfo(list), true, output, errors, TimeProvider.System);
        return (code, output.ToString(), errors.ToString());
    }
}
