using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>Who wrote the article, by name.</summary>
internal static class AuthorFinder
{
    public static (IReadOnlyList<string> Names, string Rule)? Find(PageSource page)
    {
        foreach (var article in page.Articles)
            if (article.TryGetProperty("author", out var author) && Names(author).ToList() is { Count: > 0 } names)
                return (names, "json-ld author");

        return page.Meta.First("author") is { } meta ? ([meta], "meta author") : null;
    }

    private static IEnumerable<string> Names(JsonElement author) => author.ValueKind switch
    {
        JsonValueKind.String => [author.GetString()!],
        JsonValueKind.Array => author.EnumerateArray().SelectMany(Names),
        JsonValueKind.Object => JsonLd.TextOf(author, "name") is { } name ? [name] : [],
        _ => [],
    };
}
