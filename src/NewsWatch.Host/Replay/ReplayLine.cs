using System.Text.Encodings.Web;
using System.Text.Json;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Host.Replay;

/// <summary>What became of one article, as <c>replay --json</c> prints it. Other programs are written against this shape.</summary>
internal sealed record ReplayLine(
    string Id,
    string? Story,
    string Role,
    IReadOnlyList<ReplaySource> From,
    double Novelty,
    IReadOnlyList<string> Developments,
    bool Alert,
    string Language,
    IReadOnlyList<string> Topics,
    IReadOnlyList<ReplayEntity> Entities,
    IReadOnlyList<string> Unsupported)
{
    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="id">The article's id in the replayed file.</param>
    /// <param name="settled">The latest decision on it.</param>
    /// <param name="arrival">The first decision on it: what was new when it came.</param>
    /// <param name="tags">Its tags.</param>
    /// <param name="alerted">Whether a subscription to everything was alerted when it came.</param>
    /// <param name="idOf">The file's id of an article, by ours.</param>
    public static ReplayLine Of(string id, Decision settled, Decision arrival, Tags tags, bool alerted, Func<string, string?> idOf) => new(
        id,
        settled.StoryId,
        Name(settled.Role),
        [.. settled.Derivations.Select(edge => new ReplaySource(
            edge.SourceArticleId is { } source ? idOf(source) : null, edge.SourceOutlet, Name(edge.Kind), Rounded(edge.Confidence)))],
        Rounded(arrival.Novelty),
        [.. arrival.Developments.Select(development => development.Kind.ToString())],
        alerted,
        tags.Language,
        [.. tags.Topics.Select(topic => topic.Id)],
        [.. tags.Mentions.Select(mention => new ReplayEntity(mention.Name, Name(mention.Type), mention.EntityId)).Distinct()],
        settled.Unsupported);

    public override string ToString() => JsonSerializer.Serialize(this, Compact);

    private static string Name<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static double Rounded(double value) => Math.Round(Math.Clamp(value, 0, 1), 4);
}

internal sealed record ReplaySource(string? Article, string? Outlet, string Kind, double Confidence);

internal sealed record ReplayEntity(string Name, string Type, string? Id);
