using NewsWatch.Feeds;

namespace NewsWatch.Evaluation.Feeds;

/// <summary>Finds in our shape what feedparser has at a path of its own.</summary>
internal static class FeedparserPaths
{
    public static object? Find(ParsedFeed feed, object[] path) => path switch
    {
        ["bozo"] => feed.Error is not null || feed.Warnings.Count > 0,
        ["encoding"] => FeedparserClause.Outside,
        ["version"] => feed.Format switch
        {
            "atom1.0" => "atom10",
            "atom0.3" => "atom03",
            "rss0.91" => "rss091u",
            _ => feed.Format.Replace(".", ""),
        },
        ["feed", .. var rest] => OfFeed(feed.Feed, rest),
        ["entries", int index, .. var rest] => index < feed.Entries.Count ? OfEntry(feed.Entries[index], rest) : null,
        ["entries"] => feed.Entries.Count,
        _ => FeedparserClause.Outside,
    };

    private static object? OfFeed(FeedInfo feed, object[] path) => path switch
    {
        ["title"] or ["title_detail", "value"] => feed.Title,
        ["link"] => feed.Link,
        ["links", 0, "href"] => feed.Link ?? feed.Self,
        ["description" or "subtitle" or "tagline" or "info"] or ["tagline_detail" or "info_detail" or "subtitle_detail", "value"] => feed.Description,
        ["language"] => feed.Language,
        ["id" or "guid"] => feed.Id,
        ["updated" or "updated_parsed" or "modified"] => feed.Updated,
        ["published" or "published_parsed"] => feed.Published,
        ["image", "href"] or ["logo"] or ["image", "url"] => feed.Image,
        ["rights" or "copyright"] or ["rights_detail" or "copyright_detail", "value"] => feed.Rights,
        ["generator"] or ["generator_detail", "name"] => feed.Generator,
        ["ttl"] => feed.Ttl is { } ttl ? ttl.TotalMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        ["author" or "author_detail" or "authors", ..] => Author(feed.Authors, path),
        ["tags" or "category" or "categories", ..] => Category(feed.Categories, path),
        _ => FeedparserClause.Outside,
    };

    private static object? OfEntry(FeedEntry entry, object[] path) => path switch
    {
        ["title"] or ["title_detail", "value"] => entry.Title,
        ["link"] or ["links", 0, "href"] => entry.Link,
        ["id" or "guid"] => entry.Id,
        ["summary" or "description"] or ["summary_detail", "value"] => entry.Summary ?? entry.Content,
        ["subtitle"] => entry.Summary,
        ["content", 0, "value"] => entry.Content ?? entry.Summary,
        ["published" or "published_parsed"] => entry.Published ?? entry.Updated,
        ["updated" or "updated_parsed"] => entry.Updated ?? entry.Published,
        ["created" or "created_parsed"] => entry.Published,
        ["author" or "author_detail" or "authors", ..] => Author(entry.Authors, path),
        ["tags" or "category" or "categories", ..] => Category(entry.Categories, path),
        ["enclosures", int i, "href" or "url"] => i < entry.Enclosures.Count ? entry.Enclosures[i].Url : null,
        ["enclosures", int i, "type"] => i < entry.Enclosures.Count ? entry.Enclosures[i].Type : null,
        ["enclosures", int i, "length"] => i < entry.Enclosures.Count ? entry.Enclosures[i].Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        ["enclosures"] => entry.Enclosures.Count,
        ["image", "href"] or ["media_thumbnail", 0, "url"] => entry.Image,
        ["comments"] => entry.Comments,
        ["language"] => entry.Language,
        ["source", "title"] or ["source", "title_detail", "value"] => entry.Source?.Title,
        ["source", "href" or "link"] or ["source", "links", 0, "href"] => entry.Source?.Link,
        ["source", "id"] => entry.Source?.Id,
        _ => FeedparserClause.Outside,
    };

    private static object? Author(IReadOnlyList<FeedAuthor> authors, object[] path)
    {
        var index = path is [_, int i, ..] ? i : 0;
        if (path is ["authors"])
            return authors.Count;
        var author = index < authors.Count ? authors[index] : null;
        return path[^1] switch
        {
            "author" when author is { Name: not null, Email: not null } => $"{author.Name} ({author.Email})",
            "author" => author?.Name ?? author?.Email,
            "name" => author?.Name,
            "email" => author?.Email,
            "url" or "href" => author?.Uri,
            _ => FeedparserClause.Outside,
        };
    }

    private static object? Category(IReadOnlyList<FeedCategory> categories, object[] path)
    {
        var index = path is [_, int i, ..] ? i : 0;
        if (path is ["tags"])
            return categories.Count;
        var category = index < categories.Count ? categories[index] : null;
        return path[^1] switch
        {
            "category" or "term" => category?.Term,
            "scheme" => category?.Scheme,
            "label" => category?.Label,
            _ => FeedparserClause.Outside,
        };
    }
}
