using System.Globalization;
using System.Text.Json;
using NewsWatch.Articles;
using NewsWatch.Stories;
using NewsWatch.Tagging;

namespace NewsWatch.Evaluation;

/// <summary>An article of a labelled set, ready for the engine.</summary>
/// <param name="Candidate">The article, with empty tags.</param>
/// <param name="Story">The true story; null where the set gives none.</param>
/// <param name="Label">The row's whole label, for sets that keep it in a file of its own.</param>
public sealed record LabelledArticle(Candidate Candidate, string? Story, JsonElement Label)
{
    /// <summary>A field of the label, or null.</summary>
    public string? Text(string key) =>
        Label.ValueKind == JsonValueKind.Object && Label.TryGetProperty(key, out var value) ? value.GetString() : null;

    public string Id => Candidate.Article.Id;

    public string? Role => Label.ValueKind == JsonValueKind.Object && Label.TryGetProperty("role", out var role) ? role.GetString() : null;

    public string? SecondRole => Label.ValueKind == JsonValueKind.Object && Label.TryGetProperty("role_second", out var role) ? role.GetString() : null;
}

/// <summary>Reads the sets of the data directory in order of publication (in file order where a set has no times).</summary>
public static class LabelledArticles
{
    public static readonly Tags NoTags = new("en", true, [], []);

    public static List<LabelledArticle> Read(string path, string? labels = null, OutletRegistry? outlets = null, bool keepsLabel = false)
    {
        var labelOf = labels is null
            ? []
            : File.ReadLines(labels).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(row => row.GetProperty("id").GetString()!);
        var articles = new List<LabelledArticle>();
        var clock = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var line in File.ReadLines(path))
        {
            var row = JsonDocument.Parse(line).RootElement;
            var id = row.GetProperty("id").GetString()!;
            var published = Text(row, "published") is { } day
                ? DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : (DateTimeOffset?)null;
            clock = clock.AddSeconds(1);
            var site = Text(row, "site") ?? "unknown";
            var address = Text(row, "url");
            var outlet = address is not null && outlets is not null ? outlets.Of(new Uri(address), site) : null;
            var label = labelOf.GetValueOrDefault(id);
            var article = new Article
            {
                Id = id,
                CanonicalUrl = address ?? "https://example.org/" + Uri.EscapeDataString(id),
                OutletId = outlet?.Id ?? site,
                OutletName = outlet?.Name ?? site,
                Title = Text(row, "title") ?? "",
                Text = Text(row, "text") ?? "",
                Published = published,
                FoundAt = published ?? clock,
            };
            var story = label.ValueKind == JsonValueKind.Object ? Text(label, "story") : Text(row, "story");
            articles.Add(new LabelledArticle(new Candidate(article, NoTags), story, keepsLabel ? row : label));
        }

        return [.. articles.OrderBy(article => article.Candidate.Article.FoundAt)];
    }

    private static string? Text(JsonElement row, string key) =>
        row.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
