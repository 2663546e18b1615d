using System.Text.Json;

namespace NewsWatch.EndToEnd;

/// <summary>What the commands say, to people and to programs.</summary>
public sealed class CommandLineTests
{
    [Fact]
    public async Task Check_accepts_the_configuration_that_is_shipped()
    {
        var (exitCode, output, errors) = await Newswatch.Run("check");
        exitCode.ShouldBe(0, output + errors);
        output.ShouldStartWith("ok: ");
    }

    [Theory]
    [InlineData("newswatch.json", "{\n  \"buss\": \"memory\"\n}", "newswatch.json:2", "'buss'")]
    [InlineData("newswatch.json", "{\n  \"scope\": \"sport\"\n}", "newswatch.json:2", "'scope'")]
    [InlineData("newswatch.json", "{ \"roles\": [\"poller\"] }", "newswatch.json", "rabbitmq://")]
    [InlineData("newswatch.json", "{ \"subscriptions\": \"subscriptions.yaml\" }", "subscriptions.yaml:4", "query")]
    [InlineData("newswatch.json", "{ \"feeds\": \"nowhere.opml\" }", "nowhere.opml", "--opml")]
    public async Task A_wrong_configuration_is_refused_with_file_line_and_what_to_do(string file, string text, string where, string what)
    {
        using var folder = new Folder();
        if (text.Contains("subscriptions", StringComparison.Ordinal))
            folder.Write("subscriptions.yaml", "subscriptions:\n  - id: desk\n    name: Desk\n    query: \"topic:(\"\n    channels: [{ console: true }]\n");
        var config = folder.Write(file, WithShippedFiles(text));
        var (exitCode, output, errors) = await Newswatch.Run("check", "--config", config);

        exitCode.ShouldBe(2, output + errors);
        errors.ShouldContain(where);
        errors.ShouldContain(what);
        errors.ShouldNotContain("   at ", Case.Sensitive, "a user is not shown a stack");
    }

    [Fact]
    public async Task A_list_of_feeds_is_taken_but_for_the_rows_that_cannot_be_used()
    {
        using var folder = new Folder();
        folder.Write("feeds.opml", """
            <opml version="2.0"><body>
            <outline text="good" xmlUrl="https://paper.example/feed" />
            <outline text="bad" xmlUrl="javascript:alert(1)" />
            </body></opml>
            """);
        var config = folder.Write("newswatch.json", WithShippedFiles("{ \"feeds\": \"feeds.opml\" }"));
        var (exitCode, output, errors) = await Newswatch.Run("check", "--config", config);

        exitCode.ShouldBe(1, output + errors);
        output.ShouldContain("feeds.opml:3");
        output.ShouldContain("ok: 1 feeds");
    }

    [Fact]
    public async Task Replay_prints_one_line_of_the_agreed_shape_for_each_article_in_the_order_of_the_file()
    {
        using var folder = new Folder();
        const string Report =
            "Regulators in Port Ellery fined the chatbot maker Quillon 12 million euros on Tuesday for training its model on letters of patients. "
            + "The agency found that 40,000 letters had been copied from three clinics without consent. Quillon said it would appeal. "
            + "The clinics learned of the copying from a former engineer, the agency's head Ines Varga told reporters.";
        var file = folder.Write("articles.jsonl", string.Join('\n',
            JsonSerializer.Serialize(new { id = "b", title = "Quillon fined over patient letters", text = Report, published = "2026-03-03T10:00:00Z", site = "copyist.example" }),
            JsonSerializer.Serialize(new { id = "a", title = "Quillon fined over patient letters", text = Report, published = "2026-03-03T09:00:00Z", site = "first.example" })));
        var (exitCode, output, errors) = await Newswatch.Run("replay", file, "--json");

        exitCode.ShouldBe(0, output + errors);
        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        rows.Select(row => row.GetProperty("id").GetString()).ShouldBe(["b", "a"]);
        foreach (var row in rows)
            row.EnumerateObject().Select(property => property.Name).ShouldBe(
                ["id", "story", "role", "from", "novelty", "developments", "alert", "language", "topics", "entities", "unsupported"]);

        var (copy, first) = (rows[0], rows[1]);
        first.GetProperty("alert").GetBoolean().ShouldBeTrue();
        first.GetProperty("developments")[0].GetString().ShouldBe("FirstReport");
        copy.GetProperty("alert").GetBoolean().ShouldBeFalse();
        copy.GetProperty("story").GetString().ShouldBe(first.GetProperty("story").GetString());
        copy.GetProperty("from")[0].GetProperty("article").GetString().ShouldBe("a");
        copy.GetProperty("from")[0].GetProperty("kind").GetString().ShouldBe("copy");
        copy.GetProperty("from")[0].GetProperty("confidence").GetDouble().ShouldBeInRange(0.7, 1);
    }

    [Fact]
    public async Task Replay_names_file_and_line_of_rows_that_are_no_articles_and_goes_on()
    {
        using var folder = new Folder();
        var file = folder.Write("articles.jsonl",
            "{\"id\":\"a\",\"title\":\"t\",\"text\":\"x\"}\n{\"title\":\"no id\"}\n{\"id\":\"s\",\"title\":\"\\ud800\"}\nbroken\n{\"id\":\"a\"}\n{\"id\":\"b\",\"title\":\"t\",\"text\":\"y\"}\n");
        var (exitCode, output, errors) = await Newswatch.Run("replay", file, "--json");

        exitCode.ShouldBe(1);
        errors.ShouldContain("articles.jsonl:2: the article has no 'id'");
        errors.ShouldContain("articles.jsonl:3: is no JSON object of the expected form");
        errors.ShouldContain("articles.jsonl:4: is no JSON object of the expected form");
        errors.ShouldContain("articles.jsonl:5: a second article has the id 'a'");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    /// <summary>The given options, with topics, entities and outlets of the shipped configuration.</summary>
    internal static string WithShippedFiles(string options)
    {
        var config = Path.Combine(AppContext.BaseDirectory, "config").Replace('\\', '/');
        return options.TrimEnd()[..^1].TrimEnd()
            + $", \"topics\": \"{config}/topics.yaml\", \"entities\": [\"{config}/entities.yaml\"], \"outlets\": [\"{config}/outlets.yaml\"]"
            + (options.Contains("\"feeds\"", StringComparison.Ordinal) ? "" : $", \"feeds\": \"{config}/feeds.opml\"") + " }";
    }
}
