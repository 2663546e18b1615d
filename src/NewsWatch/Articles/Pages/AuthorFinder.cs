using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>Who wrote the article, by name: what the page states, then its byline. The site's own name is an author only where nobody else is.</summary>
internal static class AuthorFinder
{
    private static readonly string[] MetaNames =
        [
            "author", "article:author_name", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "byl", "authors",
            "article.author", "dc.contributor", "creator", "article:author", "og:article:author", "twitter:data1",
        ];

    /// <summary>What makes <c>twitter:data1</c> an author.</summary>
    private static readonly string[] TwitterLabels = ["Written by", "Verfasst von", "Geschrieben von", "Écrit par", "Escrito por"];

    /// <summary>The weight of a byline that stands where and how bylines stand.</summary>
    private const double Plain = 4;

    public static (IReadOnlyList<string> Names, string Rule)? Find(PageSource page, PageLayout layout)
    {
        var stated = Stated(page).Where(found => found.Names.Count > 0).ToList();
        var bylines = new Bylines(page, layout).Find().Take(5).ToList();
        var all = stated.Concat(bylines.Select(byline => (byline.Names, byline.Rule))).ToList();

        // What a site states may be its own name or a login; a byline with a person's name says more.
        return all.Take(stated.Count).Concat(bylines.Take(1).Where(byline => byline.Weight >= Plain).Select(byline => (byline.Names, byline.Rule)))
                .Where(found => !IsSite(found.Names, page) && found.Names.All(AuthorNames.LooksLikePerson))
                .Select(found => ((IReadOnlyList<string>, string)?)found).FirstOrDefault()
            ?? all.Where(found => !IsSite(found.Names, page)).Select(found => ((IReadOnlyList<string>, string)?)found).FirstOrDefault()
            ?? all.Select(found => ((IReadOnlyList<string>, string)?)found).FirstOrDefault();
    }

    /// <summary>"harbourpost.example, Velmouth" opens with the site's name: what follows is its place.</summary>
    private static bool IsSite(IReadOnlyList<string> names, PageSource page) => page.Names.Is(names[0]);

    private static IEnumerable<(IReadOnlyList<string> Names, string Rule)> Stated(PageSource page)
    {
        foreach (var article in page.Articles)
            foreach (var property in new[] { "author", "creator" })
                if (article.TryGetProperty(property, out var author))
                    yield return (Names(author, page).SelectMany(AuthorNames.Of).Distinct(StringComparer.OrdinalIgnoreCase).ToList(), $"json-ld {property}");

        foreach (var name in MetaNames)
            if (page.Meta.All(name) is { Count: > 0 } values && (name != "twitter:data1" || TwitterLabels.Contains(page.Meta.First("twitter:label1"))))
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
