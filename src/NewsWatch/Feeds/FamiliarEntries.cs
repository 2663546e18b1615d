namespace NewsWatch.Feeds;

/// <summary>
/// Knows entries again by what they keep when a publisher changes the rest: the address; the guid, whatever its scheme, with the title
/// or the page's path; the title and path of a guid that moved to another host; the same words at the same path under another token.
/// </summary>
internal sealed class FamiliarEntries
{
    private readonly Dictionary<string, KnownEntry> _byAddress = new(StringComparer.Ordinal);
    private readonly ILookup<string, KnownEntry> _byGuid;
    private readonly ILookup<(string, string), KnownEntry> _byMovedGuid;
    private readonly ILookup<(string, string), KnownEntry> _byWords;
    private readonly HashSet<string> _present;
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public FamiliarEntries(IReadOnlyList<KnownEntry> known, IReadOnlyList<Entry> document)
    {
        foreach (var entry in known)
            _byAddress.TryAdd(entry.Address, entry);

        _present = document.Select(entry => entry.Address).ToHashSet(StringComparer.Ordinal);

        // What the document still carries under its own address is itself, and cannot be another entry's past.
        var gone = known.Where(entry => !_present.Contains(entry.Address)).ToList();
        _byGuid = gone.Where(entry => entry.Guid is not null).ToLookup(entry => WithoutScheme(entry.Guid!));
        _byMovedGuid = gone.Where(entry => PathOf(entry.Guid) is not null).ToLookup(entry => (PathOf(entry.Guid)!, entry.Title));
        _byWords = gone.Where(entry => entry.HasPage).ToLookup(entry => (PageOf(entry.Address), entry.Hash));
    }

    /// <summary>What was known of this entry, or null for a new one. Each known entry is the past of one entry at most.</summary>
    public KnownEntry? Find(Entry entry)
    {
        if (_byAddress.GetValueOrDefault(entry.Address) is { } same)
            return same;

        var found = ByGuid(entry)
            ?? (PathOf(entry.Guid) is { } path ? Free(_byMovedGuid[(path, entry.Title)]) : null)
            ?? (entry.HasPage && entry.Title.Length + entry.Text.Length > 0 ? Free(_byWords[(PageOf(entry.Address), EntryReconciler.HashOf(entry))]) : null);
        if (found is not null)
            _taken.Add(found.Id);

        return found;
    }

    // A guid alone proves little: some feeds give every item the same.
    private KnownEntry? ByGuid(Entry entry) => entry.Guid is { } guid
        ? Free(_byGuid[WithoutScheme(guid)].Where(known =>
            known.Title == entry.Title || (known.HasPage && entry.HasPage && PageOf(known.Address) == PageOf(entry.Address))))
        : null;

    private KnownEntry? Free(IEnumerable<KnownEntry> candidates) => candidates.FirstOrDefault(known => !_taken.Contains(known.Id));

    private static string WithoutScheme(string guid)
    {
        var text = guid.Trim();
        var end = text.IndexOf("://", StringComparison.Ordinal);
        if (end is not (4 or 5) || !text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
            return text;

        text = text[(end + 3)..];
        return text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
    }

    /// <summary>What stays of a guid that is an address when its host changes; null for any other and for a bare host.</summary>
    private static string? PathOf(string? guid) =>
        Uri.TryCreate(guid, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.PathAndQuery.Length > 1
            ? address.PathAndQuery
            : null;

    /// <summary>Host and path, without the query in which tokens stand.</summary>
    private static string PageOf(string address)
    {
        var end = address.AsSpan().IndexOfAny('?', '#');
        return WithoutScheme(end < 0 ? address : address[..end]);
    }
}
