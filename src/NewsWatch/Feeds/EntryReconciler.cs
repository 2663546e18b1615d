using System.Globalization;

namespace NewsWatch.Feeds;

/// <summary>
/// Tells which entries of a fetched feed are new or changed. Decided by entries, not by bytes: a guid that changes its
/// scheme, a link with a new token or an edited title makes no second article; a guid that repeats loses none.
/// </summary>
public static class EntryReconciler
{
    /// <param name="feed">The feed's id, address and title.</param>
    /// <param name="known">What the store knows of this feed's entries.</param>
    /// <param name="document">The feed as parsed now.</param>
    /// <param name="now">When it was fetched.</param>
    /// <returns>New and changed entries, oldest first.</returns>
    public static IReadOnlyList<Entry> Changes(
        Feed feed, IReadOnlyList<KnownEntry> known, ParsedFeed document, DateTimeOffset now)
    {
        var sharedLinks = document.Entries
            .GroupBy(entry => entry.Link).Where(group => group.Key is not null && group.Count() > 1)
            .Select(group => group.Key!).ToHashSet();
        var read = document.Entries.Select(item => FromDocument(feed, item, document, sharedLinks, now)).OfType<Entry>().DistinctBy(entry => entry.Id).ToList();
        var familiar = new FamiliarEntries(known, read);
        var changes = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var entry in read)
        {
            if (familiar.Find(entry) is not { } before)
                changes.TryAdd(entry.Id, entry);
            else if (before.Hash != HashOf(entry))
                changes[before.Id] = entry with
                {
                    Id = before.Id,
                    Address = before.Address,
                    HasPage = before.HasPage,
                    FoundAt = before.FoundAt,
                    Backfill = before.Backfill,
                    Revision = before.Revision + 1,
                };
        }

        return [.. changes.Values.OrderBy(entry => entry.Published ?? now).ThenBy(entry => entry.Id, StringComparer.Ordinal)];
    }

    /// <summary>Two revisions with one hash are no change: title, text, and the time of the update where the feed gives one.</summary>
    public static string HashOf(Entry entry) =>
        Ids.Derive("revision", entry.Title, entry.Text, entry.Updated?.UtcTicks.ToString(CultureInfo.InvariantCulture) ?? "");

    private static Entry? FromDocument(
        Feed feed, FeedEntry item, ParsedFeed document, HashSet<string> sharedLinks, DateTimeOffset now)
    {
        var title = item.Title ?? "";
        var text = (item.Content?.Length ?? 0) >= (item.Summary?.Length ?? 0) ? item.Content ?? "" : item.Summary!;
        var link = item.Link is { } written && !sharedLinks.Contains(written) ? written : null;

        // A title alone, without link, guid or date, is what is left of an item where a feed was cut off.
        var name = item.Id ?? (title.Length > 0 && item.Published is not null ? title : null);
        if (link is null && name is null)
            return null;

        var address = link is not null && Uri.TryCreate(link, UriKind.Absolute, out var uri)
            ? CanonicalAddress.Of(uri).AbsoluteUri
            : $"{feed.Address}#{Uri.EscapeDataString(name ?? link!)}";
        return new Entry
        {
            Id = Ids.Derive("entry", feed.Id, address),
            FeedId = feed.Id,
            FeedTitle = document.Feed.Title ?? feed.Title,
            Guid = item.Id,
            Address = address,
            HasPage = link is not null,
            Title = title,
            Text = text,
            Authors = [.. item.Authors.Select(author => author.Name).OfType<string>()],
            Language = item.Language ?? document.Feed.Language,
            Published = item.Published,
            Updated = item.Updated,
            FoundAt = now,
            Revision = 1,
            Topical = feed.Topical,
            Backfill = feed.State.LastSuccessAt is null && (item.Published is null || item.Published < feed.AddedAt),
        };
    }
}
