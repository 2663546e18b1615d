using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>The language that a page claims.</summary>
internal static class LanguageFinder
{
    public static Found? Find(PageTree tree, MetaTags meta, IReadOnlyList<JsonElement> articles)
    {
        var html = tree.Nodes[0];
        return Tag(html["lang"] ?? html["xml:lang"], "html lang")
            ?? Tag(articles.Select(article => JsonLd.TextOf(article, "inLanguage")).FirstOrDefault(found => found is not null), "json-ld inLanguage")
            ?? Tag(meta.First("og:locale"), "og:locale")
            ?? Tag(meta.First("content-language"), "meta content-language")
            ?? Tag(meta.First("dc.language") ?? meta.First("dcterms.language"), "meta dc.language")
            ?? Tag(meta.First("language"), "meta language");
    }

    /// <summary>A well-formed tag such as <c>en</c> or <c>pt-BR</c>; "en_US", "en, de" and "EN" are put right, anything else is null.</summary>
    private static Found? Tag(string? claimed, string rule)
    {
        var parts = (claimed ?? "").Split([',', ';', ' '], 2)[0].Trim().Split(['-', '_']);
        var language = parts[0].ToLowerInvariant();
        if (language.Length is not (2 or 3) || !language.All(char.IsAsciiLetter))
            return null;

        var region = parts.Skip(1).FirstOrDefault(part => part.Length == 2 && part.All(char.IsAsciiLetter));
        var script = parts.Skip(1).FirstOrDefault(part => part.Length == 4 && part.All(char.IsAsciiLetter));
        var tag = string.Join('-', new[] { language, Titled(script), region?.ToUpperInvariant() }.Where(part => part is not null));
        return new Found(tag, rule);
    }

    private static string? Titled(string? script) => script is null ? null : char.ToUpperInvariant(script[0]) + script[1..].ToLowerInvariant();
}
