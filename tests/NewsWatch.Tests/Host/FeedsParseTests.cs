using System.Text;
using System.Text.Json;
using NewsWatch.Host.Commands;
using NewsWatch.Tests.Feeds;

namespace NewsWatch.Tests.Host;

/// <summary>`newswatch feeds parse --json`: other suites are scored through its shape.</summary>
public sealed class FeedsParseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("newswatch-feeds").FullName;

    [Fact]
    public void Each_file_is_one_line_named_relative_to_its_folder_in_the_shape_promised()
    {
        Write("b/two.xml", Documents.Rss("<title>Größe &lt;3</title><ttl>30</ttl><item><guid isPermaLink='false'>1</guid><link>1</link><category>c</category>"
            + "<author>a@b.example (A B)</author><pubDate>Thu, 01 May 2025 08:00:00.250 +0200</pubDate><enclosure url='x.mp3' length='5' type='audio/mpeg'/>"
            + "<source url='https://wire.example/'>Wire</source></item>"));
        Write("a.txt", "not a feed");

        var lines = Parse(FeedFiles.Find([_folder], "https://news.example/", TextWriter.Null), PretendedHeaders.Read(null, TextWriter.Null));

        lines.Select(l => l.GetProperty("file").GetString()).ShouldBe(["a.txt", "b/two.xml"]);
        lines[0].GetProperty("error").GetString().ShouldNotBeNull();
        lines[1].EnumerateObject().Select(p => p.Name).ShouldBe(["file", "format", "error", "warnings", "feed", "entries"]);
        var feed = lines[1].GetProperty("feed");
        feed.EnumerateObject().Select(p => p.Name).ShouldBe(["title", "link", "self", "description", "language", "id", "published", "updated", "image", "authors",
            "categories", "ttl_minutes", "hub", "generator", "rights"]);
        feed.GetProperty("title").GetString().ShouldBe("Größe <3");
        feed.GetProperty("ttl_minutes").GetInt32().ShouldBe(30);
        var entry = lines[1].GetProperty("entries")[0];
        entry.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "title", "link", "published", "updated", "summary", "content", "authors", "categories",
            "enclosures", "image", "comments", "language", "source"]);
        entry.GetProperty("link").GetString().ShouldBe("https://news.example/b/1");
        entry.GetProperty("published").GetString().ShouldBe("2025-05-01T06:00:00.25Z");
        entry.GetProperty("updated").ValueKind.ShouldBe(JsonValueKind.Null);
        entry.GetProperty("authors")[0].GetRawText().ShouldBe("""{"name":"A B","email":"a@b.example","uri":null}""");
        entry.GetProperty("enclosures")[0].GetRawText().ShouldBe("""{"url":"https://news.example/b/x.mp3","type":"audio/mpeg","length":5}""");
        entry.GetProperty("source").GetString().ShouldBe("Wire");
    }

    [Fact]
    public void Headers_are_pretended_and_of_their_rows_nothing_else_is_read()
    {
        Write("feeds/one.xml", Documents.Rss("<item><link>1</link></item>"));
        Write("headers.jsonl", """{"file":"one.xml","headers":{"Content-Location":"https://moved.example/","Content-type":"text/plain"},"expect":{"not":"read"}}""");

        var line = Parse(FeedFiles.Find([Path.Combine(_folder, "feeds")], null, TextWriter.Null), PretendedHeaders.Read(Path.Combine(_folder, "headers.jsonl"), TextWriter.Null)).ShouldHaveSingleItem();

        line.GetProperty("entries")[0].GetProperty("link").GetString().ShouldBe("https://moved.example/1");
        line.GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("text/plain");
    }

    [Fact]
    public void What_cannot_be_used_is_named_with_its_place_and_the_rest_goes_on()
    {
        Write("feeds/one.xml", Documents.Rss("<item><link>https://news.example/1</link></item>"));
        Write("headers.jsonl", "{\"file\":\"a\",\"headers\":{}}\n{\"headers\":{}}\n[]\nnot json\n{\"file\":\"one.xml\",\"headers\":{\"Content-Type\":\"text/plain\"}}\n");
        using var errors = new StringWriter();
        using var output = new MemoryStream();

        var files = FeedFiles.Find([Path.Combine(_folder, "absent.xml"), Path.Combine(_folder, "feeds")], null, errors);
        FeedsParse.Run(files, PretendedHeaders.Read(Path.Combine(_folder, "headers.jsonl"), errors), json: true, Documents.Now, output, errors).ShouldBe(1);

        var lines = Lines(output);
        lines[0].GetProperty("error").GetString()!.ShouldContain("cannot be opened");
        lines[1].GetProperty("warnings")[0].GetProperty("message").GetString()!.ShouldContain("text/plain");
        errors.ToString().ShouldSatisfyAllConditions(
            said => said.ShouldContain("headers.jsonl:2: the row has no \"file\""),
            said => said.ShouldContain("headers.jsonl:3: the row has no \"file\""),
            said => said.ShouldContain("headers.jsonl:4: this is no row of JSON"),
            said => said.ShouldContain("absent.xml"));
    }

    [Fact]
    public void An_empty_folder_is_named_and_an_address_of_no_web_is_refused()
    {
        using var errors = new StringWriter();

        FeedFiles.Find([Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName], null, errors).ShouldBeEmpty();

        errors.ToString().ShouldContain("empty: there are no files");
        Should.Throw<ConfigurationException>(() => FeedFiles.Find([_folder], "gopher://x", errors)).Message.ShouldContain("gopher://x");
        Should.Throw<ConfigurationException>(() => PretendedHeaders.Read(Path.Combine(_folder, "none.jsonl"), errors)).Message.ShouldContain("none.jsonl");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<JsonElement> Parse(IEnumerable<FeedFile> files, PretendedHeaders headers)
    {
        using var output = new MemoryStream();
        FeedsParse.Run(files, headers, json: true, Documents.Now, output, TextWriter.Null).ShouldBe(0);
        return Lines(output);
    }

    private static List<JsonElement> Lines(MemoryStream output) =>
        [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
