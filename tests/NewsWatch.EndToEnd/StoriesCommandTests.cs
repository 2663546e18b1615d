using System.Text.Json;

namespace NewsWatch.EndToEnd;

/// <summary><c>newswatch stories</c> over what a replay left behind.</summary>
public sealed class StoriesCommandTests
{
    private const string Report =
        "Regulators in Port Ellery fined the chatbot maker Quillon 12 million euros on Tuesday for training its model on letters of patients. "
        + "The agency found that 40,000 letters had been copied from three clinics without consent. Quillon said it would appeal. "
        + "The clinics learned of the copying from a former engineer, the agency's head Ines Varga told reporters.";

    [Fact]
    public async Task A_story_is_listed_shown_explained_split_and_put_back()
    {
        using var folder = new Folder();
        var file = folder.Write("articles.jsonl", string.Join('\n',
            JsonSerializer.Serialize(new { id = "a", title = "Quillon fined over patient letters", text = Report, published = "2026-03-03T09:00:00Z", site = "first.example", url = "https://first.example/a" }),
            JsonSerializer.Serialize(new { id = "b", title = "Quillon fined over patient letters", text = Report, published = "2026-03-03T10:00:00Z", site = "copyist.example", url = "https://copyist.example/b" })));
        var data = Path.Combine(folder.Path, "data");
        (await Newswatch.Run("replay", file, "--data", data)).ExitCode.ShouldBe(0);

        var listed = (await Json(data, "list")).ShouldHaveSingleItem();
        listed.GetProperty("articles").GetInt32().ShouldBe(2);
        listed.GetProperty("sources").GetInt32().ShouldBe(1);
        var story = listed.GetProperty("id").GetString()!;
        var before = await Newswatch.Run("stories", "show", story, "--data", data);
        before.Output.ShouldContain("Copy (1.00)");
        var why = (await Json(data, "why", "https://copyist.example/b")).ShouldHaveSingleItem().GetProperty("decisions")[0];
        why.GetProperty("reasons")[0].GetString().ShouldNotBeNull().ShouldContain("a copy of");

        var split = (await Json(data, "split", story, "https://copyist.example/b")).ShouldHaveSingleItem();
        split.GetProperty("articles").GetInt32().ShouldBe(1);
        (await Json(data, "list")).Count.ShouldBe(2);
        (await Newswatch.Run("stories", "undo", "--data", data)).Output.ShouldStartWith("Undone: act 1");

        (await Json(data, "list")).Count.ShouldBe(1);
        Articles(await Newswatch.Run("stories", "show", story, "--data", data)).ShouldBe(Articles(before));
    }

    [Fact]
    public async Task What_is_not_there_is_said_with_what_to_do()
    {
        using var folder = new Folder();
        var (exitCode, _, errors) = await Newswatch.Run("stories", "list", "--data", folder.Path);

        exitCode.ShouldBe(2);
        errors.ShouldContain("is not there: nothing has been collected yet");
        errors.ShouldContain("--data");
    }

    /// <summary>All but the line with the time of the last change.</summary>
    private static IEnumerable<string> Articles((int ExitCode, string Output, string Errors) shown)
    {
        shown.ExitCode.ShouldBe(0, shown.Errors);
        return shown.Output.Split('\n').Where(line => !line.Contains("changed", StringComparison.Ordinal));
    }

    private static async Task<List<JsonElement>> Json(string data, params string[] words)
    {
        var (exitCode, output, errors) = await Newswatch.Run([.. (string[])["stories", .. words, "--json", "--data", data]]);
        exitCode.ShouldBe(0, output + errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
