namespace NewsWatch.Feeds.Reading;

/// <summary>A feed while it is read, and its entries, of which no more than twice the limit are ever held.</summary>
internal sealed class FeedBuilder
{
    private readonly List<FeedEntry> _entries = [];
    private List<FeedAuthor>? _authors;
    private List<FeedCategory>? _categories;
    private int _titleRank;
    private int _descriptionRank;
    private int _linkRank;
    private int _imageRank;
    private int _dropped;

    public string? Title { get; private set; }

    public string? Link { get; private set; }

    public string? Self { get; set; }

    public string? Description { get; private set; }

    public string? Language { get; set; }

    public string? Id { get; set; }

    public DateTimeOffset? Published { get; set; }

    public DateTimeOffset? Updated { get; set; }

    public string? Image { get; private set; }

    public TimeSpan? Ttl { get; set; }

    public string? Hub { get; set; }

    public string? Generator { get; set; }

    public string? Rights { get; set; }

    public List<int> SkipHours { get; } = [];

    public List<DayOfWeek> SkipDays { get; } = [];

    public TimeSpan? Period { get; set; }

    public double Frequency { get; set; } = 1;

    public FeedAuthor? SpareAuthor { get; set; }

    public int Count => _entries.Count + _dropped;

    public void SetTitle(string? text, int rank)
    {
        if (text is not null && rank >= _titleRank)
            (Title, _titleRank) = (text, rank);
    }

    public void SetDescription(string? text, int rank)
    {
        if (text is not null && rank >= _descriptionRank)
            (Description, _descriptionRank) = (text, rank);
    }

    public void SetLink(string? link, int rank)
    {
        if (link is not null && rank > _linkRank)
            (Link, _linkRank) = (link, rank);
    }

    public void SetImage(string? link, int rank)
    {
        if (link is not null && rank > _imageRank)
            (Image, _imageRank) = (link, rank);
    }

    public void Add(FeedAuthor? author) => Lists.Add(ref _authors, author);

    public void Add(FeedCategory? category) => Lists.Add(ref _categories, category);

    public void Add(FeedEntry entry)
    {
        _entries.Add(entry);
        if (_entries.Count >= FeedLimits.Entries * 2)
            KeepNewest();
    }

    public FeedInfo Build()
    {
        if (_authors is null && SpareAuthor is not null)
            Add(SpareAuthor);
        return new FeedInfo
        {
            Title = Title,
            Link = Link,
            Self = Self,
            Description = Description,
            Language = Language,
            Id = Id,
            Published = Published,
            Updated = Updated,
            Image = Image,
            Authors = _authors ?? (IReadOnlyList<FeedAuthor>)[],
            Categories = _categories ?? (IReadOnlyList<FeedCategory>)[],
            Ttl = Ttl,
            Hub = Hub,
            Generator = Generator,
            Rights = Rights,
            SkipHours = SkipHours,
            SkipDays = SkipDays,
            UpdatePeriod = Period / Math.Max(Frequency, 0.001),
        };
    }

    public IReadOnlyList<FeedEntry> Entries(Repairs repairs)
    {
        if (_entries.Count > FeedLimits.Entries)
            KeepNewest();
        if (_dropped > 0)
            repairs.Note(-1, $"The feed has {Count} entries; the newest {_entries.Count} were kept.");
        return _entries;
    }

    // An entry without a date is as new as the one before it: feeds put the newest first.
    private void KeepNewest()
    {
        var ranked = new (DateTimeOffset Date, int Index)[_entries.Count];
        var last = DateTimeOffset.MaxValue;
        for (var i = 0; i < ranked.Length; i++)
            ranked[i] = (last = _entries[i].Published ?? _entries[i].Updated ?? last, i);
        Array.Sort(ranked, static (a, b) => a.Date != b.Date ? b.Date.CompareTo(a.Date) : a.Index.CompareTo(b.Index));
        var kept = ranked.AsSpan(0, FeedLimits.Entries).ToArray().Select(r => r.Index).Order().Select(i => _entries[i]).ToList();
        _dropped += _entries.Count - kept.Count;
        _entries.Clear();
        _entries.AddRange(kept);
    }
}
