using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using NewsWatch.Search;

namespace NewsWatch.Host.Commands.Search;

/// <summary>Results of a search for programs. Places to mark are pairs of UTF-16 offsets; nothing in it is markup.</summary>
internal static class SearchJson
{
    internal static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(string query, SearchRequest request, SearchResults results)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Readable))
            Write(json, query, request, results);

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string query, SearchRequest request, SearchResults results)
    {
        json.WriteStartObject();
        json.WriteString("query", query);
        json.WriteString("order", request.Order is SearchOrder.Newest ? "newest" : "ranked");
        json.WriteString("unit", request.Unit is SearchUnit.Articles ? "articles" : "stories");
        json.WriteNumber("total", results.Total);
        json.WriteBoolean("totalIsAtLeast", results.Total == Searcher.MostTotal);
        json.WriteStartArray("hits");
        foreach (var hit in results.Hits)
            Write(json, hit);

        json.WriteEndArray();
        json.WriteStartObject("facets");
        json.WriteNumber("counted", results.Facets.Counted);
        Facet(json, "topics", results.Facets.Topics);
        Facet(json, "entities", results.Facets.Entities);
        Facet(json, "outlets", results.Facets.Outlets);
        Facet(json, "languages", results.Facets.Languages);
        Facet(json, "days", results.Facets.Days);
        json.WriteEndObject();
        json.WriteString("next", results.Next?.ToString());
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SearchHit hit)
    {
        var facets = hit.Found.Facets;
        json.WriteStartObject();
        json.WriteString("id", hit.Article.Id);
        json.WriteString("url", hit.Article.CanonicalUrl);
        json.WriteString("title", hit.Article.Title);
        json.WriteString("outlet", hit.Article.OutletName);
        json.WriteString("language", facets.Language);
        json.WriteString("time", hit.Found.Time.UtcDateTime);
        Strings(json, "topics", facets.Topics);
        Strings(json, "entities", facets.Entities);
        if (facets.StoryId is { } story)
        {
            json.WriteStartObject("story");
            json.WriteString("id", story);
            json.WriteString("title", hit.StoryTitle);
            json.WriteNumber("independentSources", hit.Found.Sources);
            json.WriteNumber("matching", hit.Matching);
            json.WriteEndObject();
        }

        Marks(json, "titleMarks", hit.TitleMarks);
        json.WriteStartObject("excerpt");
        json.WriteString("text", hit.Excerpt.Text);
        json.WriteNumber("start", hit.Excerpt.Start);
        Marks(json, "marks", hit.Excerpt.Marks);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Marks(Utf8JsonWriter json, string name, IReadOnlyList<Highlight> marks)
    {
        json.WriteStartArray(name);
        foreach (var mark in marks)
        {
            json.WriteStartArray();
            json.WriteNumberValue(mark.Start);
            json.WriteNumberValue(mark.End);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);

        json.WriteEndArray();
    }

    private static void Facet(Utf8JsonWriter json, string name, IReadOnlyList<FacetCount> counts)
    {
        json.WriteStartArray(name);
        foreach (var count in counts)
        {
            json.WriteStartObject();
            json.WriteString("value", count.Value);
            json.WriteNumber("count", count.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
