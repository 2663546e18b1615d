using System.Text.Json;

namespace NewsWatch.Articles.Pages;

/// <summary>
/// When a page was first published and last changed: its sources in the order of their trustworthiness, the first that speaks wins.
/// The day is the page's own: where a time is given in UTC and the page shows the day before or after, the offset follows the page.
/// </summary>
internal static class DateFinder
{
    private static readonly string[] PublishedNames =
        [
            "article:published_time", "og:article:published_time", "og:published_time", "og:pubdate", "datepublished", "rnews:datepublished", "sailthru.date",
            "parsely-pub-date", "dc.date.issued", "dcterms.issued", "citation_publication_date",
            "citation_online_date", "citation_date", "article.published", "article:post_date", "published_time", "publish-date", "publish_date", "publishdate",
            "published-date", "published_date", "published", "pubdate", "pub_date", "publication_date", "publication-date", "publicationdate", "article:publication_date",
            "shareaholic:article_published_time", "vr:published_time", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "bt:pubdate", "article_date_original",
            "originalpublicationdate", "displaydate", "date.release", "date_published", "og:release_date", "article:date", "pdate", "ptime", "article-publication-date",
        ];

    /// <summary>Names that some sites fill with the day of creation in their system or of the last change: what readers see goes before them.</summary>
    private static readonly string[] WeakNames =
        [
            "dcterms.created", "dc.date.created", "dc.created", "article.created", "datecreated", "creation_date", "creation-date", "created", "doc_date", "dcterms.date", "dc.date", "date",
        ];

    private static readonly string[] ModifiedNames =
        [
            "article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified",
            "last_modified", "modified", "article.updated", "revision_date", "date_modified",
        ];

    /// <summary>The weight of a date that stands where and how publication dates stand.</summary>
    private const double Plain = 3;

    private static readonly string[] DateLike = ["date", "publi", "created", "upload", "time", "issued"];

    private static readonly string[] NotPublished = ["modif", "updat", "expir", "valid", "revis", "image", "zone", "refresh", "review", "unavailable", "birth", "start", "end"];

    public static (WrittenDate Date, string Rule)? Published(PageSource page, PageLayout layout)
    {
        var visible = new VisibleDates(page, layout).Find().Where(found => IsSane(found.Date, page.Now)).ToList();
        var stated = Stated(page).Where(found => IsSane(found.Date, page.Now)).ToList();
        var url = page.OwnAddresses.Select(UrlDate.Day).FirstOrDefault(day => day is { } found && IsSane(Whole(found), page.Now));
        if (stated.Count > 0)
            return Preferred(stated, url, visible);
        if (url is { } day)
            return (Whole(day), "url");
        if (visible is [{ Weight: >= Plain }, ..])
            return (visible[0].Date, visible[0].Rule);

        var weak = MetaDates(page, WeakNames).Where(found => IsSane(found.Date, page.Now)).ToList();
        if (weak.Count > 0)
            return Preferred(weak, null, visible);
        if (visible.Count > 0)
            return (visible[0].Date, visible[0].Rule);

        return Fallbacks(page).Where(found => IsSane(found.Date, page.Now)).Select(found => ((WrittenDate, string)?)found).FirstOrDefault() ?? Updated(page);
    }

    public static (WrittenDate Date, string Rule)? Updated(PageSource page)
    {
        foreach (var (date, rule) in JsonLdDates(page, "dateModified").Concat(MetaDates(page, ModifiedNames)).Concat(Microdata(page, "dateModified")))
            if (IsSane(date, page.Now))
                return (date, rule);

        return null;
    }

    private static IEnumerable<(WrittenDate Date, string Rule)> Stated(PageSource page) =>
        JsonLdDates(page, "datePublished").Concat(MetaDates(page, PublishedNames)).Concat(Microdata(page, "datePublished"));

    private static IEnumerable<(WrittenDate Date, string Rule)> Fallbacks(PageSource page)
    {
        foreach (var found in JsonLdDates(page, "dateCreated").Concat(JsonLdDates(page, "uploadDate")))
            yield return found;

        foreach (var name in page.Meta.Names)
            if (DateLike.Any(word => name.Contains(word, StringComparison.Ordinal)) && !NotPublished.Any(word => name.Contains(word, StringComparison.Ordinal))
                && page.DateOf(page.Meta.First(name)) is { } date)
                yield return (date, $"meta {name}");

        foreach (var name in new[] { "description", "og:description" })
            if (page.Meta.First(name) is { } description && DateText.First(description, page.ShortLanguage, page.IsMonthFirst) is { } date)
                yield return (date, $"date in meta {name}");
    }

    /// <summary>
    /// What the page states of itself, against its address and its text. An address of an earlier day is that of the first publication;
    /// a day next to the stated one is the same time seen from the page's own zone.
    /// </summary>
    private static (WrittenDate Date, string Rule) Preferred(
        List<(WrittenDate Date, string Rule)> stated, DateOnly? url, List<(WrittenDate Date, string Rule, double Weight)> visible)
    {
        var first = stated[0];
        if (url is { } day && day.AddDays(1) < first.Date.Day)
            return (Whole(day), "url, earlier than " + first.Rule);

        if (first.Date is not { HasTime: true, Value.Offset.Ticks: 0 })
            return first;

        var locals = new[] { url }
            .Concat(stated.Skip(1).Where(other => IsLocalTime(first.Date, other.Date)).Select(other => (DateOnly?)other.Date.Day))
            .Concat(visible.Take(1).Where(shown => shown.Date.Value.Offset == default || IsLocalTime(first.Date, shown.Date)).Select(shown => (DateOnly?)shown.Date.Day));
        foreach (var local in locals)
            if (local is { } seen && Math.Abs(seen.DayNumber - first.Date.Day.DayNumber) == 1 && InZoneOf(first.Date, seen) is { } shifted)
                return (shifted, first.Rule + ", in the zone of the page's own day");

        return first;
    }

    /// <summary>Within half a day of the first and written otherwise: the same time in another zone.</summary>
    private static bool IsLocalTime(WrittenDate first, WrittenDate other) =>
        other.HasTime && (other.Value - first.Value).Duration() <= TimeSpan.FromHours(14) && other.Value.DateTime != first.Value.DateTime;

    /// <summary>The same instant at the nearest whole-hour offset that makes it this day; null where no zone does.</summary>
    private static WrittenDate? InZoneOf(WrittenDate date, DateOnly day)
    {
        var isEarlier = day < date.Day;
        var hours = isEarlier ? -(date.Value.Hour + 1) : 24 - date.Value.Hour;
        if (hours is < -11 or > 13)
            return null;

        return date with { Value = date.Value.ToOffset(TimeSpan.FromHours(hours)) };
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

    private static WrittenDate Whole(DateOnly day) => new(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), false);

    /// <summary>No news is from before the web or from after tomorrow.</summary>
    private static bool IsSane(WrittenDate date, DateTimeOffset now) => date.Value.Year >= 1990 && date.Value <= now.AddHours(38);
}
