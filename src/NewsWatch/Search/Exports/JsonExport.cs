using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NewsWatch.Stories;

namespace NewsWatch.Search.Exports;

/// <summary>An article with its tags, versions, decision and reasons, and its story with the tree of who took from whom.</summary>
internal static class JsonExport
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(ExportRow row, SnapshotId snapshot, TextWriter output)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable))
            Write(json, row, snapshot);

        output.Write(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
        output.Write('\n');
    }

    private static void Write(Utf8JsonWriter json, ExportRow row, SnapshotId snapshot)
    {
        var article = row.Article;
        json.WriteStartObject();
        json.WriteString("snapshot", snapshot.ToString());
        json.WriteString("rules", snapshot.Rules);
        json.WriteString("id", article.Id);
        json.WriteString("url", article.CanonicalUrl);
        json.WriteString("title", article.Title);
        json.WriteString("outlet", article.OutletName);
        Strings(json, "authors", article.Authors);
        if (article.Published is { } published)
            json.WriteString("published", published.UtcDateTime);

        json.WriteString("found", article.FoundAt.UtcDateTime);
        json.WriteString("language", row.Tags.Language);
        Strings(json, "topics", row.Tags.Topics.Select(topic => topic.Id));
        Strings(json, "entities", row.Tags.Mentions.Select(mention => mention.EntityId).OfType<string>().Distinct());
        json.WriteNumber("version", article.Version);
        json.WriteStartArray("versions");
        foreach (var (version, foundAt) in row.Versions)
        {
            json.WriteStartObject();
            json.WriteNumber("version", version);
            json.WriteString("found", foundAt.UtcDateTime);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteDecision(json, row.Decision);
        if (row.Story is { } story)
            WriteStory(json, story, article.Id);

        json.WriteString("text", article.Text);
        json.WriteEndObject();
    }

    private static void WriteDecision(Utf8JsonWriter json, Decision decision)
    {
        json.WriteString("role", decision.Role.ToString().ToLowerInvariant());
        json.WriteNumber("novelty", Math.Round(decision.Novelty, 4));
        json.WriteNumber("repetition", Math.Round(decision.Repetition, 4));
        Derivations(json, decision.Derivations);
        Strings(json, "reasons", decision.Reasons);
    }

    private static void WriteStory(Utf8JsonWriter json, StoryView story, string articleId)
    {
        json.WriteStartObject("story");
        json.WriteString("id", story.Id);
        json.WriteString("title", story.Title);
        json.WriteNumber("independentSources", story.IndependentSources);
        Strings(json, "roots", story.Roots());
        json.WriteStartArray("developments");
        foreach (var told in story.Developments.Where(told => told.ArticleId == articleId))
        {
            json.WriteStartObject();
            json.WriteString("kind", told.Development.Kind.ToString());
            json.WriteString("sentence", told.Development.Sentence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("tree");
        foreach (var member in story.Articles)
        {
            json.WriteStartObject();
            json.WriteString("article", member.Article.Id);
            json.WriteString("outlet", member.Article.OutletName);
            json.WriteString("url", member.Article.CanonicalUrl);
            json.WriteString("time", member.Article.Time.UtcDateTime);
            json.WriteString("role", member.Decision.Role.ToString().ToLowerInvariant());
            Derivations(json, member.Decision.Derivations);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Derivations(Utf8JsonWriter json, IReadOnlyList<Derivation> derivations)
    {
        json.WriteStartArray("from");
        foreach (var edge in derivations)
        {
            json.WriteStartObject();
            json.WriteString("article", edge.SourceArticleId);
            json.WriteString("outlet", edge.SourceOutlet);
            json.WriteString("kind", edge.Kind.ToString().ToLowerInvariant());
            json.WriteNumber("confidence", Math.Round(edge.Confidence, 4));
            Strings(json, "evidence", edge.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);

        json.WriteEndArray();
    }
}
