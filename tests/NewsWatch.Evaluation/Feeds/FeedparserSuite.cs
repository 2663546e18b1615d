using System.Text.Json;
using NewsWatch.Feeds;

namespace NewsWatch.Evaluation.Feeds;

/// <summary>One file of the suite with the headers to pretend and its clauses; none where the file must only not fail.</summary>
internal sealed record FeedparserCase(string File, string FullPath, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<FeedparserClause> Clauses)
{
    /// <summary>feedparser's tests are served from here.</summary>
    private const string Server = "http://127.0.0.1:8097/";

    private static readonly string[] NotOurs = ["/sanitize/", "/cdf/", "/psc/", "/geo/"];

    public bool IsScored => !NotOurs.Any(File.Contains);

    public bool IsSanitizer => File.Contains("/sanitize/", StringComparison.Ordinal);

    public static IEnumerable<FeedparserCase> All(string dataDirectory)
    {
        var folder = Path.Combine(dataDirectory, "feeds", "feedparser");
        foreach (var line in System.IO.File.ReadLines(Path.Combine(folder, "expect.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var file = row.RootElement.GetProperty("file").GetString()!;
            var clauses = row.RootElement.GetProperty("clauses");
            yield return new FeedparserCase(
                file,
                Path.Combine(folder, file),
                row.RootElement.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!),
                clauses.ValueKind == JsonValueKind.Null ? [] : [.. clauses.EnumerateArray().Select(Clause)]);
        }
    }

    public ParsedFeed Read(DateTimeOffset now) =>
        FeedReader.Read(System.IO.File.ReadAllBytes(FullPath), contentType: null, new Uri(Server + File), now, Headers);

    private static FeedparserClause Clause(JsonElement clause) => new(
        [.. clause.GetProperty("path").EnumerateArray().Select(p => p.Clone())],
        clause.GetProperty("op").GetString()!,
        clause.GetProperty("value").Clone());
}
