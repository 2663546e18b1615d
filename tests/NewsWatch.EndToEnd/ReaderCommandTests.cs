using System.Text.Json;

namespace NewsWatch.EndToEnd;

/// <summary>Search, subscriptions, held back, digest and export, by the real binary on one small store.</summary>
public sealed class ReaderCommandTests
{
    private const string Report =
        "Regulators in Port Ellery fined the chatbot maker Quillon 12 million euros on Tuesday for training its model on letters of patients. "
        + "The agency found that 40,000 letters had been copied from three clinics without consent. Quillon said it would appeal. "
        + "The clinics learned of the copying from a former engineer, the agency's head Ines Varga told reporters.";

    [Fact]
    public async Task What_was_collected_is_searched_tried_and_exported_and_bad_input_is_refused_at_its_place()
    {
        using var folder = new Folder();
        var now = TimeProvider.System.GetUtcNow();
        var file = folder.Write("articles.jsonl", string.Join('\n',
            Row("first", now.AddDays(-2), "first.example"), Row("copy", now.AddDays(-2).AddHours(1), "copyist.example")));
        var data = Path.Combine(Path.GetDirectoryName(file)!, "data");
        (await Newswatch.Run("replay", file, "--data", data)).ExitCode.ShouldBe(0);

        var (found, json, errors) = await Newswatch.Run("search", "\"letters of patients\" after:7d", "--json", "--data", data);
        found.ShouldBe(0, errors);
        using var results = JsonDocument.Parse(json);
        results.RootElement.EnumerateObject().Select(property => property.Name)
            .ShouldBe(["query", "order", "unit", "total", "totalIsAtLeast", "hits", "facets", "next"]);
        results.RootElement.GetProperty("total").GetInt32().ShouldBe(2);
        var excerpt = results.RootElement.GetProperty("hits")[0].GetProperty("excerpt");
        var mark = excerpt.GetProperty("marks")[0];
        excerpt.GetProperty("text").GetString()![mark[0].GetInt32()..mark[1].GetInt32()].ShouldBe("letters of patients");

        var trial = await Newswatch.Run("subscriptions", "test", "quillon", "--days", "30", "--data", data);
        trial.Output.ShouldContain("1 alerts in 30 days", Case.Sensitive, trial.Errors);
        trial.Output.ShouldContain("1 Copy, the last: copyist.example");

        var held = await Newswatch.Run("alerts", "held", "--data", data);
        held.Output.ShouldContain("Copy: a copy of", Case.Sensitive, held.Errors);
        await Release(folder, data, held.Output.Split(' ')[0]);

        var export = await Newswatch.Run("export", "quillon", "--format", "jsonl", "--data", data);
        var snapshot = export.Errors.Trim().Split(' ')[^1];
        export.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
        (await Newswatch.Run("replay", folder.Write("more.jsonl", Row("late", now.AddHours(-1), "late.example")), "--data", data)).ExitCode.ShouldBe(0);
        (await Newswatch.Run("export", "quillon", "--format", "jsonl", "--snapshot", snapshot, "--data", data)).Output.ShouldBe(export.Output, "whatever came since");

        var refused = await Newswatch.Run("search", "topic:a AND (b", "--data", data);
        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldContain("character 13");
        refused.Errors.ShouldNotContain("   at ", Case.Sensitive);
    }

    /// <summary>The file that is used is written by the commands themselves; what was held back is sent once.</summary>
    private static async Task Release(Folder folder, string data, string held)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "config").Replace('\\', '/');
        var config = folder.Write("newswatch.json", $$"""
            { "subscriptions": "subscriptions.yaml", "topics": "{{shipped}}/topics.yaml", "entities": ["{{shipped}}/entities.yaml"],
              "outlets": ["{{shipped}}/outlets.yaml"], "feeds": "{{shipped}}/feeds.opml" }
            """);
        (await Newswatch.Run("subscriptions", "add", "everything", "--query", "*", "--folder", "mail", "--config", config)).Output.ShouldContain("added everything");
        var refused = await Newswatch.Run("subscriptions", "edit", "everything", "--email", "nobody@", "--config", config);
        (refused.ExitCode, refused.Errors.Contains("no domain", StringComparison.Ordinal)).ShouldBe((2, true), refused.Errors);

        var released = await Newswatch.Run("alerts", "release", held, "--teach", "--config", config, "--data", data);
        released.Output.ShouldContain("taught: everything", Case.Sensitive, released.Errors);
        released.Output.ShouldContain("released:");
        (await Newswatch.Run("alerts", "release", held, "--config", config, "--data", data)).Output.ShouldContain("nothing is sent twice");
    }

    private static string Row(string id, DateTimeOffset published, string site) =>
        JsonSerializer.Serialize(new { id, title = "Quillon fined over patient letters", text = Report, published, site });
}
