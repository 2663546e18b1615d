using System.Text.Json;
using NewsWatch.Host.Commands;

namespace NewsWatch.Tests.Tagging;

public sealed class TagsFindTests
{
    [Fact]
    public void Each_text_becomes_one_line_of_the_agreed_shape()
    {
        var (code, output, _) = Run("""{"id":"a1","title":"Police buy Hikvision cameras with AI","text":"Hikvision (海康威视) said so."}""");
        code.ShouldBe(0);
        using var line = JsonDocument.Parse(output.Single());
        var row = line.RootElement;
        row.EnumerateObject().Select(property => property.Name).ShouldBe(["id", "language", "inScope", "topics", "entities"]);
        row.GetProperty("id").GetString().ShouldBe("a1");
        row.GetProperty("language").GetString().ShouldBe("en");
        row.GetProperty("inScope").GetBoolean().ShouldBeTrue();
        row.GetProperty("topics")[0].EnumerateObject().Select(property => property.Name).ShouldBe(["id", "score", "because"]);
        var entity = row.GetProperty("entities")[0];
        entity.EnumerateObject().Select(property => property.Name).ShouldBe(["name", "type", "start", "end", "id"]);
        entity.GetProperty("type").GetString().ShouldBe("organisation");
        entity.GetProperty("id").GetString().ShouldBe("hikvision");
    }

    [Fact]
    public void A_line_that_cannot_be_read_is_named_and_the_rest_goes_on()
    {
        var (code, output, errors) = Run("{broken", """{"text":"no id"}""", """{"id":7,"text":"fine"}""");
        code.ShouldBe(1);
        output.Count.ShouldBe(1);
        errors.Count.ShouldBe(2);
        errors[0].ShouldContain(":1:");
        errors[1].ShouldContain(":2: has no id");
    }

    private static (int Code, List<string> Output, List<string> Errors) Run(params string[] lines)
    {
        var file = Path.Combine(Path.GetTempPath(), $"texts-{Guid.NewGuid():n}.jsonl");
        File.WriteAllLines(file, lines);
        try
        {
            using var output = new StringWriter();
            using var errors = new StringWriter();
            var code = TagsFind.Run(new FileInfo(file), json: true, new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "config")), output, errors);
            return (code, Lines(output), Lines(errors));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static List<string> Lines(StringWriter writer) => [.. writer.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries)];
}
