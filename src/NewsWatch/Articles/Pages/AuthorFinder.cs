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

    /// <summary>A byline that is lighter by this than the first says nothing against it.</summary>
    private const double Clearly = 2;

    public static (IReadOnlyList<string> Names, string Rule)? Find(PageSource page, PageLayout layout)
    {
        var stated = Stated(page).Where(found => found.Names.Count > 0).ToList();
        var bylines = new Bylines(page, layout).Find().Take(5).ToList();

        // What a site states may be its own name or a login; a byline with a person's name says more.
        return First(stated.Concat(Heavier(Plain).Take(1)), found => !IsSite(found.Names, page) && found.Names.All(AuthorNames.LooksLikePerson))
            ?? First(stated.Concat(Heavier(bylines.Count > 0 ? bylines[0].Weight - Clearly : 0)), found => !IsSite(found.Names, page))
            ?? First(stated.Concat(Heavier(0)), _ => true);

        IEnumerable<(IReadOnlyList<string> Names, string Rule)> Heavier(double weight) =>
            bylines.Where(byline => byline.Weight >= weight).Select(byline => (byline.Names, byline.Rule));
    }

    private static (IReadOnlyList<string> Names, string Rule)? First(
        IEnumerable<(IReadOnlyList<string> Names, string Rule)> all, Func<(IReadOnlyList<string> Names, string Rule), bool> isRight)
    {
        foreach (var found in all)
            if (isRight(found))
                return found;

        return null;
    }

    /// <summary>
    /// "harbourpost.example, Velmouth" opens with the site's name: what follows is its place. "Harbour Post/id" says who of it.
    /// </summary>
    private static bool IsSite(IReadOnlyList<string> names, PageSource page) => page.Names.Is(names[0]) && !names[0].Contains('/');

    private static IEnumerable<(IReadOnlyList<string> Names, string Rule)> Stated(PageSource page)
    {
        foreach (var article in page.Articles)
            foreach (var property in new[] { "author", "creator" })
                if (article.TryGetProperty(property, out var author))
                    yield return (Names(author, page).SelectMany(Stated).Distinct(StringComparer.OrdinalIgnoreCase).ToList(), $"json-ld {property}");

        foreach (var name in MetaNames)
            if (page.Meta.All(name) is { Count: > 0 } values && (name != "twitter:data1" || TwitterLabels.Contains(page.Meta.First("twitter:label1"))))
                yield return (values.SelectMany(Stated).Distinct(StringComparer.OrdinalIgnoreCase).ToList(), $"meta {name}");
    }

    /// <summary>Where a page states its author, initials are one: papers sign so.</summary>
    private static IReadOnlyList<string> Stated(string value)
    {
        var names = AuthorNames.Of(value);
        return names.Count == 0 && value.Trim() is { Length: 2 } initials && initials.All(char.IsLetter) && !initials.Equals("by", StringComparison.OrdinalIgnoreCase) ? [initials] : names;
    }

    private static IEnumerable<string> Names(JsonElement author, PageSource page) => author.ValueKind switch
    {
        JsonValueKind.String => [PlainText.Of(author.GetString()!)],
        JsonValueKind.Array => author.EnumerateArray().Take(20).SelectMany(one => Names(one, page)),
        JsonValueKind.Object when JsonLd.NameOf(author, page.Objects) is { } name => [PlainText.Of(name)],
        _ => [],
    };
}
