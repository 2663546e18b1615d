using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using NewsWatch.Host.Storage;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Commands;

/// <summary><c>newswatch entities candidates</c>: names in articles on AI that the registry does not know, most articles first.</summary>
internal static class EntitiesCandidates
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Command()
    {
        var least = new Option<int>("--least") { Description = "In at least so many articles.", DefaultValueFactory = _ => 2 };
        var limit = new Option<int>("--limit") { Description = "At most so many names.", DefaultValueFactory = _ => 50 };
        var json = new Option<bool>("--json") { Description = "Print one JSON object a line for each name." };
        var config = CommonOptions.Config();
        var data = CommonOptions.Data();
        var command = new Command("candidates", "Lists names that articles carry and the registry does not know.") { least, limit, json, config, data };
        command.SetAction((parsed, cancellation) => Run(
            parsed.GetValue(least), parsed.GetValue(limit), parsed.GetValue(json), NewsWatchOptions.Read(parsed.GetValue(config)), parsed.GetValue(data),
            parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    internal static async Task<int> Run(
        int least, int limit, bool json, NewsWatchOptions options, string? data, TextWriter output, CancellationToken cancellation)
    {
        if (least < 1 || limit < 1)
            throw new ConfigurationException(least < 1 ? "--least" : "--limit", null, "is below 1; give a number from 1 on");

        await using var store = OpenStore.Of(CommonOptions.In(options, data));
        foreach (var candidate in await store.Tags.Candidates(least, limit, cancellation))
            await output.WriteLineAsync(json ? JsonSerializer.Serialize(Shape(candidate), Json) : InWords(candidate));

        return 0;
    }

    private static object Shape(CandidateEntity candidate) => new
    {
        candidate.Name,
        Type = candidate.Type.ToString().ToLowerInvariant(),
        candidate.Articles,
        candidate.Mentions,
        candidate.FirstFound,
        candidate.ArticleId,
    };

    private static string InWords(CandidateEntity candidate) =>
        $"{candidate.Name}  ({candidate.Type.ToString().ToLowerInvariant()}): {candidate.Articles} articles, {candidate.Mentions} mentions, for example {candidate.ArticleId}";
}
