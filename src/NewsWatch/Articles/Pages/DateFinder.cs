using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>When a page was first published and last changed: the sources in the order of their trustworthiness, the first that speaks wins.</summary>
internal static class DateFinder
{
    private static readonly string[] PublishedNames =
        [
            "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished", "rnews:datepublished", "sailthru.date",
            "parsely-pub-date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.created", "citation_publication_date",
            "citation_online_date", "citation_date", "article.published", "article:post_date", "published_time", "publish-date", "publish_date", "publishdate",
            "published-date", "published_date", "published", "pubdate", "pub_date", "publication_date", "publication-date", "publicationdate", "article:publication_date",
            "shareaholic:article_published_time", "vr:published_time", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "article_date_original",
            "originalpublicationdate", "displaydate", "doc_date", "date.release", "date_published", "article.created", "datecreated", "creation_date", "created",
            "og:release_date", "video:release_date", "dcterms.date", "dc.date", "date", "article:date", "pdate", "ptime", "article-publication-date", "creation-date",
        ];

    private static readonly string[] ModifiedNames =
        [
            "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified",
            "last_modified", "modified", "article.updated", "revision_date", "date_modified",
        ];

    public static (WrittenDate Date, string Rule)? Published(PageSource page) =>
        Candidates(page).Where(found => IsSane(found.Date, page.Now)).Select(found => ((WrittenDate, string)?)found).FirstOrDefault();

    public static (WrittenDate Date, string Rule)? Updated(PageSource page)
    {
        foreach (var (date, rule) in JsonLdDates(page, "dateModified").Concat(MetaDates(page, ModifiedNames)).Concat(Microdata(page, "dateModified")))
            if (IsSane(date, page.Now))
                return (date, rule);

        return null;
    }

    private static IEnumerable<(WrittenDate Date, string Rule)> Candidates(PageSource page)
    {
        foreach (var found in JsonLdDates(page, "datePublished"))
            yield return found;
        foreach (var found in MetaDates(page, PublishedNames))
            yield return found;
        foreach (var found in Microdata(page, "datePublished"))
            yield return found;
        if (UrlDate.Day(page.Address) is { } day)
            yield return (new WrittenDate(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), false), "url");
        foreach (var found in TimeElements(page))
            yield return found;
        foreach (var found in JsonLdDates(page, "dateCreated").Concat(JsonLdDates(page, "uploadDate")))
            yield return found;
        if (Updated(page) is { } updated)
            yield return updated;
    }

    private static IEnumerable<(WrittenDate Date, string Rule)> JsonLdDates(PageSource page, string property)
    {
        foreach (var article in page.Articles)
            if (page.DateOf(JsonLd.TextOf(article, property)) is { } date)
                yield return (date, $"json-ld {property}");
    }

    private static IEnumerable<(WrittenDate Date, string Rule)> MetaDates(PageSource page, IEnumerable<string> names)
    {
        foreach (var name in names)
            if (page.DateOf(page.Meta.First(name)) is { } date)
                yield return (date, $"meta {name}");
    }

    private static IEnumerable<(WrittenDate Date, string Rule)> Microdata(PageSource page, string property)
    {
        foreach (var node in page.Tree.Nodes)
            if (node["itemprop"] is { } names && names.Contains(property, StringComparison.OrdinalIgnoreCase)
                && page.DateOf(node["content"] ?? node["datetime"] ?? page.Tree.TextOf(node, 200)) is { } date)
                yield return (date, $"microdata {property}");
    }

    private static IEnumerable<(WrittenDate Date, string Rule)> TimeElements(PageSource page)
    {
        foreach (var node in page.Tree.Nodes)
            if (node.Tag == "time" && page.DateOf(node["datetime"] ?? page.Tree.TextOf(node, 200)) is { } date)
                yield return (date, "time element");
    }

    /// <summary>No news is from before the web or from after tomorrow.</summary>
    private static bool IsSane(WrittenDate date, DateTimeOffset now) => date.Value.Year >= 1990 && date.Value <= now.AddHours(38);
}
