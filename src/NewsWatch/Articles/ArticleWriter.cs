using NewsWatch.Articles.Pages;
using NewsWatch.Feeds;

namespace NewsWatch.Articles;

/// <summary>Makes an article from what its feed and its page say. Pure.</summary>
public static class ArticleWriter
{
    /// <summary>A feed's text shorter than this is taken for a summary: some 150 words.</summary>
    private const int WholeText = 900;

    /// <summary>Whether the feed's text is too short to be the article, and there is a page to read instead.</summary>
    public static bool WantsPage(Entry entry) => entry.HasPage && entry.Text.Length < WholeText;

    /// <summary>The article as version 1.</summary>
    public static Article Write(Entry entry, ParsedPage? page, OutletRegistry outlets, DateTimeOffset now)
    {
        var useful = page is { Kind: not PageKind.Other } || page?.Text.Length > entry.Text.Length ? page : null;
        var address = useful is not null && useful.Address.Host == new Uri(entry.Address).Host ? useful.Address.AbsoluteUri : entry.Address;
        var outlet = outlets.Of(new Uri(address), useful?.Outlet ?? entry.FeedTitle);
        return new Article
        {
            Id = Ids.Derive("article", address),
            CanonicalUrl = address,
            OutletId = outlet.Id,
            OutletName = outlet.Name,
            Title = entry.Title.Length > 0 ? entry.Title : useful?.Title ?? "",
            Text = useful is { } read && read.Text.Length >= entry.Text.Length ? read.Text : entry.Text,
            Authors = entry.Authors.Count > 0 ? entry.Authors : useful?.Authors ?? [],
            Published = Earlier(entry.Published, useful?.Published, now),
            FoundAt = entry.FoundAt,
            ClaimedLanguage = useful?.Language ?? entry.Language,
            Links = useful?.Links ?? [],
            Topical = entry.Topical,
            Backfill = entry.Backfill,
        };
    }

    /// <summary>Whether a re-read article says the same: white space and letter case are no change.</summary>
    public static bool SameWords(Article before, Article now) => Same(before.Title, now.Title) && Same(before.Text, now.Text);

    /// <summary>The article as its next version: what never changes is kept from before.</summary>
    public static Article NextVersion(Article before, Article now) => now with
    {
        Id = before.Id,
        CanonicalUrl = before.CanonicalUrl,
        Version = before.Version + 1,
        Published = before.Published,
        FoundAt = before.FoundAt,
        Topical = before.Topical,
        Backfill = before.Backfill,
    };

    private static bool Same(string a, string b)
    {
        var (i, j) = (0, 0);
        while (true)
        {
            while (i < a.Length && !char.IsLetterOrDigit(a[i]))
                i++;
            while (j < b.Length && !char.IsLetterOrDigit(b[j]))
                j++;
            if (i == a.Length || j == b.Length)
                return i == a.Length && j == b.Length;
            if (char.ToLowerInvariant(a[i++]) != char.ToLowerInvariant(b[j++]))
                return false;
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? feed, DateTimeOffset? page, DateTimeOffset now)
    {
        // A day without a time is less than a feed's moment; a moment in the future is no publication.
        var best = feed ?? page;
        return best is { } time && time > now ? now : best;
    }
}
