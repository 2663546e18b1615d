using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>Who wrote the article, by name: what the page states, then its byline. The site's own name is an author only where nobody else is.</summary>
internal static class AuthorFinder
{
    private static readonly string[] MetaNames =
        ["author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "byl", "authors", "article.author", "dc.contributor", "creator", "article:author", "og:article:author", "twitter:data1"];

    public static (IReadOnlyList<string> Names, string Rule)? Find(PageSource page, PageLayout layout)
    {
        (IReadOnlyList<string> Names, string Rule)? weak = null;
        foreach (var (names, rule) in Stated(page).Concat(new Bylines(page, layout).Find()))
        {
            var people = names.Where(name => !page.Names.Is(name)).ToList();
            if (people.Count > 0)
                return (people, rule);

            if (names.Count > 0)
                weak ??= (names, rule);
        }

        return weak;
    }

    private static IEnumerable<(IReadOnlyList<string> Names, string Rule)> Stated(PageSource page)
    {
        foreach (var article in page.Articles)
            foreach (var property in new[] { "author", "creator" })
                if (article.TryGetProperty(property, out var author))
                    yield return (Names(author, page).SelectMany(AuthorNames.Of).Distinct(StringComparer.OrdinalIgnoreCase).ToList(), $"json-ld {property}");

        foreach (var name in MetaNames)
            if (page.Meta.All(name) is { Count: > 0 } values && (name != "twitter:data1" || page.Meta.First("twitter:label1") is "Written by" or "Verfasst von" or "Geschrieben von" or "Écrit par" or "Escrito por"))
                yield return (values.SelectMany(AuthorNames.Of).Distinct(StringComparer.OrdinalIgnoreCase).ToList(), $"meta {name}");
    }

    private static IEnumerable<string> Names(JsonElement author, PageSource page) => author.ValueKind switch
    {
        JsonValueKind.String => [PlainText.Of(author.GetString()!)],
        JsonValueKind.Array => author.EnumerateArray().Take(20).SelectMany(one => Names(one, page)),
        JsonValueKind.Object when JsonLd.NameOf(author, page.Objects) is { } name => [PlainText.Of(name)],
        _ => [],
    };
}
