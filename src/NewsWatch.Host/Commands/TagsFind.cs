using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NewsWatch.Articles;
using NewsWatch.Search;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch tags find</c>: tags texts from a file, outside any store.</summary>
internal static class TagsFind
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Command()
    {
        var list = new Option<FileInfo>("--list") { Description = "Texts, one JSON object a line: id, text and perhaps title and language.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line for each text." };
        var config = new Option<DirectoryInfo>("--config")
        {
            Description = "Folder with topics.yaml, entities.yaml and outlets.yaml.",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(AppContext.BaseDirectory, "config")),
        };
        var command = new Command("find", "Tag texts: language, scope, topics and entities.") { list, json, config };
        command.SetAction(parsed => Run(parsed.GetValue(list)!, parsed.GetValue(json), parsed.GetValue(config)!, Console.Out, Console.Error));
        return command;
    }

    internal static int Run(FileInfo list, bool json, DirectoryInfo config, TextWriter output, TextWriter errors)
    {
        string[] lines;
        Tagger tagger;
        try
        {
            tagger = Tagger.Load(
                Path.Combine(config.FullName, "topics.yaml"),
                Path.Combine(config.FullName, "entities.yaml"),
                OutletRegistry.Read(Path.Combine(config.FullName, "outlets.yaml")),
                QueryParser.Fault);
            lines = File.ReadAllLines(list.FullName);
        }
        catch (Exception error) when (error is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(error.Message);
            return 1;
        }

        var failed = 0;
        for (var number = 0; number < lines.Length; number++)
        {
            if (string.IsNullOrWhiteSpace(lines[number]))
                continue;

            if (Read(lines[number], out var problem) is not { } row)
            {
                errors.WriteLine($"{list.FullName}:{number + 1}: {problem}");
                failed++;
                continue;
            }

            var tags = tagger.Tag(row.Title ?? "", row.Text ?? "", row.Language);
            output.WriteLine(json ? JsonSerializer.Serialize(Shape(row, tags), Json) : InWords(row, tags));
        }

        return failed == 0 ? 0 : 1;
    }

    private static Row? Read(string line, out string problem)
    {
        try
        {
            problem = "has no id; give each text one";
            return JsonSerializer.Deserialize<Row>(line, Json) is { Id.ValueKind: JsonValueKind.String or JsonValueKind.Number } row ? row : null;
        }
        catch (JsonException error)
        {
            problem = $"is no JSON object with id, text and perhaps title ({error.Message})";
            return null;
        }
    }

    private static Result Shape(Row row, Tags tags) => new(
        row.Id,
        tags.Language,
        tags.InScope,
        [.. tags.Topics.Select(topic => new ResultTopic(topic.Id, Math.Round(topic.Score, 3), topic.Because))],
        [.. tags.Mentions.Select(mention => new ResultEntity(
            mention.Name, mention.Type.ToString().ToLowerInvariant(), mention.Start, mention.End, mention.EntityId))]);

    private static string InWords(Row row, Tags tags) =>
        $"{row.Id}  {tags.Language}  {(tags.InScope ? "in scope" : "out of scope")}  topics: {Joined(tags.Topics.Select(topic => topic.Id))}  "
        + $"entities: {Joined(tags.Mentions.Select(mention => mention.Name).Distinct())}";

    private static string Joined(IEnumerable<string> words) => string.Join(", ", words) is { Length: > 0 } text ? text : "none";

    private sealed record Row(JsonElement Id, string? Text, string? Title, string? Language);

    private sealed record Result(
        JsonElement Id, string Language, bool InScope, IReadOnlyList<ResultTopic> Topics, IReadOnlyList<ResultEntity> Entities);

    private sealed record ResultTopic(string Id, double Score, IReadOnlyList<string> Because);

    private sealed record ResultEntity(
        string Name, string Type, int Start, int End, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Id);
}
