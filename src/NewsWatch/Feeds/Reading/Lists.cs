namespace NewsWatch.Feeds.Reading;

/// <summary>Short lists that exist once something is in them, hold nothing twice and grow no longer than a limit.</summary>
internal static class Lists
{
    public static void Add<T>(ref List<T>? list, T? item)
        where T : class
    {
        if (item is null || list?.Count >= FeedLimits.List)
            return;
        list ??= [];
        if (!list.Contains(item))
            list.Add(item);
    }

    /// <summary>Adds an author, or completes one of the same name.</summary>
    public static void Add(ref List<FeedAuthor>? list, FeedAuthor? author)
    {
        if (author is null)
            return;
        var same = list?.FindIndex(known => author.Name is not null
            && string.Equals(known.Name, author.Name, StringComparison.OrdinalIgnoreCase)
            && (known.Email is null || author.Email is null || known.Email == author.Email)
            && (known.Uri is null || author.Uri is null || known.Uri == author.Uri)) ?? -1;
        if (same >= 0)
            list![same] = list[same] with { Email = list[same].Email ?? author.Email, Uri = list[same].Uri ?? author.Uri };
        else
            Add<FeedAuthor>(ref list, author);
    }

    /// <summary>The words of a list parted by commas.</summary>
    public static string[] Words(string? line) => line?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
